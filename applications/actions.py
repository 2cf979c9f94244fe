"""Every move of an application, the candidate's and the reviewer's.

Locks are taken in one order, posting before application, so that two moves never wait for each other.
"""

from django.db import transaction
from django.utils import timezone

from applications import emails, rules
from applications.models import Application, ApplicationEvent
from applications.snapshot import snapshot_of
from jobs.models import Posting

Stage = Application.Stage


class Refused(Exception):
    """A move the rules do not allow; its text is a sentence for the person who tried."""


def what_stops_applying(posting, *, at=None):
    """A sentence that says why nobody can apply to this posting here and now; "" where people can."""
    return rules.refuse_applying(
        posting.status,
        is_over=posting.expires_at is not None and posting.expires_at <= (at or timezone.now()),
        is_elsewhere=not posting.is_applied_to_here,
        is_verified=posting.facility.is_verified,
    )


# --- The candidate's moves ----------------------------------------------------------------------------


@transaction.atomic
def start_application(*, by, posting):
    """Her application to this posting: the one she has, or a new draft. Raises Refused for an ended posting."""
    application = Application.objects.for_candidate(by).filter(posting=posting).first()
    if application is None:
        _refuse(what_stops_applying(posting))
        application, _ = Application.objects.get_or_create(
            posting=posting, profile=by.profile, defaults={"resume": by.profile.current_resume}
        )
    return application


@transaction.atomic
def save_draft(*, by, application, **answers):
    """Keep what she has so far: `cover_note` and `resume`. A sent application stays as it was sent."""
    application = _locked(application)
    if not application.is_draft:
        raise Refused("You have sent this application already.")
    _fill(application, answers)
    return application


@transaction.atomic
def discard_draft(*, by, application):
    application = _locked(application)
    if not application.is_draft:
        raise Refused("You have sent this application, so it cannot be deleted. You can withdraw it.")
    application.delete()


@transaction.atomic
def submit_application(*, by, application, at=None, **answers):
    """Send a draft: answers, snapshot, answer date, event and mails, all or nothing.

    Sending twice (a double click, a second tab) changes nothing and returns the sent application.
    The posting's row is locked meanwhile, so a facility that closes it does so before or after, not within.
    """
    at = at or timezone.now()
    posting = _locked_posting(application)
    application = _locked(application)
    if application.stage == Stage.WITHDRAWN:
        raise Refused("You have withdrawn this application. You can reopen it.")
    if not application.is_draft:
        return application
    _refuse(what_stops_applying(posting, at=at))
    _fill(application, answers)
    application.posting = posting
    application.submitted_at, application.answer_by = at, application.answer_date(at=at)
    application.snapshot = snapshot_of(application)
    _move(application, Stage.SUBMITTED, by=by, at=at, by_candidate=True)
    emails.send_receipt(application)
    emails.send_notice_to_facility(application)
    return application


@transaction.atomic
def withdraw_application(*, by, application, reason="", at=None):
    """Take an application back. Withdrawing twice changes nothing."""
    application = _locked(application)
    if application.stage == Stage.WITHDRAWN:
        return application
    _refuse(rules.refuse_withdrawal(application.stage))
    _move(application, Stage.WITHDRAWN, by=by, at=at, by_candidate=True, reason=reason)
    emails.send_withdrawal_to_facility(application)
    return application


@transaction.atomic
def reopen_application(*, by, application, at=None):
    """Undo a withdrawal: back to where it stood, while the posting takes applications.

    The answer clock starts anew where its day has passed meanwhile: nobody owed an answer to a withdrawn one.
    """
    at = at or timezone.now()
    posting = _locked_posting(application)
    application = _locked(application)
    if application.stage in Application.OPEN:
        return application
    if application.stage != Stage.WITHDRAWN:
        raise Refused("Only an application you have withdrawn can be reopened.")
    _refuse(what_stops_applying(posting, at=at))
    withdrawal = application.events.filter(to_stage=Stage.WITHDRAWN).last()
    application.posting = posting
    if application.answer_by < timezone.localdate(at):
        application.answer_by = application.answer_date(at=at)
    back_to = withdrawal.from_stage if withdrawal else Stage.SUBMITTED
    _move(application, back_to, by=by, at=at, by_candidate=True)
    emails.send_notice_to_facility(application, again=True)
    return application


# --- The reviewer's moves: call them with an application from access.get_reviewable_application -------------


@transaction.atomic
def move_application(*, by, application, to, reason="", message="", seen=None, at=None):
    """Move an application to another stage, log it, and tell the candidate by mail.

    `reason` is for the reviewers' eyes, `message` for the candidate's. `seen` is the stage the reviewer had
    before her: where a colleague was quicker, the move is refused instead of undoing the colleague's.
    Moving to where it stands changes nothing. `by` is None where the clock moves it. Returns the application.
    """
    application = _locked(application)
    if seen and seen != application.stage and to != application.stage:
        label = application.get_stage_display()
        raise Refused(f"Somebody has moved this application to {label} meanwhile. Look again, then decide.")
    _refuse(rules.refuse_review_move(application.stage, to))
    if application.stage == to:
        return application
    event = _move(application, to, by=by, at=at, reason=reason, message=message)
    emails.send_move(application, event)
    return application


@transaction.atomic
def send_message(*, by, application, message, at=None):
    """Write to the candidate without moving the application. Returns the event."""
    _refuse("" if message.strip() else "Write a message first.")
    application = _locked(application)
    event = _log(application, ApplicationEvent.Kind.MESSAGE, by=by, at=at, message=message)
    emails.send_message(application, event)
    return event


@transaction.atomic
def add_note(*, by, application, text, at=None):
    """A note for the reviewers of this facility; the candidate never sees it. Returns the event."""
    _refuse("" if text.strip() else "Write a note first.")
    return _log(application, ApplicationEvent.Kind.NOTE, by=by, at=at, message=text)


# --- Inside ---------------------------------------------------------------------------------------------


def _refuse(sentence):
    if sentence:
        raise Refused(sentence)


def _locked_posting(application):
    # Waits for, and holds off, a change of the posting; inserts that only refer to it go on.
    postings = Posting.objects.select_for_update(no_key=True, of=["self"]).select_related("facility")
    return postings.get(pk=application.posting_id)


def _locked(application):
    rows = Application.objects.select_for_update(of=["self"])
    return rows.select_related("posting__facility", "profile__user", "resume").get(pk=application.pk)


def _fill(application, answers):
    for name in answers.keys() & {"cover_note", "resume"}:
        setattr(application, name, answers[name])
    application.save(update_fields=["cover_note", "resume", "updated_at"])


def _move(application, to, *, by, at=None, **words):
    was, at = application.stage, at or timezone.now()
    application.stage, application.stage_since = to, at
    application.save()
    kind = ApplicationEvent.Kind.MOVED
    return _log(application, kind, by=by, at=at, from_stage=was, to_stage=to, **words)


def _log(application, kind, *, by, at=None, **words):
    return ApplicationEvent.objects.create(
        application=application, kind=kind, by=by, at=at or timezone.now(), **words
    )
