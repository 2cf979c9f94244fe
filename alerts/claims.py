"""Who sends what: the ledger's moves, each one committed before the next thing is done."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest, Now

from alerts import schedule
from alerts.models import Alert, DeliveredPosting, Delivery, LastLook, Subscriber
from alerts.models.ledger import new_claim
from alerts.news import horizon

log = logging.getLogger(__name__)

# Some hundred mails a claim: little is left behind by a killed worker, and one look at the news serves all.
ALERTS_PER_CLAIM = 300
RETRY_AFTER = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
SERVER_DOWN_RETRY_AFTER = timedelta(minutes=2)
# A delivery that was given back and taken again by no fault of its own counts none yet.
ONE_LESS = Greatest(F("attempts") - 1, 0)

# Alerts that are due, or whose mail waits for another try or was left behind by a worker; not those of
# people for whom another worker is composing a mail right now.
_PICK = """
    SELECT a.id, a.subscriber_id FROM alerts_alert a
    WHERE a.confirmed_at IS NOT NULL AND a.unsubscribed_at IS NULL
      AND (a.paused_until IS NULL OR a.paused_until <= %(day)s)
      AND a.next_due_at <= %(at)s AND (%(frequency)s IS NULL OR a.frequency = %(frequency)s)
      AND NOT EXISTS ({busy})
    ORDER BY a.next_due_at LIMIT %(most)s FOR UPDATE OF a SKIP LOCKED
"""
_PICK_AGAIN = """
    SELECT d.id, a.subscriber_id FROM alerts_delivery d JOIN alerts_alert a ON a.id = d.alert_id
    WHERE ((d.state = 'retry' AND d.next_attempt_at <= %(at)s)
           OR (d.state = 'claimed' AND d.claimed_at < now() - %(lease)s))
      AND (%(frequency)s IS NULL OR a.frequency = %(frequency)s)
      AND NOT EXISTS ({busy})
    ORDER BY d.id LIMIT %(most)s FOR UPDATE OF d SKIP LOCKED
"""
_BUSY = """
    SELECT 1 FROM alerts_delivery b JOIN alerts_alert o ON o.id = b.alert_id
    WHERE b.state IN ('claimed', 'handed_over') AND b.claimed_at >= now() - %(lease)s
      AND o.subscriber_id = a.subscriber_id
"""

# Two statements are made for each mail, so they are written by hand: with objects they took 4.7 of a mail's
# 12 ms (2026-11, 28 postings a mail), so 1.9. All or nothing is handed over.
_HAND_OVER = """
    WITH mine AS MATERIALIZED (
        SELECT d.id, d.alert_id, a.subscriber_id
        FROM alerts_delivery d JOIN alerts_alert a ON a.id = d.alert_id
        WHERE d.id = ANY(%(deliveries)s) AND d.claim = %(claim)s AND d.state = 'claimed'
          AND a.unsubscribed_at IS NULL
        FOR UPDATE OF d
    ), handed AS (
        UPDATE alerts_delivery d
        SET state = 'handed_over', message_id = %(message_id)s, claimed_at = now(), error = ''
        FROM mine
        WHERE d.id = mine.id AND (SELECT count(*) FROM mine) = cardinality(%(deliveries)s)
        RETURNING d.id, mine.alert_id, mine.subscriber_id
    ), told AS (
        INSERT INTO alerts_deliveredposting (alert_id, subscriber_id, posting_id, delivery_id)
        SELECT handed.alert_id, handed.subscriber_id, t.posting, handed.id
        FROM unnest(%(of)s::bigint[], %(postings)s::bigint[]) t (delivery, posting)
        JOIN handed ON handed.id = t.delivery
    )
    SELECT count(*) FROM handed
"""
# Not worth waiting for the disk: what a crash of the database forgets here is reported as uncertain.
# SET LOCAL ends with these statements, which are one transaction.
_SETTLE_SENT = """
    SET LOCAL synchronous_commit = off;
    WITH sent AS (
        UPDATE alerts_delivery SET state = 'sent', sent_at = now()
        WHERE id = ANY(%(deliveries)s) AND claim = %(claim)s AND state = 'handed_over'
        RETURNING alert_id
    )
    UPDATE alerts_alert SET watermark = %(horizon)s
    WHERE id IN (SELECT alert_id FROM sent) AND watermark < %(horizon)s
