"""Postings like one: its role, its setting, its therapies, near it."""

from typing import NamedTuple

from django.utils import timezone

from jobs.search import asking, packing, query, ranking
from jobs.search.criteria import Criteria
from jobs.search.results import arrange, make_cards
from jobs.vocabulary import book as vocabulary

# The best of the newest and of those around are shown: to look at all of them took 70 ms at 100,000 postings.
LOOKED_AT = 2000
AROUND_MILES = 75
# Near copies of one posting, and a posting that is both new and near, stand in one place.
BEST = 120


class Similar(NamedTuple):
    pk: int
    facility_id: int
    group_key: int
    score: float
    miles: float | None = None
    parts: tuple = ()


def similar(posting, *, at=None, number=4):
    """Cards of live postings like this one, fetched `with_page()`; not its own copies for other places."""
    at = at or timezone.now()
    book = vocabulary.current()
    role = book.get("role", posting.role.slug) if posting.role_id else None
    role = role.bit + 1 if role and role.bit is not None else 0
    settings, therapies = (
        book.mask(kind, [term.slug for term in posting.terms_of(kind)]) for kind in ("setting", "therapy")
    )
    has_place = posting.lat is not None and posting.lon is not None
    around = asking.cells(posting.lat, posting.lon, AROUND_MILES) if has_place else ""
    lat, lon = (posting.lat, posting.lon) if has_place else (None, None)
    sql = f"""
        WITH pool AS (
            (SELECT * FROM {query.TABLE} ORDER BY posted_on DESC, published_at DESC, posting_id DESC LIMIT {LOOKED_AT})
            UNION ALL (SELECT * FROM {query.TABLE} WHERE tsv @@ %s::tsquery LIMIT {LOOKED_AT})
        ), likeness AS (
            SELECT posting_id, facility_id, group_key, posted_on,
                (%s > 0 AND (packed >> {packing.ROLE_AT}) & 255 = %s)::int AS role,
                (settings & %s <> 0)::int AS setting,
                bit_count((therapies & %s)::bit(64)) AS therapies,
                coalesce(greatest(0, 1 - (abs(lat - %s::real) + abs(lon - %s::real)) / 3), 0) AS near
            FROM pool WHERE expires_at > %s AND posting_id <> %s
            AND group_key IS DISTINCT FROM (SELECT group_key FROM {query.TABLE} WHERE posting_id = %s)
        )
        SELECT posting_id, facility_id, group_key, (role * {ranking.SIMILAR_ROLE} + setting * {ranking.SIMILAR_SETTING}
            + least(therapies, 4) * {ranking.SIMILAR_THERAPY} + near * {ranking.SIMILAR_PLACE})::float8 AS score
        FROM likeness WHERE role + setting + therapies > 0
        ORDER BY score DESC, posted_on DESC, posting_id DESC LIMIT {BEST}
    """
    params = [around, role, role, settings, therapies, lat, lon, at, posting.pk, posting.pk]
    found = {row[0]: Similar(*row) for row in query.run(sql, params)}
    pages = arrange(list(found.values()), number)
    return make_cards(pages[0], asking.asked(Criteria()), at) if pages else []
