"""Walking a search by cursor: every posting once, in the search's own order, however far.

A page of the site folds repeated postings and spreads facilities; a reader of the API gets each posting by
itself. A cursor holds the place of the last posting in the order, not a number of pages, so what is published
or closed meanwhile neither repeats nor skips another. It is signed: nothing in it comes from a stranger.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core import signing
from django.utils import timezone

from api.refusals import Refused
from jobs.search import asking, picking, query
from jobs.search.criteria import DISTANCE, NEWEST, PAY, RELEVANCE
from jobs.search.results import MOST_PAGES, facets, read_and_count

SALT = "api.cursor"
AFTER, BEFORE = "a", "b"
# The orders of jobs.search.query as keys that all descend, so that a place in them compares as one row.
TIMELY = [("l.posted_on", "date"), ("l.published_at", "timestamptz"), ("l.posting_id", "bigint")]
KEYS = {
    NEWEST: TIMELY,
    RELEVANCE: TIMELY,  # without words there is nothing to rank
    PAY: [("coalesce(l.pay_year, -1)", "bigint"), ("l.posting_id", "bigint")],
    DISTANCE: [("-{miles}", "float8"), ("l.posted_on", "date"), ("l.posting_id", "bigint")],
}


@dataclass(frozen=True)
class Cursor:
    """A place in one search: the key of the posting next to it, and what the first page found out."""

    search: str
    way: str
    key: list
    at: datetime
    total: int
    is_any: bool

    def text(self):
        return signing.dumps(
            [self.search, self.way, self.key, self.at.isoformat(), self.total, self.is_any], salt=SALT
        )


@dataclass(frozen=True)
class Found:
    """One posting of a page with its key in the order."""

    pk: int
    key: list
    miles: float | None


@dataclass
class Listing:
    asked: object
    total: int
    found: list[Found]
    facets: dict | None
    next: str | None
    previous: str | None


def fingerprint(criteria):
    return sha256(criteria.querystring().encode()).hexdigest()[:16]


def read_cursor(text, criteria):
    """The cursor of this text; a Refused that names the field where it is none of ours or of another search."""
    try:
        search, way, key, at, total, is_any = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise _bad("This is not a cursor we gave. Follow the links of an answer as they are.") from None
    if search != fingerprint(criteria):
        raise _bad("This cursor belongs to another search. Start again without it.")
    return Cursor(search, way, key, datetime.fromisoformat(at), total, is_any)


def _bad(sentence):
    return Refused(400, "This search has values we do not understand.", errors={"cursor": [sentence]})


def walk(criteria, *, limit, cursor=None, with_facets=False, practice=None, at=None):
    """One page of a search: from its beginning, from a cursor, or from `criteria.page` on."""
    at = at or timezone.now()
    counted = None
    if cursor is None or with_facets:
        asked, mask, counted = read_and_count(
            criteria, at=at, practice=practice, with_facets=with_facets, with_best=True
        )
        if cursor is None:
            cursor = Cursor(fingerprint(criteria), AFTER, [], at, counted.total, asked.is_any)
    if counted is None:
        asked = asking.asked(criteria)
        asked = (asked.or_any() or asked) if cursor.is_any else asked
        mask = asked.lexicon.book.mask("state", practice or ())
    skipped = (criteria.page - 1) * limit
    if skipped:
        _check_page(criteria.page, limit, cursor.total)
    # Scores depend on the time, so ranked pages are all read as of the first; closed postings drop out later.
    if picking.is_ranked(asked):
        found = _ranked(asked, cursor, counted, mask, limit + 1, skipped)
    else:
        found = _sorted(asked, cursor, at, mask, limit + 1, skipped)
    more = len(found) > limit
    found = found[:limit]
    if cursor.way == BEFORE:
        found.reverse()
    has_next = more if cursor.way == AFTER else True
    has_previous = bool(cursor.key or skipped) if cursor.way == AFTER else more
    return Listing(
        asked=asked,
        total=cursor.total,
        found=found,
        facets=facets(asked, counted.facets) if with_facets else None,
        next=_link(cursor, AFTER, found[-1:]) if has_next else None,
        previous=_link(cursor, BEFORE, found[:1]) if has_previous else None,
    )


def _check_page(page, limit, total):
    last = min(max(-(-total // limit), 1), MOST_PAGES)
    if page > last:
        raise Refused(
            404,
            "There is no such page.",
            detail=f"The last page is {last}. Cursors go as far as there are postings.",
        )


def _link(cursor, way, neighbor):
    if not neighbor:
        return None
    key = neighbor[0].key
    return Cursor(cursor.search, way, key, cursor.at, cursor.total, cursor.is_any).text()


def _ranked(asked, cursor, counted, mask, number, skipped):
    """Ranked postings are at most a thousand; they are ranked again as the first page's time saw them."""
    best = picking.candidates(asked, cursor.at, mask, counted)
    rows = [Found(c.pk, [c.score, c.pk], c.miles) for c in best]
    if cursor.way == BEFORE:
        return [row for row in reversed(rows) if row.key > cursor.key][:number]
    if cursor.key:
        rows = [row for row in rows if row.key < cursor.key]
    return rows[skipped : skipped + number]


def _sorted(asked, cursor, at, mask, number, skipped):
    where, params = query.conditions(asked, at, practice=mask)
    has_place = bool(asked.criteria.near_point)
    place = query.point(asked.criteria) if has_place else []
    miles = query.miles() if has_place else "NULL::float8"
    keys = [(sql.format(miles=f"({miles})"), kind) for sql, kind in KEYS[asked.criteria.order]]
    by_place = asked.criteria.order == DISTANCE
    if cursor.key:
        row, values = ", ".join(sql for sql, _ in keys), ", ".join(f"%s::{kind}" for _, kind in keys)
        where += f" AND ({row}) {'>' if cursor.way == BEFORE else '<'} ({values})"
        params = [*params, *(place if by_place else []), *cursor.key]
    order = ", ".join(
        f"{index} {'ASC' if cursor.way == BEFORE else 'DESC'}" for index in range(2, 2 + len(keys))
    )
    sql = (
        f"SELECT {miles}, {', '.join(key for key, _ in keys)} FROM {query.TABLE} l WHERE {where} "  # noqa: S608
        f"ORDER BY {order} LIMIT {number} OFFSET {skipped}"
    )
    rows = query.run(sql, [*place, *(place if by_place else []), *params])
    return [Found(key[-1], [_plain(value) for value in key], distance) for distance, *key in rows]


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