"""


class TakenOver(Exception):
    """Another worker has these deliveries now, or their alert was stopped: nothing may be handed over."""


@dataclass
class Claim:
    """What one worker took: open deliveries, with their alerts and subscribers, in the subscribers' order."""

    number: int
    horizon: object
    deliveries: list[Delivery] = field(default_factory=list)

    def __bool__(self):
        return bool(self.deliveries)


@transaction.atomic
def claim_due(*, at, frequency=None, most=ALERTS_PER_CLAIM):
    """Take what is due at `at`: one delivery for each alert and period, all alerts of one person together.

    Two workers, two beats or a repeated tick take different people; a period that has its delivery gets
    no second one. Returns None when nothing is left.
    """
    params = {
        "at": at,
        "day": at.date(),
        "frequency": frequency,
        "most": most,
        "lease": Delivery.LEASE,
    }
    people = _lock_subscribers(params)
    if not people:
        return None
    claim = Claim(number=new_claim(), horizon=horizon())
    due = list(
        Alert.objects.due(at=at)
        .filter(Q(subscriber__in=people), Q(frequency=frequency) if frequency else Q())
        .select_related("subscriber")
        .select_for_update(of=["self"], skip_locked=True)
    )
    reachable = set(Subscriber.objects.filter(pk__in=people).reachable().values_list("pk", flat=True))
    taken = _take_again(claim, people, due, params, reachable)
    if not due and not taken:
        return None
    _open_periods(claim, [alert for alert in due if alert.subscriber_id in reachable])
    _advance(due, at)
    claim.deliveries = list(
        Delivery.objects.filter(claim=claim.number, state=Delivery.State.CLAIMED)
        .select_related("alert__subscriber")
        .order_by("alert__subscriber", "alert")
    )
    return claim


def _lock_subscribers(params):
    """Primary keys of the people this worker serves now; the row locks hold until the claim commits."""
    picked = set()
    with connection.cursor() as cursor:
        for pick in (_PICK_AGAIN, _PICK):
            cursor.execute(pick.format(busy=_BUSY), params)
            picked |= {subscriber for _, subscriber in cursor.fetchall()}
    if not picked:
        return []
    rows = Subscriber.objects.filter(pk__in=picked).order_by("pk").select_for_update(skip_locked=True)
    locked = set(rows.values_list("pk", flat=True))
    # Asked again under the lock: another worker may have taken them since.
    busy = Delivery.objects.filter(
        alert__subscriber__in=locked,
        state__in=[Delivery.State.CLAIMED, Delivery.State.HANDED_OVER],
        claimed_at__gte=Now() - Delivery.LEASE,
    )
    return list(locked - set(busy.values_list("alert__subscriber", flat=True)))


def _take_again(claim, people, due, params, reachable):
    """Take over open deliveries: of killed workers, and those whose wait is over. Returns how many."""
    open_ones = Delivery.objects.open().filter(alert__subscriber__in=people)
    # The new period brings what the old one could not; who stopped or paused gets nothing.
    stopped = Q(alert__unsubscribed_at__isnull=False) | Q(alert__paused_until__gt=params["day"])
    over = open_ones.filter(Q(alert__in=due) | stopped)
    Delivery.objects.filter(pk__in=_pks(over)).update(state=Delivery.State.MERGED, next_attempt_at=None)
    lost = Q(state=Delivery.State.CLAIMED, claimed_at__lt=Now() - Delivery.LEASE)
    again = open_ones.filter(lost | Q(state=Delivery.State.RETRY, next_attempt_at__lte=params["at"]))
    suspects = _suspects(again.filter(lost))
    if given_up := _pks(
        again.filter(
            Q(attempts__gte=Delivery.MAX_ATTEMPTS) & (Q(state=Delivery.State.RETRY) | Q(pk__in=suspects))
            | ~Q(alert__subscriber__in=reachable)
        )
    ):
        Delivery.objects.filter(pk__in=given_up).update(state=Delivery.State.PARKED, next_attempt_at=None)
        log.error("alert mail parked", extra={"deliveries": given_up})
    retried = _pks(again.filter(Q(state=Delivery.State.RETRY) | Q(pk__in=suspects)))
    taken = Delivery.objects.filter(pk__in=_pks(again)).update(
        state=Delivery.State.CLAIMED, claim=claim.number, claimed_at=Now(), next_attempt_at=None
    )
    Delivery.objects.filter(pk__in=retried).update(attempts=F("attempts") + 1)
    return taken


