import secrets
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class DeliveryQuerySet(models.QuerySet):
    def open(self):
        """Claimed or waiting for another try: nothing of it was handed to a mail server."""
        return self.filter(state__in=[Delivery.State.CLAIMED, Delivery.State.RETRY])

    def lost(self):
        """Claimed by a worker that did not come back. Taken over by the next one: nothing was sent."""
        return self.filter(state=Delivery.State.CLAIMED, claimed_at__lt=Now() - Delivery.LEASE)

    def uncertain(self):
        """Handed to the mail server by a worker that did not live to hear, or heard no answer."""
        stale = Q(state=Delivery.State.HANDED_OVER, claimed_at__lt=Now() - Delivery.LEASE)
        return self.filter(stale | Q(state=Delivery.State.UNCERTAIN))


class Delivery(models.Model):
    """One alert's mail for one period. Its states are commits, each made before the next thing is done.

    claimed      this worker composes it; a killed worker's claim is taken over, for nothing was sent
    handed_over  the mail's text is with the mail server and its final dot follows: never sent again
    sent         the server said so
    empty        nothing to tell
    retry        refused for now; tried again at `next_attempt_at`
    parked       given up after five tries, or refused for good: its postings come in the next mail
    uncertain    handed over, and nobody knows what became of it: reported, not sent again
    merged       waited so long that the next period's mail brings its postings
    """

    class State(models.TextChoices):
        CLAIMED = "claimed"
        HANDED_OVER = "handed_over", "handed over"
        SENT = "sent"
        EMPTY = "empty", "nothing to tell"
        RETRY = "retry", "waits for another try"
        PARKED = "parked"
        UNCERTAIN = "uncertain"
        MERGED = "merged", "came with the next"

    # Only how soon a killed worker's claims are taken over. Being too short costs nothing: a claim that
    # was taken over cannot be handed over by the one who lost it.
    LEASE = timedelta(minutes=5)
    MAX_ATTEMPTS = 5

    alert = models.ForeignKey("alerts.Alert", on_delete=models.CASCADE, related_name="deliveries")
    period = models.DateTimeField(help_text="The due time this mail stands for.")
    state = models.CharField(max_length=11, choices=State, default=State.CLAIMED)
    claim = models.BigIntegerField(help_text="Whose it is: changes each time it is claimed.")
    # The database's clock: two workers' clocks may differ.
    claimed_at = models.DateTimeField(db_default=Now())
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    message_id = models.CharField(max_length=120, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    is_reported = models.BooleanField(default=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-claimed_at", "-pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "period"],
                name="one_delivery_per_alert_and_period",
                violation_error_message="This alert has its mail for this period.",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="sent_delivery_has_its_time",
                violation_error_message="A sent delivery needs the time it was sent.",
            ),
            models.CheckConstraint(
                condition=~Q(state="retry") | Q(next_attempt_at__isnull=False),
                name="retried_delivery_has_its_time",
                violation_error_message="A delivery that is tried again needs a time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "claimed_at"],
                condition=Q(state__in=["claimed", "handed_over", "retry", "parked", "uncertain"]),
                name="delivery_unfinished",
            ),
            models.Index(fields=["claimed_at"], name="delivery_recent"),
        ]

    def __str__(self):
        return f"Delivery {self.pk} ({self.state})"


def new_claim():
    return secrets.randbits(62)


class DeliveredPosting(models.Model):
    """The ledger: a posting is told to an alert once, ever."""

    # Without an index of its own: the constraint's begins with it.
    alert = models.ForeignKey(
        "alerts.Alert", on_delete=models.CASCADE, related_name="delivered", db_index=False
    )
    # The alert's own, kept here too: what one alert told, no other alert of the same person repeats.
    subscriber = models.ForeignKey(
        "alerts.Subscriber", on_delete=models.CASCADE, related_name="delivered", db_index=False
    )
    posting = models.ForeignKey("jobs.Posting", on_delete=models.CASCADE, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="postings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "posting"],
                name="posting_told_once_per_alert",
                violation_error_message="This alert has told of this posting.",
            )
        ]
        indexes = [models.Index(fields=["subscriber", "posting"], name="told_to_subscriber")]

    def __str__(self):
        return f"Posting {self.posting_id} told to alert {self.alert_id}"
