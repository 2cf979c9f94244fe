from django.contrib.postgres.fields import ArrayField
from django.db import models


class Fact(models.Model):
    """A row that states something about the world, so it carries where it is from and when it was good."""

    source = models.TextField(help_text="Where this is from.")
    as_of = models.CharField(
        max_length=120, help_text="The date the source was good for, as precise as it is known."
    )
    confidence = models.CharField(max_length=60, blank=True)
    is_edited = models.BooleanField(
        default=False,
        editable=False,
        help_text="Changed here by hand: loading the data files leaves it alone.",
    )

    class Meta:
        abstract = True


BIT_HELP = "Its place in the search's bit masks; given once, never changed or reused."


class TermQuerySet(models.QuerySet):
    def of(self, kind):
        return self.filter(kind=kind)

    def active(self):
        return self.filter(is_active=True)


class Term(Fact):
    """One word of the trade's vocabulary. Its slug is public: query strings, feeds and facts use it."""

    class Kind(models.TextChoices):
        ROLE = "role"
        SETTING = "setting"
        THERAPY = "therapy"
        DEVICE = "device"
        SYSTEM = "system"
        SHIFT = "shift"
        SHIFT_LENGTH = "shift_length", "shift length"
        EMPLOYMENT = "employment"
        WORKPLACE = "workplace"
        COMPETENCY = "competency"
        POPULATION = "population"
        BENEFIT = "benefit"
        EXPERIENCE_BAND = "experience_band", "experience band"
        EDUCATION = "education"

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    synonyms = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    group = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    extra = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in lists.")
    is_active = models.BooleanField(default=True, help_text="Offered in forms and filters.")
    bit = models.PositiveSmallIntegerField(null=True, editable=False, help_text=BIT_HELP)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="term_once_per_kind",
                violation_error_message="This kind has a term with this slug.",
            ),
            models.UniqueConstraint(fields=["kind", "bit"], name="term_bit_once_per_kind"),
        ]

    def __str__(self):
        return self.label


class CredentialQuerySet(models.QuerySet):
    def licenses(self):
        return self.filter(kind__in=[Credential.Kind.LICENSE, Credential.Kind.REGISTRATION])

    def certificates(self):
        return self.exclude(
            kind__in=[Credential.Kind.LICENSE, Credential.Kind.REGISTRATION, Credential.Kind.EXAM]
        )


class Credential(Fact):
    """A license, certification, course or degree, as its issuer names it."""

    class Kind(models.TextChoices):
        # Slugs as in the data file, which spells licence in the British way.
        LICENSE = "licence", "license"
        REGISTRATION = "registration"
        CERTIFICATION = "certification"
        CERTIFICATE = "certificate"
        COURSE = "course"
        DEGREE = "degree"
        EXAM = "exam"
        OTHER = "other"

    slug = models.SlugField(max_length=60, unique=True)
    abbr = models.CharField("abbreviation", max_length=40)
    full_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    issuer = models.CharField(max_length=200, blank=True)
    jurisdiction = models.CharField(max_length=40, blank=True)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_text = models.TextField(blank=True)
    key_requirements = models.TextField(blank=True)
    applies_to_roles = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    infusion_relevance = models.CharField(max_length=60, blank=True)
    has_expiry = models.CharField(max_length=20, blank=True)
    has_number = models.CharField(max_length=40, blank=True)
    verify_how = models.TextField(blank=True)
    synonyms = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    bit = models.PositiveSmallIntegerField(null=True, unique=True, editable=False, help_text=BIT_HELP)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["position", "abbr"]

    def __str__(self):
        return self.abbr

    @property
    def is_license(self):
        return self.kind in {self.Kind.LICENSE, self.Kind.REGISTRATION}


class PayLaw(Fact):
    """A state's, county's or city's rule on pay in postings, as known on its date."""

    class Asks(models.TextChoices):
        # The data file's values: only "yes" binds a posting today.
        YES = "yes"
        ON_REQUEST = "no (on request)", "on request only"
        AFTER_INTERVIEW = "no (after interview)", "after an interview"
        LOCAL_ONLY = "local_only", "only in some cities or counties"
        FUTURE = "enacted_future", "enacted, not yet in force"
        NO = "no"

    state = models.ForeignKey("jobs.State", on_delete=models.PROTECT, related_name="pay_laws")
    locality = models.CharField(
        max_length=80, blank=True, help_text="City or county; empty for the whole state."
    )
    locality_kind = models.CharField(max_length=20, blank=True)
    asks = models.CharField("asks for pay in postings", max_length=30, choices=Asks)
    effective = models.CharField(max_length=60, blank=True)
    min_employees = models.PositiveIntegerField(null=True, blank=True)
    threshold_basis = models.TextField(blank=True)
    must_show = models.TextField(blank=True)
    benefits_in_posting = models.CharField(max_length=60, blank=True)
    scope = models.TextField(blank=True)
    third_party = models.TextField(blank=True)
    citation = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["state", "locality"]
        constraints = [
            models.UniqueConstraint(
                fields=["state", "locality"],
                name="one_pay_law_per_place",
                violation_error_message="This place has its pay law already.",
            )
        ]

    def __str__(self):
        return f"{self.locality}, {self.state_id}" if self.locality else self.state_id