def _suspects(lost):
    """Of each lost worker's claim the delivery it was at: what takes five workers down is given up."""
    suspects = []
    for number in set(lost.order_by().values_list("claim", flat=True)):
        left = Delivery.objects.filter(claim=number, state=Delivery.State.CLAIMED)
        log.error("claim of a lost worker taken over", extra={"claim": number, "deliveries": left.count()})
        suspects += left.order_by("alert__subscriber", "alert").values_list("pk", flat=True)[:1]
    return suspects


def _pks(rows):
    return list(rows.values_list("pk", flat=True))


def _open_periods(claim, alerts):
    Delivery.objects.bulk_create(
        [Delivery(alert=alert, period=alert.next_due_at, claim=claim.number) for alert in alerts],
        ignore_conflicts=True,
    )


def _advance(alerts, at):
    for alert in alerts:
        alert.next_due_at = next_due(alert, after=max(at, alert.next_due_at))
    Alert.objects.bulk_update(alerts, ["next_due_at"])


def next_due(alert, *, after, not_on=None):
    """When this alert is due next; None for an instant one, which news wakes."""
    if alert.frequency == Alert.Frequency.INSTANT:
        return None
    when = {"after": after, "hour": alert.hour, "zone": alert.zone, "not_on": not_on}
    if alert.frequency == Alert.Frequency.WEEKLY:
        return schedule.next_weekly(weekday=alert.weekday, **when)
    return schedule.next_daily(**when)


def last_mail_day(alert):
    """The alert's own local day of its newest period, or None: a changed hour gives no second mail that day."""
    newest = alert.deliveries.order_by("-period").values_list("period", flat=True).first()
    return newest and newest.astimezone(ZoneInfo(alert.zone)).date()


def renew(claim):
    """Say that the worker lives: nobody takes over what it has not come to yet."""
    Delivery.objects.filter(claim=claim.number, state=Delivery.State.CLAIMED).update(claimed_at=Now())


def _mine(claim, deliveries, state=Delivery.State.CLAIMED):
    return Delivery.objects.filter(pk__in=[d.pk for d in deliveries], claim=claim.number, state=state)


@transaction.atomic
def settle_empty(claim, deliveries):
    """Nothing to tell: the period is done, and the alert has looked this far."""
    done = list(_mine(claim, deliveries).select_for_update().values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=done).update(state=Delivery.State.EMPTY)
    _look_no_further_back(claim, [d for d in deliveries if d.pk in set(done)])


def hand_over(claim, deliveries, told, message_id):
    """Commit, right before the mail server takes the mail, that these postings are told: never again.

    `told` is (delivery, posting pk) pairs. Raises TakenOver where the deliveries are not ours any more.
    """
    params = {
        "claim": claim.number,
        "deliveries": [delivery.pk for delivery in deliveries],
        "message_id": message_id,
        "of": [delivery.pk for delivery, _ in told],
        "postings": [posting for _, posting in told],
    }
    with connection.cursor() as cursor:
        cursor.execute(_HAND_OVER, params)
        if cursor.fetchone()[0] != len(deliveries):
            raise TakenOver


def settle_sent(claim, deliveries):
    params = {
        "claim": claim.number,
        "deliveries": [delivery.pk for delivery in deliveries],
        "horizon": claim.horizon,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE_SENT, params)


def _look_no_further_back(claim, deliveries):
    pks = [delivery.alert_id for delivery in deliveries]
    Alert.objects.filter(pk__in=pks, watermark__lt=claim.horizon).update(watermark=claim.horizon)


