"""Every move and change of a posting."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jobs.lint_rules import lint_posting
from jobs.models import Facility, Posting, PostingEvent
from jobs.search.indexing import index_postings

DEFAULT_OPEN_DAYS = 60
NOT_VERIFIED = "The facility is not verified."
TRACKED = [
    "title",
    "pay_min",
    "pay_max",
    "pay_unit",
    "hours_per_week",
    "sign_on_bonus",
    "city",
    "state_id",
    "experience_months",
    "will_train",
    "closes_on",
    "answer_days",
]
# What moves change, and a save of what the posting says must not.
MOVED = ["status", "published_at", "expires_at", "closed_at"]


class NotAllowed(Exception):
    """A move the rules refuse; its text is a sentence for the person who tried."""


def end_of_day(day, zone):
    """The moment the calendar day `day` ends in `zone`: the first instant of the next day there."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone))


def expiry_of(posting, *, at):
    closes_on = posting.closes_on or (timezone.localdate(at) + timedelta(days=DEFAULT_OPEN_DAYS))
    return end_of_day(closes_on, posting.zone)


def is_held(posting):
    """Whether staff took it down and have not put it back: closing or editing it meanwhile changes nothing."""
    looked_at = [Posting.Status.LIVE, Posting.Status.IN_REVIEW]
    moves = PostingEvent.objects.filter(posting=posting.pk, to_status__in=looked_at)
    last = moves.exclude(from_status=F("to_status")).last()
    # What fell with its facility stands up with it: verifying the facility was the review.
    return bool(last) and last.to_status == Posting.Status.IN_REVIEW and last.reason != NOT_VERIFIED


def what_stops_publishing(posting, *, by=None, at=None):
    """Sentences that say why this posting cannot go live now; an empty list when it can."""
    at = at or timezone.now()
    missing = []
    if not (by and by.is_staff) and is_held(posting):
        missing.append("We took this posting down to look at it. It can go live again once we are done.")
    if not posting.facility.is_verified and posting.facility.status != Facility.Status.UNCLAIMED:
        missing.append("We have not verified your facility yet. We write to you as soon as we have.")
    if not posting.description_text.strip():
        missing.append("Write what the work is.")
    if not posting.state_id and not posting.is_remote:
        missing.append("Say where the work is.")
    if posting.closes_on and expiry_of(posting, at=at) <= at:
        missing.append("The closing day is over. Choose a later one.")
    report = lint_posting(posting, on=timezone.localdate(at))
    said = {"description_missing", "place_missing", "closes_in_the_past"}
    missing += [f.message for f in report.findings if f.severity == "block" and f.code not in said]
    return missing


@transaction.atomic
def publish_posting(*, by, posting, reason=""):
    """Put a posting live, or raise NotAllowed with the sentences that stop it."""
    posting = _locked(posting)
    _refuse(what_stops_publishing(posting, by=by))
    return move_posting(by=by, posting=posting, to=Posting.Status.LIVE, reason=reason)


def _locked(posting):
    """The posting as it is now, and stays until the end: what is checked is what goes live.

    Facility before posting, as everywhere: whoever rejects the facility waits, and then finds it live.
    """
    Facility.objects.select_for_update(no_key=True).get(pk=posting.facility_id)
    Posting.objects.select_for_update().get(pk=posting.pk)
    return Posting.objects.with_page().get(pk=posting.pk)


def _refuse(sentences):
    if sentences:
        raise NotAllowed(" ".join(sentences))


@transaction.atomic
def move_posting(*, by, posting, to, reason="", at=None):
    """Move a posting along its status machine, log it, and bring search up to date in the same transaction.

    Raises NotAllowed where the machine has no such move. Moving to where it stands already does nothing.
    """
    at = at or timezone.now()
    posting = Posting.objects.select_for_update().select_related(None).get(pk=posting.pk)
    was = posting.status
    if was == to:
        return posting
    if to not in Posting.MOVES[was]:
        raise NotAllowed(
            f"A posting cannot go from {posting.get_status_display()} to {Posting.Status(to).label}."
        )
    posting.status = to
    if to == Posting.Status.LIVE:
        posting.published_at = posting.published_at or at
        posting.expires_at = expiry_of(posting, at=at)
        posting.closed_at = None
    elif to in Posting.ENDED:
        posting.closed_at = at
    posting.save()
    PostingEvent.objects.create(posting=posting, by=by, at=at, from_status=was, to_status=to, reason=reason)
    index_postings([posting.pk])
    return posting


@transaction.atomic
def save_posting(*, by, posting, save):
    """Run `save` (which stores the posting and its lists), log what changed, and re-index.

    `save` is the form's own save: the change log and the index stay out of forms and views. Raises NotAllowed
    where a live posting would say what could not have gone live; staff may save it all the same.
    """
    _keep_moves(posting)
    before = Posting.objects.filter(pk=posting.pk).values(*TRACKED).first()
    posting = save()
    if posting.status == Posting.Status.LIVE:
        posting.expires_at = expiry_of(posting, at=timezone.now())
        posting.save()
        if not (by and by.is_staff):
            _refuse(what_stops_publishing(Posting.objects.with_page().get(pk=posting.pk), by=by))
    after = Posting.objects.values(*TRACKED).get(pk=posting.pk)
    _log_changes(by, posting, before, after)
    index_postings([posting.pk])
    return posting


def _keep_moves(posting):
    """A save stores the whole row: what somebody else has moved since it was read stays moved."""
    rows = Posting.objects.select_for_update().filter(pk=posting.pk)
    for name, value in (rows.values(*MOVED).first() or {}).items():
        setattr(posting, name, value)


def _log_changes(by, posting, before, after):
    if before is None:
        PostingEvent.objects.create(posting=posting, by=by, to_status=posting.status)
        return
    changes = changes_between(before, after)
    if changes:
        PostingEvent.objects.create(
            posting=posting,
            by=by,
            from_status=posting.status,
            to_status=posting.status,
            changed=list(changes),
            changes=changes,
        )


def changes_between(before, after):
    """{field: [before, after]} of what differs, in the form that a posting's history keeps."""
    return {
        name: [_plain(value), _plain(after[name])] for name, value in before.items() if value != after[name]
    }


def _plain(value):
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def expire_postings(*, at=None, batch=1000):
    """Move every live posting whose time is over to expired. Idempotent; returns how many moved."""
    at = at or timezone.now()
    count, last = 0, 0
    # By primary key, not "until none is left": a row another transaction holds is left for the next run.
    while pks := list(
        Posting.objects.overdue(at=at).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]
    ):
        count += _expire_batch(pks, at)
        last = pks[-1]
    return count


@transaction.atomic
def _expire_batch(pks, at):
    rows = Posting.objects.select_for_update(skip_locked=True).overdue(at=at).filter(pk__in=pks)
    pks = list(rows.values_list("pk", flat=True))
    Posting.objects.filter(pk__in=pks).update(status=Posting.Status.EXPIRED, closed_at=at, updated_at=at)
    PostingEvent.objects.bulk_create(
        PostingEvent(
            posting_id=pk, at=at, from_status="live", to_status="expired", reason="Its closing day is over."
        )
        for pk in pks
    )
    index_postings(pks)
    return len(pks)
