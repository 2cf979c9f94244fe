"""Alerts against news, in one statement. The conditions are those of jobs.search.query, from columns."""

from collections import defaultdict
from datetime import timedelta

from django.db import connection, transaction

from alerts import news
from alerts.models import Alert
from jobs.search.query import EARTH_MILES

# The planner does not count reading vectors that lie out of line, and would rather hash or scan: the
# index of the candidates, asked once for each alert, is 150 times faster than the plain loop.
PLANNER = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"

MILES = (
    f"2 * {EARTH_MILES} * asin(least(1, sqrt(power(sin(radians(p.lat - a.lat) / 2), 2) + cos(radians(a.lat)) "
    "* cos(radians(p.lat)) * power(sin(radians(p.lon - a.lon) / 2), 2))))"
)
CONDITIONS = f"""
    p.expires_at > %(at)s
    AND (a.pay_year_min IS NULL OR p.pay_year >= a.pay_year_min)
    AND (a.experience_max IS NULL OR p.experience_months IS NULL OR p.experience_months <= a.experience_max)
    AND (a.posted_days IS NULL OR p.posted_on > %(at)s::date - a.posted_days::int)
    AND (a.radius IS NULL OR {MILES} <= a.radius)
"""
UNTOLD = """
    AND p.changed_at >= a.watermark AND p.first_at > a.started_at
    AND NOT EXISTS (
        SELECT 1 FROM {ledger} d
        WHERE d.subscriber_id = a.subscriber_id AND d.posting_id = p.posting_id
    )
"""


def select(source, *, chosen, columns, ledger=news.LEDGER):
    """SQL of the matches of the alerts that `chosen` (a condition on `a`) picks, in `source` (as `p`).

    Without what `ledger` says was told; None leaves in what was told and what is no news to an alert.
    """
    where = f"{chosen} AND {CONDITIONS}{UNTOLD.format(ledger=ledger) if ledger else ''}"
    return (
        f"SELECT {columns} FROM alerts_alert a JOIN {source} p ON p.tsv @@ a.tsquery "  # noqa: S608
        f"WHERE a.tsquery IS NOT NULL AND {where} "
        "UNION ALL "
        f"SELECT {columns} FROM alerts_alert a CROSS JOIN {source} p WHERE a.tsquery IS NULL AND {where}"
    )


@transaction.atomic
def untold(alerts, *, at):
    """{alert pk: [(posting pk, facility pk, group key)]} of what these alerts have to tell, newest first."""
    limit = news.horizon() - timedelta(hours=news.RECENT_HOURS)
    recent = [alert for alert in alerts if alert.watermark >= limit]
    silent = [alert.pk for alert in alerts if alert.watermark < limit]
    found = defaultdict(list)
    if recent:
        source = news.gather(min(alert.watermark for alert in recent))
        _collect(found, source, [alert.pk for alert in recent], at)
    if silent:
        _collect(found, news.everything(), silent, at)
    return {pk: [row[1:] for row in sorted(rows, reverse=True)] for pk, rows in found.items()}


def _collect(found, source, pks, at):
    columns = "a.id, p.first_at, p.posting_id, p.facility_id, p.group_key"
    with connection.cursor() as cursor:
        cursor.execute(PLANNER)
        cursor.execute(select(source, chosen="a.id = ANY(%(pks)s)", columns=columns), {"pks": pks, "at": at})
        for pk, *row in cursor.fetchall():
            found[pk].append(tuple(row))


def instant_with_news(*, since, at):
    """Primary keys of the instant alerts that something untold since then matches. Needs a transaction."""
    source = news.gather(since)
    chosen = (
        "a.frequency = 'instant' AND a.confirmed_at IS NOT NULL AND a.unsubscribed_at IS NULL "
        "AND a.next_due_at IS NULL AND (a.paused_until IS NULL OR a.paused_until <= %(at)s::date)"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {source} LIMIT 1")  # noqa: S608
        if cursor.fetchone() is None:
            return []
        ledger = news.gather_told()
        cursor.execute(PLANNER)
        cursor.execute(
            f"SELECT DISTINCT id FROM ({select(source, chosen=chosen, columns='a.id', ledger=ledger)}) m",  # noqa: S608
            {"at": at},
        )
        return [pk for (pk,) in cursor.fetchall()]


@transaction.atomic
def matches_of(alert_pks, *, since, at):
    """{alert pk: {posting pk}} of all live matches that changed since, told or not."""
    source = news.gather(since) if since else news.everything()
    found = {pk: set() for pk in alert_pks}
    sql = select(source, chosen="a.id = ANY(%(pks)s)", columns="a.id, p.posting_id", ledger=None)
    with connection.cursor() as cursor:
        cursor.execute(PLANNER)
        cursor.execute(sql, {"pks": list(alert_pks), "at": at})
        for alert_pk, posting_pk in cursor.fetchall():
            found[alert_pk].add(posting_pk)
    return found


def standing(pks):
    """These alerts with their subscribers, in a stable order."""
    return list(Alert.objects.filter(pk__in=pks).select_related("subscriber").order_by("subscriber", "pk"))