@transaction.atomic
def settle_refused(claim, deliveries, *, at, reason, for_good=False, counts=True):
    """The mail did not go out, for certain: nothing is told, and it is tried again or given up."""
    # Only what is ours still: who took it over meanwhile may have told it, and the ledger must say so.
    unsent = Q(state__in=[Delivery.State.CLAIMED, Delivery.State.HANDED_OVER])
    ours = Delivery.objects.filter(unsent, pk__in=[d.pk for d in deliveries], claim=claim.number)
    pks = _pks(ours.select_for_update())
    DeliveredPosting.objects.filter(delivery__in=pks).delete()
    given_up = for_good or (counts and max(d.attempts for d in deliveries) >= Delivery.MAX_ATTEMPTS)
    changes = {"error": reason[:300], "next_attempt_at": None, "state": Delivery.State.PARKED}
    if not given_up:
        attempts = max(1, *(delivery.attempts for delivery in deliveries))
        wait = RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1] if counts else SERVER_DOWN_RETRY_AFTER
        changes |= {"state": Delivery.State.RETRY, "next_attempt_at": at + wait}
    if not counts:
        changes["attempts"] = ONE_LESS
    Delivery.objects.filter(pk__in=pks).update(**changes)
    if pks and given_up:
        log.error("alert mail parked", extra={"deliveries": pks, "reason": reason[:100]})


def settle_uncertain(claim, deliveries, *, reason):
    """Handed over without an answer. Sending it again could be a second copy, so a person decides."""
    _mine(claim, deliveries, Delivery.State.HANDED_OVER).update(
        state=Delivery.State.UNCERTAIN, error=reason[:300]
    )


def release(claim, deliveries):
    """Give back what this worker has no time for: the next one takes it at once."""
    _mine(claim, deliveries).update(claimed_at=Now() - Delivery.LEASE * 2, attempts=ONE_LESS)


@transaction.atomic
def tell_again(deliveries):
    """A person found out that these mails never arrived: the next mail brings their postings."""
    pks = list(deliveries.uncertain().select_for_update().values_list("pk", flat=True))
    DeliveredPosting.objects.filter(delivery__in=pks).delete()
    alerts = Alert.objects.filter(deliveries__in=pks)
    alerts.update(watermark=F("started_at"))
    alerts.active().filter(frequency=Alert.Frequency.INSTANT).update(next_due_at=Now())
    Delivery.objects.filter(pk__in=pks).update(state=Delivery.State.MERGED)
    return len(pks)


# --- Instant alerts ---------------------------------------------------------------------------------

INSTANT = "instant"
# A nurse who wants to know at once still does not want thirty mails when thirty postings are imported.
INSTANT_MAILS_PER_HOUR = 4


@transaction.atomic
def wake_instant(*, at):
    """Make due the instant alerts that something new matches; returns how many.

    In its hour an alert gets at most INSTANT_MAILS_PER_HOUR mails, and none in its quiet hours: what comes
    in between waits and comes together.
    """
    from alerts.matching import instant_with_news

    LastLook.objects.get_or_create(name=INSTANT, defaults={"at": horizon()})
    look = LastLook.objects.select_for_update(skip_locked=True).filter(name=INSTANT).first()
    if look is None:
        return 0  # another tick is at it
    until = horizon()
    pks = instant_with_news(since=look.at, at=at)
    alerts = list(
        Alert.objects.filter(pk__in=pks).select_related("subscriber").select_for_update(of=["self"])
    )
    recent = _recent_mails(pks, at)
    for alert in alerts:
        due, sent = at, recent.get(alert.pk, [])
        if len(sent) >= INSTANT_MAILS_PER_HOUR:
            due = sorted(sent)[-INSTANT_MAILS_PER_HOUR] + timedelta(hours=1)
        person = alert.subscriber
        alert.next_due_at = schedule.after_quiet_hours(
            due, quiet_from=person.quiet_from, quiet_until=person.quiet_until, zone=alert.zone
        )
    Alert.objects.bulk_update(alerts, ["next_due_at"])
    look.at = until
    look.save()
    return len(alerts)


def _recent_mails(pks, at):
    """By period, which is the moment the mail was due by the same clock as `at`."""
    told = [Delivery.State.SENT, Delivery.State.HANDED_OVER, Delivery.State.UNCERTAIN]
    rows = Delivery.objects.filter(alert__in=pks, state__in=told, period__gt=at - timedelta(hours=1))
    found = {}
    for alert, period in rows.values_list("alert", "period"):
        found.setdefault(alert, []).append(period)
    return found
