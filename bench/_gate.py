"""Whether the quick answers are right: totals, facets and pages beside plain statements over the postings."""

from django.db import connection, transaction

from bench._naive import KINDS
from jobs.models import LivePosting
from jobs.search import picking, ranking
from jobs.search.results import arrange, search

TABLE = LivePosting._meta.db_table


def disagreements(bench):
    """A line for each total, facet or page that differs."""
    found = []
    for criteria in [*bench.words, *bench.filtered, *bench.near]:
        found += _of_one(criteria, bench.at)
    return found


def _of_one(criteria, at):
    ours, newest = search(criteria, at=at), criteria.with_sort("newest")
    # Where no posting has all the words, it found those that have some.
    asked, name = ours.asked, criteria.querystring()
    whole = _plain(asked, at)
    found = []
    if ours.total != len(whole):
        found.append(f"{name}: {ours.total} postings, {len(whole)} by plain count")
    for facet in ["state", *KINDS]:
        rows = _plain(asked, at, without=facet) if getattr(asked.criteria, facet) else whole
        expected = _plain_facet([row[0] for row in rows], facet)
        counted = {choice.slug: choice.count for choice in ours.facets[facet] if choice.count}
        if counted != expected:
            found.append(f"{name}: {facet} {counted}, {expected} by plain count")
    if {card.pk for card in ours.cards} - {row[0] for row in whole}:
        found.append(f"{name}: a card that does not match")
    candidates = [picking.Candidate(*row, None, 0) for row in whole[: ranking.MOST_RANKED]]
    page = arrange(candidates, 20)[0] if candidates else []
    plain = [one.pk for one, _ in arrange(candidates, 20, one_facility=True)[0]] if page else []
    if [card.pk for card in search(newest, at=at).cards] != plain:
        found.append(f"{name}: the newest page is another")
    return found


# --- Plain: each vector read, each fact from its own table, the distance from the posting ----------------------


def _plain(asked, at, *, without=None):
    """(posting, facility, group) of every match, newest first; `without` leaves one facet's filter out."""
    criteria = asked.criteria
    where, params = ["p.status = 'live'", "p.expires_at > %s"], [at]
    if asked.text:
        where.append("l.tsv @@ %s::tsquery")
        params.append(asked.text)
    for kind in KINDS:
        if kind != without and getattr(criteria, kind):
            where.append(
                "EXISTS (SELECT 1 FROM jobs_posting_terms pt JOIN jobs_term t ON t.id = pt.term_id "
                "WHERE pt.posting_id = p.id AND t.kind = %s AND t.slug = ANY(%s))"
            )
            params += [kind, list(getattr(criteria, kind))]
    if without != "state" and criteria.state:
        where.append("p.state_id = ANY(%s)")
        params.append(list(criteria.state))
    if criteria.near_point:
        lat, lon = criteria.near_point
        where.append(
            "degrees(acos(least(1, sin(radians(%s)) * sin(radians(p.lat)) + cos(radians(%s)) "
            "* cos(radians(p.lat)) * cos(radians(p.lon - %s))))) * 69.0934 <= %s"
        )
        params += [lat, lat, lon, criteria.radius]
    sql = (
        f"SELECT p.id, p.facility_id, l.group_key FROM jobs_posting p JOIN {TABLE} l ON l.posting_id = p.id "
        f"WHERE {' AND '.join(where)} ORDER BY l.posted_on DESC, p.published_at DESC, p.id DESC"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # No index over the words: every vector is read.
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(sql, params)
        return cursor.fetchall()


def _plain_facet(pks, facet):
    sql = (
        "SELECT state_id, count(*) FROM jobs_posting WHERE id = ANY(%s) AND state_id IS NOT NULL GROUP BY 1"
        if facet == "state"
        else "SELECT t.slug, count(*) FROM jobs_posting_terms pt JOIN jobs_term t ON t.id = pt.term_id "
        "WHERE pt.posting_id = ANY(%s) AND t.kind = %s GROUP BY 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [pks] if facet == "state" else [pks, facet])
        return dict(cursor.fetchall())
