"""What time does to applications: reminders, closing what nobody answered, and letting go of old ones.

Every function takes the moment it is run for, may run twice or late, and returns how many it touched.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from applications import emails, erasure
from applications.actions import Refused, move_application
from applications.models import Application
from jobs.models import Facility

# The promised day is over: the facility still has two weeks, told so by a mail every working day.
GRACE = timedelta(days=14)
REMIND_BEFORE = timedelta(days=2)
KEEP_DRAFTS = timedelta(days=180)
# 29 CFR 1602.14 asks for one year, public employers and federal contractors for two; California for four.
KEEP_SENT = timedelta(days=2 * 365)
KEEP_SENT_CALIFORNIA = timedelta(days=4 * 365 + 1)


def close_unanswered_applications(*, at):
    """Close applications that nobody answered within the promised time and the grace after it."""
    last_day = timezone.localdate(at) - GRACE
    late = Application.objects.unanswered().filter(answer_by__lt=last_day).order_by("pk")
    return sum(_close(application, at) for application in late.iterator())


def _close(application, at):
    try:
        move_application(
            by=None,
            application=application,
            to=Application.Stage.NO_ANSWER,
            reason="Nobody answered in the promised time.",
            seen=application.stage,
            at=at,
        )
    except Refused:  # somebody answered between our look and our lock
        return False
    return True


def send_reminders(*, at):
    """Tell each facility, once a day from Monday to Friday, how many people wait for its answer."""
    today = timezone.localdate(at)
    if today.isoweekday() > 5:
        return 0
    due = Application.objects.unanswered().filter(answer_by__lte=today + REMIND_BEFORE)
    facilities = Facility.objects.filter(postings__applications__in=due).distinct()
    return sum(_remind(facility, due, today) for facility in facilities)


@transaction.atomic
def _remind(facility, due, today):
    waiting = due.filter(posting__facility=facility)
    late = waiting.filter(answer_by__lt=today).count()
    return emails.send_reminder(facility, count=waiting.count(), late=late, today=today)


def purge_expired_data(*, at):
    """Delete forgotten drafts and strip the person from applications whose keeping time is over."""
    drafts = Application.objects.filter(stage=Application.Stage.DRAFT, updated_at__lt=at - KEEP_DRAFTS)
    deleted, _ = drafts.delete()
    sent = Application.objects.sent().exclude(snapshot__profile__name=erasure.ERASED)
    ended_elsewhere = sent.exclude(posting__state_id="CA").filter(posting__closed_at__lt=at - KEEP_SENT)
    ended_california = sent.filter(posting__state_id="CA", posting__closed_at__lt=at - KEEP_SENT_CALIFORNIA)
    for application in [*ended_elsewhere, *ended_california]:
        erasure.strip_application(application)
        deleted += 1
    return deleted
