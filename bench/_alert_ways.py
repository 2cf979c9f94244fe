"""Four ways from saved searches to matches: ours, one statement each, the usual loop, and the search itself."""

import time
from math import asin, cos, radians, sin, sqrt

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

MATCHES = "bench_match"


def match(alerts, postings):
    """How many matches the statement that wakes instant alerts finds, of the first alerts and the newest postings."""
    with transaction.atomic():
        return _match(alerts, postings, timezone.now())


def _match(alerts, postings, at):
    from alerts import matching, news

    with connection.cursor() as cursor:
        news.gather(_since(cursor, postings))
        cursor.execute(f"SELECT count(*) FROM {news.TABLE}")
        assert cursor.fetchone()[0] == postings, "postings that changed at one instant"
        ledger = news.gather_told()
        cursor.execute(matching.PLANNER)
        sql = matching.select(
            news.TABLE,
            chosen="a.id <= %(last)s",
            columns="a.id AS alert, p.posting_id AS posting",
            ledger=ledger,
        )
        cursor.execute(
            f"CREATE TEMP TABLE {MATCHES} ON COMMIT DROP AS {sql}", {"last": last_of(alerts), "at": at}
        )
        return cursor.rowcount


def _since(cursor, postings):
    """When the oldest of the newest `postings` postings changed."""
    cursor.execute("SELECT changed_at FROM alerts_news ORDER BY changed_at DESC OFFSET %s", [postings - 1])
    return cursor.fetchone()[0]


def last_of(alerts):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM alerts_alert ORDER BY id LIMIT 1 OFFSET %s", [alerts - 1])
        return cursor.fetchone()[0]


def newest(postings):
    from alerts.models import News

    return list(News.objects.order_by("-changed_at").values_list("pk", flat=True)[:postings])


def one_by_one(searches, postings):
    """Seconds an alert of one statement each, over the same indexed table of new postings."""
    from alerts import news
    from jobs.search import query
    from jobs.search.asking import asked

    compiled = [asked(criteria) for criteria in searches]
    with transaction.atomic(), connection.cursor() as cursor:
        news.gather(_since(cursor, postings))
        cursor.execute("SET LOCAL enable_seqscan = off")
        started = time.perf_counter()
        for search in compiled:
            where, params = query.conditions(search, timezone.now())
            cursor.execute(f"SELECT posting_id FROM {news.TABLE} l WHERE {where}", params)
            cursor.fetchall()
        return (time.perf_counter() - started) / len(searches)


def naive(searches, postings):
    """Seconds an alert of the usual loop: a queryset of icontains and joins for each, the radius in Python."""
    from jobs.models import Posting

    new = Posting.objects.live().filter(pk__in=newest(postings))
    started = time.perf_counter()
    for criteria in searches:
        naive_matches(new, criteria)
    return (time.perf_counter() - started) / len(searches)


def naive_matches(new, criteria):
    """What many boards do for each saved search."""
    rows = new
    for word in criteria.q.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(description_text__icontains=word) | Q(facility__name__icontains=word)
        )
    if criteria.state:
        rows = rows.filter(state__in=criteria.state)
    for kind in ("setting", "therapy", "employment"):
        if getattr(criteria, kind):
            rows = rows.filter(terms__kind=kind, terms__slug__in=getattr(criteria, kind))
    if criteria.pay_year_min is not None:
        rows = rows.filter(pay_annual_max__gte=criteria.pay_year_min)
    rows = list(rows.select_related("facility").distinct())
    if criteria.near_point:
        rows = [
            posting
            for posting in rows
            if posting.lat is not None and miles(posting, criteria.near_point) <= criteria.radius
        ]
    return rows


def miles(posting, point):
    lat, lon = point
    a = (
        sin(radians(posting.lat - lat) / 2) ** 2
        + cos(radians(lat)) * cos(radians(posting.lat)) * sin(radians(posting.lon - lon) / 2) ** 2
    )
    return 3958.8 * 2 * asin(min(1, sqrt(a)))


def differing(searches, alerts, postings):
    """How many alerts match another set than the search itself finds for them among the new postings."""
    at = timezone.now()
    by_search = _found_by_search(searches, set(newest(postings)), at)
    wrong = 0
    with transaction.atomic(), connection.cursor() as cursor:
        _match(alerts, postings, at)
        cursor.execute(f"SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on; ANALYZE {MATCHES}")
        cursor.execute(
            "SELECT a.criteria, array_remove(array_agg(m.posting), NULL), a.id "
            f"FROM alerts_alert a LEFT JOIN {MATCHES} m ON m.alert = a.id WHERE a.id <= %s GROUP BY a.id",
            [last_of(alerts)],
        )
        for criteria, matched, _ in cursor:
            wrong += set(matched) != by_search[criteria]
    return wrong


def _found_by_search(searches, new, at):
    """{criteria: its matches among the new postings}, asked of the live table as the search page does."""
    from jobs.search import query
    from jobs.search.asking import asked

    found = {}
    for criteria in searches:
        where, params = query.conditions(asked(criteria), at)
        rows = query.run(f"SELECT posting_id FROM {query.TABLE} l WHERE {where}", params)
        found[criteria.querystring()] = {pk for (pk,) in rows} & new
    return found
