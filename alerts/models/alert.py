from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from alerts.models.subscriber import new_token


class TsQueryField(models.TextField):
    """PostgreSQL's tsquery: the search of an alert, ready to be asked."""

    def db_type(self, connection):
        return "tsquery"

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsquery"


class AlertQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(unsubscribed_at__isnull=True)

    def active(self):
        return self.standing().filter(confirmed_at__isnull=False)

    def waiting(self):
        """Asked for, not confirmed."""
        return self.standing().filter(confirmed_at__isnull=True)

    def awake(self, *, at=None):
        day = timezone.localdate(at or timezone.now())
        return self.active().filter(Q(paused_until__isnull=True) | Q(paused_until__lte=day))

    def due(self, *, at=None):
        at = at or timezone.now()
        return self.awake(at=at).filter(next_due_at__lte=at)

    def of_user(self, user):
        return self.filter(subscriber__user=user)


class Alert(models.Model):
    """A saved search that mails.

    `criteria` is the search's own canonical query string and the only thing people choose; the columns
    under it are made from it by alerts.queries and are what matching compares.
    """

    class Frequency(models.TextChoices):
        INSTANT = "instant", "As soon as it appears"
        DAILY = "daily", "Once a day"
        WEEKLY = "weekly", "Once a week"

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    subscriber = models.ForeignKey("alerts.Subscriber", on_delete=models.CASCADE, related_name="alerts")
    criteria = models.CharField(
        max_length=4000, blank=True, help_text="Canonical query string of the search."
    )
    tsquery = TsQueryField(null=True, blank=True, editable=False)
    pay_year_min = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, editable=False)
    experience_max = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    posted_days = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    lat = models.FloatField(null=True, blank=True, editable=False)
    lon = models.FloatField(null=True, blank=True, editable=False)
    radius = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    sentence = models.CharField(max_length=400, blank=True, editable=False)

    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.DAILY)
    zone = models.CharField("time zone", max_length=40, default="America/New_York")
    hour = models.PositiveSmallIntegerField(
        default=7, validators=[MaxValueValidator(23)], help_text="Local hour."
    )
    weekday = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(6)], help_text="For weekly alerts; Monday is 0."
    )
    # Empty for an instant alert that has nothing to tell.
    next_due_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    pause_reason = models.CharField(max_length=200, blank=True)
    # Both by the database's clock, which also dates what is news: see alerts.news.
    started_at = models.DateTimeField(db_default=Now())
    watermark = models.DateTimeField(db_default=Now(), help_text="What came before this is dealt with.")
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "criteria"],
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
                condition=Q(weekday__lte=6),
                name="alert_day_of_week",
                violation_error_message="Choose a day of the week.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(next_due_at__isnull=False)
                | Q(frequency="instant"),
                name="confirmed_alert_is_due_some_day",
                violation_error_message="A confirmed alert needs its next time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due_at"],
                condition=Q(confirmed_at__isnull=False, unsubscribed_at__isnull=True),
                name="alert_due",
            ),
            models.Index(
                fields=["subscriber"],
                condition=Q(frequency="instant", confirmed_at__isnull=False, unsubscribed_at__isnull=True),
                name="alert_instant",
            ),
        ]

    def __str__(self):
        return f"Alert {self.pk}"

    def get_absolute_url(self):
        return reverse("alerts:manage", args=[self.token])

    @property
    def email(self):
        return self.subscriber.email

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None

    @property
    def is_stopped(self):
        return self.unsubscribed_at is not None

    @property
    def is_paused(self):
        return self.paused_until is not None and self.paused_until > timezone.localdate()

    @property
    def search_url(self):
        return "/jobs/" + (f"?{self.criteria}" if self.criteria else "")
