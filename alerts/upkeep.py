"""What keeps alerts honest over the months: called once a day."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from alerts import queries
from alerts.actions import FOREVER, pause
from alerts.emails import send_retired, send_still_looking
from alerts.models import Alert, Delivery, Subscriber
from jobs.filters import InvalidCriteria
from jobs.search.criteria import Criteria

log = logging.getLogger(__name__)

UNCONFIRMED_KEPT = timedelta(days=7)
STOPPED_KEPT = timedelta(days=365)
STILL_LOOKING_AFTER = timedelta(days=365)
ANSWER_WITHIN = timedelta(days=30)
# A delivery is asked for its day (no second mail) and by people who look for one; postings told are kept
# with it as long as the posting could come back.
EMPTY_KEPT = timedelta(days=40)
BATCH = 1000


def refresh_queries():
    """Compile every search anew, so that page and alert stay one when the vocabulary changes.

    An alert whose search asks for something that was retired rests, and its reader is told so.
    Returns (changed, retired).
    """
    changed = retired = 0
    distinct = Alert.objects.standing().order_by("criteria").values_list("criteria", flat=True).distinct()
    for criteria in list(distinct):
        alerts = Alert.objects.standing().filter(criteria=criteria)
        try:
            columns = queries.columns(Criteria.parse(criteria))
        except InvalidCriteria as error:
            retired += _retire(alerts, error)
            continue
        columns["criteria"] = criteria  # the stored string stays: it is what the constraint counts by
        stale = alerts.exclude(
            **{f: v for f, v in columns.items() if v is not None},
            **{f"{f}__isnull": True for f, v in columns.items() if v is None},
        )
        changed += stale.update(**columns)
    return changed, retired


def _retire(alerts, error):
    problems = [sentence for sentences in error.errors.values() for sentence in sentences]
    count = 0
    for alert in alerts.filter(pause_reason="").select_related("subscriber"):
        with transaction.atomic():
            pause(alert=alert, until=FOREVER, reason=" ".join(problems)[:200])
            if alert.is_confirmed:
                send_retired(alert, problems)
        count += 1
    return count


def purge(*, at=None):
    """Remove what was never confirmed, and what was stopped long ago. Returns how many alerts."""
    at = at or timezone.now()
    gone = (
        Alert.objects.waiting()
        .filter(created_at__lt=at - UNCONFIRMED_KEPT)
        .delete()[1]
        .get("alerts.Alert", 0)
    )
    gone += Alert.objects.filter(unsubscribed_at__lt=at - STOPPED_KEPT).delete()[1].get("alerts.Alert", 0)
    Subscriber.objects.filter(alerts=None, created_at__lt=at - UNCONFIRMED_KEPT).delete()
    finished = [Delivery.State.EMPTY, Delivery.State.MERGED]
    Delivery.objects.filter(state__in=finished, claimed_at__lt=at - EMPTY_KEPT, postings=None).delete()
    return gone


def ask_still_looking(*, at=None):
    """Once a year ask who has shown no sign whether the alerts are still wanted. Returns how many were asked."""
    at = at or timezone.now()
    silent = Subscriber.objects.filter(
        last_seen_at__lt=at - STILL_LOOKING_AFTER,
        asked_still_looking_at=None,
        alerts__in=Alert.objects.awake(at=at),
    ).distinct()
    asked = 0
    for pk in list(silent.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            subscriber = Subscriber.objects.select_for_update().get(pk=pk)
            send_still_looking(subscriber, list(subscriber.alerts.awake(at=at)))
            subscriber.asked_still_looking_at = at
            subscriber.save(update_fields=["asked_still_looking_at"])
            asked += 1
    return asked


def pause_silent(*, at=None):
    """Let the alerts of those rest who did not answer within a month. Returns how many alerts."""
    at = at or timezone.now()
    silent = Subscriber.objects.filter(asked_still_looking_at__lt=at - ANSWER_WITHIN)
    return (
        Alert.objects.awake(at=at)
        .filter(subscriber__in=silent)
        .update(paused_until=FOREVER, pause_reason="We did not hear from you for a year.")
    )


def report_stale():
    """Tell the people who run it, through the error log, of mails whose fate nobody knows. Returns how many.

    Each is told of once; the admin's page of deliveries shows them until somebody decides.
    """
    pks = list(Delivery.objects.uncertain().filter(is_reported=False).values_list("pk", flat=True))
    if pks:
        log.error("alert mails handed over without an answer", extra={"deliveries": pks})
        Delivery.objects.filter(pk__in=pks).update(is_reported=True)
    lost = Delivery.objects.lost().count()
    if lost:
        log.error("alert claims of a lost worker", extra={"deliveries": lost})
    return len(pks) + lost
