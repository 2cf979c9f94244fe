import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from outbox.models import DeadAddress


def new_token():
    """128 bits: the token alone lets someone manage alerts, so it must not be guessed."""
    return secrets.token_urlsafe(16)


class SubscriberQuerySet(models.QuerySet):
    def reachable(self):
        """Those whose mail server has not refused them for good, and whose account, if any, is active."""
        dead = DeadAddress.objects.filter(email=models.OuterRef("email"))
        active = Q(user__isnull=True) | Q(user__is_active=True)
        return self.filter(~models.Exists(dead) & active)


class Subscriber(models.Model):
    """An address that gets alerts. What is due for it at one time goes out in one mail."""

    MOST_ALERTS = 20

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    email = models.EmailField(unique=True, help_text="In lower case.")
    mailbox = models.CharField(
        max_length=254,
        db_index=True,
        editable=False,
        help_text="The address without dots and +tag: what limits count by.",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriber"
    )
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Local hour.")
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Local hour.")
    # The last sign that somebody reads these mails: a confirmation, a change, "still looking".
    last_seen_at = models.DateTimeField(default=timezone.now)
    asked_still_looking_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | (Q(quiet_from__lte=23, quiet_until__lte=23) & ~Q(quiet_from=F("quiet_until"))),
                name="quiet_hours_have_both_ends",
                violation_error_message="Quiet hours need two different hours, from and until.",
            ),
        ]

    def __str__(self):
        return f"Subscriber {self.pk}"
