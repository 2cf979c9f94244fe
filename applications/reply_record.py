"""How reliably a facility answers by the day it promised: what search ranks by, shown to nobody."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from applications.models import Application, ApplicationEvent
from applications.rules import answered_in_time
from jobs.models import Facility, Posting
from jobs.search.indexing import index_postings

LOOKED_BACK = timedelta(days=180)
# Below this one slow week would decide.
FEWEST = 5

Stage = Application.Stage
# What the facility itself decided. Looking is no answer, and the clock's closing is the lack of one.
ANSWERS = [Stage.SHORTLISTED, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED, Stage.NOT_SELECTED]


def keep_reply_records(*, at):
    """Bring every facility's share of answers in time up to date. Returns how many have changed."""
    shares = reply_records(at=at)
    known = Q(pk__in=shares) | Q(answered_on_time__isnull=False)
    rows = list(Facility.objects.filter(known).values_list("pk", "answered_on_time"))
    changed = [(pk, shares.get(pk)) for pk, before in rows if shares.get(pk) != before]
    for pk, share in changed:
        _keep(pk, share)
    return len(changed)


@transaction.atomic
def _keep(pk, share):
    Facility.objects.filter(pk=pk).update(answered_on_time=share)
    index_postings(list(Posting.objects.for_facility(pk).live().values_list("pk", flat=True)))


def reply_records(*, at):
    """{facility's key: share of answers in time, of what was sent within LOOKED_BACK}, in hundredths.

    A facility with fewer than FEWEST applications of which it is known is not in it.
    """
    answer = Q(events__kind=ApplicationEvent.Kind.MOVED, events__to_stage__in=ANSWERS)
    sent = Application.objects.sent().filter(submitted_at__gt=at - LOOKED_BACK)
    rows = sent.annotate(answered_at=Min("events__at", filter=answer & Q(events__by_candidate=False)))
    in_time = defaultdict(list)
    fields = ["posting__facility", "answer_by", "answered_at", "stage", "stage_since"]
    for facility, answer_by, answered_at, stage, since in rows.values_list(*fields).iterator():
        verdict = answered_in_time(
            answer_by,
            answered_on=answered_at and timezone.localdate(answered_at),
            withdrawn_on=timezone.localdate(since) if stage == Stage.WITHDRAWN else None,
            today=timezone.localdate(at),
        )
        if verdict is not None:
            in_time[facility].append(verdict)
    return {pk: round(sum(all_) / len(all_), 2) for pk, all_ in in_time.items() if len(all_) >= FEWEST}
