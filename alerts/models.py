import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone


def new_token():
    """128 bits: the token alone lets someone manage an alert, so it must not be guessed."""
    return secrets.token_urlsafe(16)


class AlertQuerySet(models.QuerySet):
    def active(self):
        return self.filter(confirmed_at__isnull=False, unsubscribed_at__isnull=True)

    def due(self, *, at=None):
        at = at or timezone.now()
        awake = Q(paused_until__isnull=True) | Q(paused_until__lte=timezone.localdate(at))
        return self.active().filter(awake, next_due_at__lte=at)


class Alert(models.Model):
    """A saved search that mails. Its criteria are the search's own canonical query string."""

    class Frequency(models.TextChoices):
        INSTANT = "instant", "As soon as it appears"
        DAILY = "daily", "Once a day"
        WEEKLY = "weekly", "Once a week"

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    email = models.EmailField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts"
    )
    criteria = models.CharField(
        max_length=2000, blank=True, help_text="Canonical query string of the search."
    )
    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.DAILY)
    zone = models.CharField("time zone", max_length=40, default="America/New_York")
    hour = models.PositiveSmallIntegerField(
        default=7, validators=[MaxValueValidator(23)], help_text="Local hour."
    )
    weekday = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(6)], help_text="For weekly alerts; Monday is 0."
    )
    next_due_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    # Postings published at or before this moment are news no more.
    watermark = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmation_sent_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "criteria"],
                condition=Q(unsubscribed_at__isnull=True),
                name="one_alert_per_address_and_search",
                violation_error_message="You have an alert for this search already.",
            ),
            models.CheckConstraint(
                condition=Q(hour__lte=23),
                name="alert_hour_of_day",
                violation_error_message="Choose an hour from 0 to 23.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(next_due_at__isnull=False),
                name="confirmed_alert_is_due_some_day",
                violation_error_message="A confirmed alert needs its next time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due_at"],
                condition=Q(confirmed_at__isnull=False, unsubscribed_at__isnull=True),
                name="alert_due",
            )
        ]

    def __str__(self):
        return f"Alert {self.pk}"


class Delivery(models.Model):
    """One mail of one alert for one period: claimed in its own committed step, then sent."""

    class State(models.TextChoices):
        CLAIMED = "claimed"
        SENT = "sent"
        EMPTY = "empty", "nothing to send"
        FAILED = "failed"

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deliveries")
    period = models.CharField(max_length=40, help_text="The due time this mail stands for, in UTC.")
    state = models.CharField(max_length=8, choices=State, default=State.CLAIMED)
    message_id = models.CharField(max_length=120, blank=True)
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-claimed_at"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "period"],
                name="one_delivery_per_alert_and_period",
                violation_error_message="This alert has its mail for this period.",
            )
        ]

    def __str__(self):
        return f"Delivery {self.pk} ({self.state})"


class DeliveredPosting(models.Model):
    """The ledger: a posting is told to an alert once, ever."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="delivered")
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

    def __str__(self):
        return f"Posting {self.posting_id} told to alert {self.alert_id}"
