from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, *, at=None):
        """Mail a worker may claim: queued or waiting for a retry, plus claims whose lease ran out."""
        at = at or timezone.now()
        waiting = Q(state=OutgoingMail.State.QUEUED, next_attempt_at__lte=at)
        return self.filter(waiting | self._lease_over(at))

    def stale(self, *, at=None):
        """Claimed by a worker that never came back."""
        return self.filter(self._lease_over(at or timezone.now()))

    def parked(self):
        return self.filter(state=OutgoingMail.State.PARKED)

    @staticmethod
    def _lease_over(at):
        return Q(state=OutgoingMail.State.INFLIGHT, claimed_at__lt=at - OutgoingMail.LEASE)


class OutgoingMail(models.Model):
    """A mail stored in the transaction that caused it, and sent after commit.

    At least once, with a constant Message-ID: SMTP cannot promise exactly once (the connection may
    be lost between DATA and 250), so a repeated copy must be one the reader's mail program can fold.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        INFLIGHT = "inflight"
        SENT = "sent"
        PARKED = "parked"

    # Longer than the slowest honest send (EMAIL_TIMEOUT is 10 s), short enough that a killed
    # worker delays a mail by minutes.
    LEASE = timedelta(minutes=5)
    MAX_ATTEMPTS = 5

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    purpose = models.SlugField(
        max_length=60, help_text="Which mail this is, for example application-received."
    )
    key = models.CharField(  # noqa: DJ001  (null is what many mails may share; "" would be one key)
        max_length=160,
        null=True,
        blank=True,
        help_text="Mail with the same key is stored once, whoever asks twice.",
    )
    # By the database, too: what runs while this is deployed does not know the column.
    has_secret = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whoever reads it could act for its reader: staff do not see what it says.",
    )
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mail"
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="outgoing_mail_once_per_key",
                violation_error_message="This mail is already stored.",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="sent_mail_has_its_time",
                violation_error_message="A sent mail needs the time it was sent.",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outgoing_mail_due")]

    def __str__(self):
        return f"Mail {self.pk} ({self.purpose})"

    def save(self, *args, **kwargs):
        if not self.message_id:
            self.message_id = make_msgid(domain=settings.MAIL_DOMAIN)
        super().save(*args, **kwargs)


class DeadAddressQuerySet(models.QuerySet):
    def holds(self, email):
        return self.filter(email=email.lower()).exists()


class DeadAddress(models.Model):
    """An address whose mail server said for good that it takes nothing: alerts leave it alone."""

    email = models.EmailField(unique=True, help_text="In lower case.")
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now)

    objects = DeadAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name_plural = "dead addresses"

    def __str__(self):
        return f"Dead address {self.pk}"
