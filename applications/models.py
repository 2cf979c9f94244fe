from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from jobs.models import Facility
from jobs.models.posting import new_public_id


class ApplicationQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(stage=Application.Stage.DRAFT)

    def open(self):
        return self.filter(stage__in=Application.OPEN)

    def unanswered(self):
        """Sent, and nobody of the facility has answered yet."""
        return self.filter(stage__in=Application.UNANSWERED)

    def for_candidate(self, user):
        return self.filter(profile__user=user)

    def for_reviewer(self, user):
        """What this member may review: sent applications to her own facilities. Staff see all sent ones.

        A facility that turned out not to be who it said reads nobody's application any more.
        """
        if user.is_staff and user.is_active:
            return self.sent()
        roles = ["owner", "recruiter"]
        mine = Q(posting__facility__memberships__user=user, posting__facility__memberships__role__in=roles)
        return self.sent().filter(mine).exclude(posting__facility__status__in=Facility.SHUT_OUT)


class Application(models.Model):
    """One person's application to one posting, with a snapshot of what she sent."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Sent"
        IN_REVIEW = "in_review", "In review"
        SHORTLISTED = "shortlisted", "Shortlisted"
        INTERVIEW = "interview", "Interview"
        OFFER = "offer", "Offer"
        HIRED = "hired", "Hired"
        NOT_SELECTED = "not_selected", "Not selected"
        WITHDRAWN = "withdrawn", "Withdrawn"
        NO_ANSWER = "no_answer", "Closed without an answer"

    OPEN = [Stage.SUBMITTED, Stage.IN_REVIEW, Stage.SHORTLISTED, Stage.INTERVIEW, Stage.OFFER]
    UNANSWERED = [Stage.SUBMITTED, Stage.IN_REVIEW]
    # A reviewer may move between any two of these: a mistake must be as easy to undo as to make.
    # Draft and withdrawn are the candidate's own; only she moves there and back.
    REVIEWER_STAGES = [*OPEN, Stage.HIRED, Stage.NOT_SELECTED, Stage.NO_ANSWER]

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    posting = models.ForeignKey("jobs.Posting", on_delete=models.PROTECT, related_name="applications")
    profile = models.ForeignKey("candidates.Profile", on_delete=models.PROTECT, related_name="applications")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    cover_note = models.TextField(blank=True, max_length=4000)
    resume = models.ForeignKey(
        "candidates.Resume", on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    snapshot = models.JSONField(
        default=dict, editable=False, help_text="What was sent: profile, licenses, posting."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(
        null=True, blank=True, help_text="The day by which the facility promised to answer."
    )
    stage_since = models.DateTimeField(default=timezone.now)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "profile"],
                name="one_application_per_person_and_posting",
                violation_error_message="You have applied to this posting already.",
            ),
            models.CheckConstraint(
                condition=Q(stage="draft") | Q(submitted_at__isnull=False, answer_by__isnull=False),
                name="sent_application_has_its_dates",
                violation_error_message="A sent application needs the time it was sent and its answer date.",
            ),
            models.CheckConstraint(
                condition=Q(stage="draft") | ~Q(snapshot={}),
                name="sent_application_has_its_snapshot",
                violation_error_message="A sent application keeps a snapshot of what was sent.",
            ),
        ]
        indexes = [models.Index(fields=["posting", "stage"], name="application_of_posting")]

    def __str__(self):
        # No name: this text reaches history, logs and confirmation pages.
        return f"Application {self.public_id}"

    def get_absolute_url(self):
        return reverse("applications:application", args=[self.public_id])

    @property
    def is_draft(self):
        return self.stage == self.Stage.DRAFT

    @property
    def is_open(self):
        return self.stage in self.OPEN

    @property
    def waiting(self):
        """How long the candidate has waited for a first answer; None once she has one."""
        if self.stage not in self.UNANSWERED:
            return None
        return timezone.now() - self.submitted_at

    @property
    def is_late(self):
        return self.stage in self.UNANSWERED and self.answer_by < timezone.localdate()

    def answer_date(self, *, at):
        return timezone.localdate(at) + timedelta(days=self.posting.days_to_answer)


class ApplicationEvent(models.Model):
    """Who moved an application, when, from where to where and why. Rows are only ever added."""

    class Kind(models.TextChoices):
        MOVED = "moved", "Moved"
        MESSAGE = "message", "Message to the candidate"
        NOTE = "note", "Internal note"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.MOVED)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_candidate = models.BooleanField(default=False)
    from_stage = models.CharField(max_length=12, choices=Application.Stage, blank=True)
    to_stage = models.CharField(max_length=12, choices=Application.Stage, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="For the reviewers.")
    message = models.TextField(blank=True, help_text="What the candidate was told, or the note's text.")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="moved") | (~Q(to_stage="") & ~Q(from_stage=models.F("to_stage"))),
                name="move_goes_somewhere",
                violation_error_message="A move goes from one stage to another.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} at {self.at:%Y-%m-%d %H:%M}"
