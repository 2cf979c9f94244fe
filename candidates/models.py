import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from jobs.models.posting import new_public_id


class Profile(models.Model):
    """What a nurse or technician says of herself. No birth date, photo, school years or SSN: never asked."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    phone = models.CharField(max_length=30, blank=True)
    home_zip = models.ForeignKey(
        "jobs.ZipCode", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    residence_state = models.ForeignKey(
        "jobs.State",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Your primary state of residence: where you vote, pay tax or hold a driver license.",
    )
    role = models.ForeignKey("jobs.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True, help_text="A few sentences about the infusion work you do.")
    infusion_months = models.PositiveSmallIntegerField("infusion experience in months", null=True, blank=True)
    total_months = models.PositiveSmallIntegerField(
        "experience in months, all together", null=True, blank=True
    )
    is_authorized_to_work = models.BooleanField(
        "authorized to work in the United States", null=True, blank=True
    )
    needs_sponsorship = models.BooleanField("needs visa sponsorship", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(infusion_months__isnull=True)
                | Q(total_months__isnull=True)
                | Q(infusion_months__lte=models.F("total_months")),
                name="infusion_experience_within_total",
                violation_error_message="Infusion experience is part of all your experience, so it cannot be longer.",
            )
        ]

    def __str__(self):
        return f"Candidate {self.public_id}"

    @cached_property
    def practice(self):
        """What her licenses are good for: see candidates.practice. Read once per request."""
        from candidates.practice_rules import Practice

        return Practice(self)

    @property
    def current_resume(self):
        return self.resumes.filter(removed_at__isnull=True).order_by("-uploaded_at").first()


class Verification(models.TextChoices):
    SELF_REPORTED = "self_reported", "Self-reported"
    DOCUMENT_SEEN = "document_seen", "Document seen"
    SOURCE_CHECKED = "source_checked", "Checked at the source"


class Record(models.Model):
    """What she says she holds, and how far anybody has checked it."""

    number = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    verification = models.CharField(
        max_length=15, choices=Verification, default=Verification.SELF_REPORTED, editable=False
    )
    checked_on = models.DateField(null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def is_expired(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()


class LicenseRecord(Record):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="licenses")
    credential = models.ForeignKey("jobs.Credential", on_delete=models.PROTECT, related_name="+")
    state = models.ForeignKey("jobs.State", on_delete=models.PROTECT, related_name="+")
    is_multistate = models.BooleanField(
        "multistate (compact) license",
        default=False,
        help_text="Your license card or Nursys says multistate. Living in a compact state alone does not make it so.",
    )

    class Meta:
        ordering = ["state", "credential"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "credential", "state"],
                name="license_once_per_state",
                violation_error_message="This license is on your list already.",
            ),
            models.CheckConstraint(
                condition=Q(verification="self_reported") | Q(checked_on__isnull=False),
                name="checked_license_has_its_date",
                violation_error_message="A checked license needs the date of the check.",
            ),
        ]

    def __str__(self):
        return f"{self.credential} in {self.state_id}{' (multistate)' if self.is_multistate else ''}"


class CredentialRecord(Record):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="credentials")
    credential = models.ForeignKey("jobs.Credential", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["credential"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "credential"],
                name="credential_once_per_profile",
                violation_error_message="This credential is on your list already.",
            ),
            models.CheckConstraint(
                condition=Q(verification="self_reported") | Q(checked_on__isnull=False),
                name="checked_credential_has_its_date",
                violation_error_message="A checked credential needs the date of the check.",
            ),
        ]

    def __str__(self):
        return str(self.credential)


class CompetencyRecord(models.Model):
    """A skill, how well, and when last used: a port access of three years ago is not one of last month."""

    class Level(models.IntegerChoices):
        TRAINED = 1, "Trained, not yet on my own"
        SUPPORTED = 2, "With support"
        INDEPENDENT = 3, "On my own"
        TEACHES = 4, "I teach others"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="competencies")
    term = models.ForeignKey("jobs.Term", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level)
    last_used_on = models.DateField(null=True, blank=True, help_text="The month you last did it.")

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "term"],
                name="skill_once_per_profile",
                violation_error_message="This skill is on your list already.",
            )
        ]

    def __str__(self):
        return f"{self.term}: {self.get_level_display()}"


def private_storage():
    return storages["private"]


def generated_name(resume, filename):
    """Never the name she gave: it may hold her name, a path or a header. 128 bits, so it cannot be guessed."""
    return f"resumes/{secrets.token_hex(16)}.{resume.kind}"


class ResumeQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at__isnull=True)


class Resume(models.Model):
    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", "Not scanned for viruses"
        CLEAN = "clean", "Scanned, clean"
        INFECTED = "infected", "Infected"
        FAILED = "failed", "The scan failed"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="resumes")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=4, choices=Kind)
    file = models.FileField(upload_to=generated_name, storage=private_storage, max_length=200)
    original_name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, choices=Scan, default=Scan.NOT_SCANNED)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=5 * 1024 * 1024),
                name="resume_up_to_5_megabytes",
                violation_error_message="A résumé may be up to 5 MB.",
            )
        ]

    def __str__(self):
        return f"Résumé {self.public_id}"

    @property
    def may_be_read(self):
        """A file a scanner called infected, or could not read, is nobody's to open."""
        return self.scan in {self.Scan.NOT_SCANNED, self.Scan.CLEAN}


class ResumeRead(models.Model):
    """Who opened a résumé, when and for what. Rows are only ever added."""

    resume = models.ForeignKey(Resume, on_delete=models.CASCADE, related_name="reads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    purpose = models.CharField(max_length=120, help_text="For example: application abc123.")

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"Read of {self.resume_id} at {self.at:%Y-%m-%d %H:%M}"
