import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobs.addresses import address
from jobs.models.fields import HttpsURLField


def new_invitation_token():
    """128 bits: the link alone lets its holder into the team."""
    return secrets.token_urlsafe(16)


class FacilityQuerySet(models.QuerySet):
    def verified(self):
        return self.filter(status=Facility.Status.VERIFIED)

    def public(self):
        """Facilities a visitor may see: verified by us, or known only from a feed we publish."""
        return self.filter(status__in=Facility.PUBLIC)

    def for_member(self, user):
        return self.filter(memberships__user=user).distinct()


class Facility(models.Model):
    """An employer: a hospital, clinic, home-infusion company, pharmacy or agency."""

    class Status(models.TextChoices):
        UNCLAIMED = "unclaimed", "Known from a feed, nobody of theirs has signed up"
        PENDING = "pending", "Waiting for us to verify"
        VERIFIED = "verified", "Verified"
        REJECTED = "rejected", "Not accepted"
        SUSPENDED = "suspended", "Suspended"

    PUBLIC = [Status.VERIFIED, Status.UNCLAIMED]
    # Turned out not to be who it said: its members read nobody's application and hear of none.
    SHUT_OUT = [Status.REJECTED, Status.SUSPENDED]

    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.PENDING)
    about = models.TextField(blank=True, help_text="What you do and for whom, in a few sentences.")
    website = HttpsURLField(blank=True)
    employees = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many people you employ in all. Pay laws depend on it."
    )
    answer_days = models.PositiveSmallIntegerField(
        default=14,
        help_text="Within how many days you answer each applicant. Nurses see this before they apply.",
    )
    answered_on_time = models.FloatField(
        null=True,
        blank=True,
        editable=False,
        help_text="Share of applications answered by the promised day; empty while too few are known.",
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verification_note = models.TextField(blank=True, help_text="What was checked and how. Staff only.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "facilities"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="verified") | Q(verified_at__isnull=False),
                name="verified_facility_has_its_date",
                violation_error_message="A verified facility needs the date it was verified.",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=60),
                name="facility_answers_within_60_days",
                violation_error_message="Choose between 1 and 60 days to answer.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("jobs:facility", self.slug)

    @property
    def is_verified(self):
        return self.status == self.Status.VERIFIED

    @property
    def is_public(self):
        return self.status in self.PUBLIC

    @property
    def is_shut_out(self):
        return self.status in self.SHUT_OUT


class Site(models.Model):
    """One place of a facility, where people report to work or start their visits."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=120, blank=True, help_text="For example Main campus. Optional.")
    address = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80)
    state = models.ForeignKey("jobs.State", on_delete=models.PROTECT, related_name="+")
    zip = models.ForeignKey("jobs.ZipCode", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["facility", "state", "city", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "name", "address", "city", "state"],
                name="site_once_per_facility",
                violation_error_message="You have this site already.",
            )
        ]

    def __str__(self):
        place = f"{self.city}, {self.state_id}"
        return f"{self.name} ({place})" if self.name else place


class MembershipQuerySet(models.QuerySet):
    def reviewing(self):
        """Members who may read applications."""
        return self.filter(role__in=[Membership.Role.OWNER, Membership.Role.RECRUITER])


class Membership(models.Model):
    """Who acts for a facility, and in which role."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner: postings, team and applications"
        RECRUITER = "recruiter", "Recruiter: postings and applications"
        AUTHOR = "author", "Author: postings only"

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.RECRUITER)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["facility", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "user"],
                name="member_once_per_facility",
                violation_error_message="This person is a member already.",
            )
        ]

    def __str__(self):
        return f"Member {self.user_id} of {self.facility_id} ({self.role})"


class Invitation(models.Model):
    """A way into a facility's team, sent by mail. Whoever has the link and logs in may take it, once."""

    VALID_DAYS = 14

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=10, choices=Membership.Role, default=Membership.Role.RECRUITER)
    token = models.CharField(max_length=32, unique=True, default=new_invitation_token, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "email"],
                condition=Q(accepted_at__isnull=True),
                name="one_open_invitation_per_address",
                violation_error_message="This address has an open invitation already.",
            )
        ]

    def __str__(self):
        return f"Invitation {self.pk} to {self.facility_id}"

    @property
    def is_open(self):
        return self.accepted_at is None and self.created_at > timezone.now() - timedelta(days=self.VALID_DAYS)
