from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from jobs import pay
from jobs.addresses import address
from jobs.models.fields import HttpsURLField, known_zone

PUBLIC_ID_LENGTH = 12
# No 0, O, 1, l, I: public ids are read out over the phone.
PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id():
    """Non-guessable: 12 of 31 signs are 59 bits, far beyond what a rate-limited site can be asked for."""
    return get_random_string(PUBLIC_ID_LENGTH, PUBLIC_ID_ALPHABET)


class PostingQuerySet(models.QuerySet):
    def live(self, *, at=None):
        """The one definition of a posting that people may find and apply to."""
        return self.filter(status=Posting.Status.LIVE, expires_at__gt=at or timezone.now())

    def overdue(self, *, at=None):
        return self.filter(status=Posting.Status.LIVE, expires_at__lte=at or timezone.now())

    def for_facility(self, facility):
        return self.filter(facility=facility)

    def for_member(self, user):
        return self.filter(facility__memberships__user=user)

    def in_state(self, usps):
        return self.filter(state_id=usps)

    def newest(self):
        return self.order_by("-published_at", "-pk")

    def with_card(self):
        """Everything a posting card shows, in a constant number of queries."""
        return self.select_related("facility", "role", "state").prefetch_related("terms")

    def with_page(self):
        return (
            self.with_card()
            .select_related("source")
            .prefetch_related("differentials", "patient_states", "events")
            .prefetch_related(
                models.Prefetch("requirements", Requirement.objects.select_related("credential", "term"))
            )
        )


class Posting(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "Waiting for review"
        LIVE = "live", "Live"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Closed"
        FILLED = "filled", "Filled"
        EXPIRED = "expired", "Expired"

    ENDED = [Status.CLOSED, Status.FILLED, Status.EXPIRED]
    # Every move the status machine allows; actions refuse the rest with a sentence.
    MOVES = {
        Status.DRAFT: [Status.IN_REVIEW, Status.LIVE, Status.CLOSED],
        Status.IN_REVIEW: [Status.LIVE, Status.DRAFT, Status.CLOSED],
        Status.LIVE: [Status.PAUSED, Status.CLOSED, Status.FILLED, Status.EXPIRED, Status.IN_REVIEW],
        Status.PAUSED: [Status.LIVE, Status.CLOSED, Status.FILLED, Status.EXPIRED],
        Status.CLOSED: [Status.LIVE, Status.DRAFT],
        Status.FILLED: [Status.LIVE, Status.DRAFT],
        Status.EXPIRED: [Status.LIVE, Status.DRAFT],
    }
    SHOWN_AFTER_CLOSING = timedelta(days=30)

    class PayUnit(models.TextChoices):
        HOUR = "hour", "an hour"
        DAY = "day", "a day"
        WEEK = "week", "a week"
        MONTH = "month", "a month"
        YEAR = "year", "a year"
        VISIT = "visit", "a visit"

    class PaySource(models.TextChoices):
        FACILITY = "facility", "entered by the facility"
        TEXT = "text", "read from the employer's own words"
        COLUMNS = "columns", "from the feed's pay columns"

    class DescriptionKind(models.TextChoices):
        HTML = "html"
        MARKDOWN = "markdown"
        TEXT = "text"

    public_id = models.CharField(
        max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )
    facility = models.ForeignKey("jobs.Facility", on_delete=models.PROTECT, related_name="postings")
    site = models.ForeignKey(
        "jobs.Site", on_delete=models.SET_NULL, null=True, blank=True, related_name="postings"
    )
    title = models.CharField(max_length=160)
    role = models.ForeignKey("jobs.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    terms = models.ManyToManyField(
        "jobs.Term",
        blank=True,
        related_name="postings",
        help_text="Settings, therapies, devices, systems, shifts, types.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)

    description_source = models.TextField(blank=True, help_text="As it was written or received.")
    description_kind = models.CharField(max_length=10, choices=DescriptionKind, default=DescriptionKind.TEXT)
    description_html = models.TextField(
        blank=True, editable=False, help_text="Cleaned; the only form that is shown."
    )
    description_text = models.TextField(blank=True, editable=False, help_text="Its words, for search.")

    city = models.CharField(max_length=100, blank=True)
    state = models.ForeignKey(
        "jobs.State", on_delete=models.PROTECT, null=True, blank=True, related_name="postings"
    )
    zip = models.ForeignKey("jobs.ZipCode", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    zone = models.CharField(
        "time zone",
        max_length=40,
        default="America/New_York",
        validators=[known_zone],
        help_text="Its closing day ends there.",
    )
    patient_states = models.ManyToManyField(
        "jobs.State",
        blank=True,
        related_name="+",
        help_text="The states where the patients are. Your nurses need a license that is good there.",
    )
    patient_zips = models.ManyToManyField("jobs.ZipCode", blank=True, related_name="+")

    pay_min = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    pay_unit = models.CharField(max_length=5, choices=PayUnit, blank=True)
    hours_per_week = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(80)],
        help_text="Hours a week this pay is for, such as 36 or 40.",
    )
    pay_source = models.CharField(max_length=8, choices=PaySource, blank=True)
    pay_annual_min = models.DecimalField(
        max_digits=11, decimal_places=2, null=True, blank=True, editable=False
    )
    pay_annual_max = models.DecimalField(
        max_digits=11, decimal_places=2, null=True, blank=True, editable=False
    )
    has_sign_on_bonus = models.BooleanField(null=True, blank=True)
    sign_on_bonus = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    experience_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The least experience you require, in months."
    )
    will_train = models.BooleanField(
        null=True, blank=True, help_text="You train the infusion skills that are missing."
    )
    new_grad_ok = models.BooleanField("new graduates welcome", null=True, blank=True)
    sponsors_visa = models.BooleanField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Within how many days you answer. Empty: your facility's usual time."
    )

    apply_url = HttpsURLField(
        max_length=1000, blank=True, help_text="Only for postings that are applied to elsewhere."
    )
    source = models.ForeignKey(
        "jobs.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="postings"
    )
    external_id = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    evidence = models.JSONField(
        default=dict, blank=True, editable=False, help_text="The words each read fact rests on."
    )
    origin = models.JSONField(
        default=dict, blank=True, editable=False, help_text="The feed's own columns, as received."
    )

    posted_on = models.DateField(null=True, blank=True, help_text="When the employer first published it.")
    closes_on = models.DateField(null=True, blank=True, help_text="The last day people can apply.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="live") | Q(published_at__isnull=False, expires_at__isnull=False),
                name="live_posting_has_its_dates",
                violation_error_message="A live posting needs the times it was published and ends.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["closed", "filled", "expired"]) | Q(closed_at__isnull=False),
                name="ended_posting_has_its_date",
                violation_error_message="An ended posting needs the time it ended.",
            ),
            models.CheckConstraint(
                condition=Q(pay_min__isnull=True) | Q(pay_max__isnull=True) | Q(pay_min__lte=F("pay_max")),
                name="pay_range_in_order",
                violation_error_message="The lowest pay must not be above the highest.",
            ),
            models.CheckConstraint(
                condition=(Q(pay_min__isnull=True) | Q(pay_min__gt=0))
                & (Q(pay_max__isnull=True) | Q(pay_max__gt=0)),
                name="pay_above_zero",
                violation_error_message="Pay must be above zero.",
            ),
            models.CheckConstraint(
                condition=Q(pay_min__isnull=True, pay_max__isnull=True) | ~Q(pay_unit=""),
                name="pay_has_its_unit",
                violation_error_message="Say what the pay is for: an hour, a week, a year.",
            ),
            models.CheckConstraint(
                condition=Q(sign_on_bonus__isnull=True) | Q(sign_on_bonus__gt=0, has_sign_on_bonus=True),
                name="sign_on_bonus_above_zero",
                violation_error_message="A sign-on bonus must be above zero.",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__isnull=True) | Q(answer_days__gte=1, answer_days__lte=60),
                name="posting_answers_within_60_days",
                violation_error_message="Choose between 1 and 60 days to answer.",
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
                name="posting_once_per_source",
                violation_error_message="This source has a posting with this id.",
            ),
            models.CheckConstraint(
                condition=Q(external_id="") | Q(source__isnull=False),
                name="external_id_has_its_source",
                violation_error_message="An external id needs its source.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=Q(status="live"), name="posting_live_newest"
            ),
            models.Index(fields=["expires_at"], condition=Q(status="live"), name="posting_live_expiry"),
            models.Index(fields=["facility", "status"], name="posting_of_facility"),
            # A state's page counts its cities from this index alone: the rows took 70 ms at 100,000 postings.
            models.Index(
                fields=["state", "city"],
                include=["expires_at", "lat"],
                condition=Q(status="live"),
                name="posting_live_places",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.annualize_pay()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address("jobs:posting", self.public_id, self.slug)

    def annualize_pay(self):
        """Keep the yearly columns, which filters and sorting compare, in step with the pay entered."""
        self.pay_annual_min = self._annual(self.pay_min)
        self.pay_annual_max = self._annual(self.pay_max)

    def _annual(self, amount):
        return pay.annual(amount, self.pay_unit, self.hours_per_week) if self.pay_unit else None

    @property
    def slug(self):
        return slugify(f"{self.title} {self.city} {self.state_id or ''}")[:80].strip("-") or "posting"

    @property
    def is_live(self):
        return self.status == self.Status.LIVE and self.expires_at > timezone.now()

    @property
    def has_ended(self):
        return self.status in self.ENDED or (
            self.status == self.Status.LIVE and self.expires_at <= timezone.now()
        )

    @property
    def was_published(self):
        return self.published_at is not None and self.status not in {self.Status.DRAFT, self.Status.IN_REVIEW}

    @property
    def is_shown(self):
        """Whether its public page still stands: live or paused, or ended within the last 30 days.

        What a facility posted that we no longer accept is gone at once.
        """
        if not self.facility.is_public:
            return False
        if not self.has_ended:
            return True
        ended_at = self.closed_at or self.expires_at
        return ended_at > timezone.now() - self.SHOWN_AFTER_CLOSING

    @property
    def last_day(self):
        """The last calendar day, where the posting is, on which people can apply."""
        return timezone.localdate(self.expires_at - timedelta(seconds=1), timezone=ZoneInfo(self.zone))

    @property
    def is_remote(self):
        return any(term.slug == "remote" for term in self.terms_of("workplace"))

    @property
    def is_applied_to_here(self):
        return not self.apply_url

    @property
    def place(self):
        if self.city and self.state_id:
            return f"{self.city}, {self.state_id}"
        return self.city or (self.state.name if self.state_id else "")

    @property
    def pay_words(self):
        return pay.pay_words(self.pay_min, self.pay_max, self.pay_unit) if self.pay_unit else ""

    @property
    def days_to_answer(self):
        return self.answer_days or self.facility.answer_days

    def terms_of(self, kind):
        """Its terms of one kind, in list order; no query where `terms` is prefetched."""
        return sorted((t for t in self.terms.all() if t.kind == kind), key=lambda t: (t.position, t.label))


class Requirement(models.Model):
    """What a posting asks for: a credential or a competency, as must or as nice to have."""

    class Level(models.TextChoices):
        MUST = "must", "Required"
        NICE = "nice", "Nice to have"

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="requirements")
    level = models.CharField(max_length=4, choices=Level)
    credential = models.ForeignKey(
        "jobs.Credential", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    term = models.ForeignKey("jobs.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    within_months_of_hire = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: needed on the first day."
    )

    class Meta:
        ordering = ["posting", "level", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(credential__isnull=False, term__isnull=True)
                | Q(credential__isnull=True, term__isnull=False),
                name="requirement_is_one_thing",
                violation_error_message="Choose a credential or a skill, not both.",
            ),
            models.UniqueConstraint(
                fields=["posting", "credential"],
                name="credential_once_per_posting",
                violation_error_message="This credential is on the list already.",
            ),
            models.UniqueConstraint(
                fields=["posting", "term"],
                name="skill_once_per_posting",
                violation_error_message="This skill is on the list already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}: {self.credential or self.term}"


class Differential(models.Model):
    """What is paid on top of base pay, and when."""

    class Kind(models.TextChoices):
        EVENING = "evening", "Evening"
        NIGHT = "night", "Night"
        WEEKEND = "weekend", "Weekend"
        HOLIDAY = "holiday", "Holiday"
        CHARGE = "charge", "Charge"
        ON_CALL = "on_call", "On call"
        CALLBACK = "callback", "Callback"
        CERTIFICATION = "certification", "Certification"

    class Unit(models.TextChoices):
        HOUR = "hour", "dollars an hour"
        PERCENT = "percent", "percent of base pay"

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="differentials")
    kind = models.CharField(max_length=14, choices=Kind)
    amount = models.DecimalField(max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])
    unit = models.CharField(max_length=7, choices=Unit, default=Unit.HOUR)

    class Meta:
        ordering = ["posting", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "kind"],
                name="differential_once_per_posting",
                violation_error_message="This differential is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="differential_above_zero",
                violation_error_message="A differential must be above zero.",
            ),
        ]

    def __str__(self):
        amount = (
            f"{self.amount.normalize():f} %"
            if self.unit == self.Unit.PERCENT
            else f"{pay.money(self.amount)} an hour"
        )
        return f"{self.get_kind_display()}: {amount}"


class PostingEvent(models.Model):
    """One line of a posting's history: a move of its status or a change of what it says."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    from_status = models.CharField(max_length=10, choices=Posting.Status, blank=True)
    to_status = models.CharField(max_length=10, choices=Posting.Status)
    changed = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    changes = models.JSONField(default=dict, blank=True, help_text="Field: [before, after].")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.from_status or 'new'} to {self.to_status} at {self.at:%Y-%m-%d %H:%M}"
