"""The SQL of a search. Three statements a page: counts, candidates in order, cards.

Values go in as parameters; what is formatted into the text are names and numbers of ours.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.db import connections

from jobs.models import LivePosting
from jobs.search import asking, packing, ranking, scoring
from jobs.search.criteria import DISTANCE, NEWEST, PAY, RELEVANCE

TABLE = LivePosting._meta.db_table
EARTH_MILES = 3958.8
# The planner does not count reading vectors that lie out of line, and would rather read them all than
# use the index: 274 ms against 9 at 100,000 postings. SET LOCAL ends with the statement's own transaction.
PLANNER = "SET LOCAL enable_seqscan = off; "


@dataclass(frozen=True)
class Candidate:
    """A posting that may be shown, with what ranking found; places in a page come from these alone."""

    pk: int
    facility_id: int
    group_key: int
    miles: float | None
    score: float
    parts: tuple = ()


def run(sql, params):
    with connections[settings.READ_DATABASE].cursor() as cursor:
        cursor.execute(PLANNER + sql, params)
        return cursor.fetchall()


# --- Which rows ------------------------------------------------------------------------------------


def conditions(asked, at, *, tsquery=None, practice=None, alias="l"):
    """(SQL, parameters) of the WHERE clause. `practice` is the mask of states where the asker may practice."""
    criteria = asked.criteria
    sql, params = [f"{alias}.expires_at > %s"], [at]
    tsquery = asked.tsquery if tsquery is None else tsquery
    if tsquery:
        sql.insert(0, f"{alias}.tsv @@ %s::tsquery")
        params.insert(0, tsquery)
    if criteria.pay_year_min is not None:
        sql.append(f"{alias}.pay_year >= %s")
        params.append(criteria.pay_year_min)
    if criteria.experience_max is not None:
        sql.append(f"({alias}.experience_months IS NULL OR {alias}.experience_months <= %s)")
        params.append(criteria.experience_max)
    if criteria.posted is not None:
        sql.append(f"{alias}.posted_on > %s::date - %s")
        params += [at, criteria.posted]
    if criteria.near_point and not asked.is_elsewhere:
        sql.append(f"{miles(alias)} <= %s")
        params += [*point(criteria), criteria.radius]
    if criteria.mine:
        sql.append(f"{alias}.states & %s <> 0")
        params.append(practice or 0)
    return " AND ".join(sql), params


def miles(alias="l"):
    """SQL of the great-circle distance to a point; its parameters are `point(criteria)`."""
    return (
        f"2 * {EARTH_MILES} * asin(least(1, sqrt(power(sin(radians({alias}.lat - %s) / 2), 2) + cos(radians(%s)) "
        f"* cos(radians({alias}.lat)) * power(sin(radians({alias}.lon - %s) / 2), 2))))"
    )


def point(criteria):
    lat, lon = criteria.near_point
    return [lat, lat, lon]


# --- Counts ----------------------------------------------------------------------------------------


def total(asked, at, practice=None):
    where, params = conditions(asked, at, practice=practice)
    return run(f"SELECT count(*) FROM {TABLE} l WHERE {where}", params)[0][0]  # noqa: S608


def counts(asked, at, practice=None):
    """The total and, for each facet, how many postings each bit has with the facet's own filter left out.

    One pass: rows that fail at most one of the facets' filters are grouped by which one they fail.
    Returns (total, {facet: {bit: number}}); the facet "flag" has flags' names for bits.
    """
    active = list(asked.own)
    book = asked.lexicon.book
    failed, failed_params = _failed(asked, active, book)
    where, params = conditions(asked, at, tsquery=_all_but_one(asked), practice=practice)
    columns = ["packed", *packing.MASKS.values()]
    sets = ", ".join(f"(failed, {', '.join(together)})" for together in TOGETHER)
    sql = (
        f"SELECT grouping({', '.join(columns)}), failed, {', '.join(columns)}, count(*) FROM ("  # noqa: S608
        f"SELECT {failed} AS failed, {', '.join(columns)} FROM {TABLE} l WHERE {where}) m "
        f"GROUP BY GROUPING SETS ({sets})"
    )
    return _roll_up(run(sql, [*failed_params, *params]), active, columns)


def _all_but_one(asked):
    own = asked.own
    if len(own) < 2:
        return asked.base
    ways = [asking.all_of(query for name, query in own.items() if name != left) for left in own]
    return asking.all_of([asked.base, "(" + " | ".join(f"({way})" for way in ways) + ")"])


def _failed(asked, active, book):
    sql, params = [], []
    for number, name in enumerate(active):
        slugs = getattr(asked.criteria, name)
        if name in packing.MASKS:
            test = f"l.{packing.MASKS[name]} & %s = 0"
            params.append(book.mask(name, slugs))
        elif name == packing.ROLE:
            test = f"(l.packed >> {packing.ROLE_AT}) & 255 <> ALL(%s)"
            params.append(
                [book.get(name, slug).bit + 1 for slug in slugs if book.get(name, slug).bit is not None]
            )
        else:
            test = "l.packed & %s = 0"
            params.append(book.mask(name, slugs) << packing.PACKED[name][0])
        sql.append(f"CASE WHEN {test} THEN {1 << number} ELSE 0 END")
    return " + ".join(sql) or "0", params


# Columns with few values are grouped together and told apart here: each set costs a pass over all matches.
TOGETHER = [
    ("packed",),
    ("states",),
    ("settings", "systems", "populations"),
    ("therapies",),
    ("devices",),
    ("credentials",),
]


def _roll_up(rows, active, columns):
    total, found = 0, {}
    own_bit = {name: 1 << number for number, name in enumerate(active)}
    facet_of = {column: name for name, column in packing.MASKS.items()}
    # grouping() has a zero where the column is grouped by; the first column is the highest bit.
    bit = {column: 1 << place for place, column in enumerate(reversed(columns))}
    sets = {sum(bit.values()) - sum(bit[column] for column in together): together for together in TOGETHER}
    for grouping, failed, *values, number in rows:
        by_column = dict(zip(columns, values, strict=True))
        for column in sets[grouping]:
            if column != "packed":
                _add(found, facet_of[column], by_column[column], failed, own_bit, number)
                continue
            _add_packed(found, by_column[column], failed, own_bit, number)
            total += 0 if failed else number
    return total, found


def _add(found, name, mask, failed, own_bit, number):
    if failed & ~own_bit.get(name, 0):
        return
    counted = found.setdefault(name, {})
    for bit in packing.bits_of(mask):
        counted[bit] = counted.get(bit, 0) + number


def _add_packed(found, packed, failed, own_bit, number):
    for kind in packing.PACKED:
        _add(found, kind, packing.unpack_mask(packed, kind), failed, own_bit, number)
    role = packed >> packing.ROLE_AT & 255
    if role:
        _add(found, packing.ROLE, 1 << (role - 1), failed, own_bit, number)
    if not failed:
        counted = found.setdefault("flag", {})
        for bit, flag in enumerate(packing.FLAGS):
            if packed >> bit & 1:
                counted[flag] = counted.get(flag, 0) + number


# --- Candidates ------------------------------------------------------------------------------------


def candidates(asked, at, practice=None):
    """The postings that may be shown, best first, at most ranking.MOST_RANKED of them."""
    if asked.criteria.order == RELEVANCE and (asked.nodes or asked.understood.wishes):
        return _ranked(asked, at, practice)
    return _sorted(asked, at, practice)


def _sorted(asked, at, practice):
    criteria = asked.criteria
    where, params = conditions(asked, at, practice=practice)
    distance = f"{miles()} AS miles" if criteria.near_point else "NULL AS miles"
    before = point(criteria) if criteria.near_point else []
    order = {
        NEWEST: "posted_on DESC, published_at DESC, posting_id DESC",
        RELEVANCE: "posted_on DESC, published_at DESC, posting_id DESC",
        PAY: "pay_year DESC NULLS LAST, posting_id DESC",
        DISTANCE: "miles, posted_on DESC, posting_id DESC",
    }[criteria.order]
    sql = (
        f"SELECT posting_id, facility_id, group_key, {distance}, 0.0 FROM {TABLE} l WHERE {where} "  # noqa: S608
        f"ORDER BY {order} LIMIT {ranking.MOST_RANKED}"
    )
    return [Candidate(*row) for row in run(sql, before + params)]


def _ranked(asked, at, practice):
    """Rank in two steps: all matches by what the narrow row and the index tell, the best of them by their vectors."""
    criteria = asked.criteria
    where, params = conditions(asked, at, practice=practice)
    wish, wish_params = scoring.wishes_sql(asked)
    title, title_params = _title_hits(asked)
    distance = f"{miles()}" if criteria.near_point else "NULL::float8"
    before = point(criteria) if criteria.near_point else []
    parts, part_params = scoring.parts_sql(asked)
    fresh, fresh_params = scoring.fresh_sql(at)
    first = scoring.first_step_sql()
    final = scoring.final_sql(asked)
    sql = f"""
        WITH m AS NOT MATERIALIZED (
            SELECT posting_id, facility_id, group_key, {distance} AS miles, quality,
                   {wish} AS wish, {fresh} AS fresh, {scoring.trade_sql()} AS trade
            FROM {TABLE} l WHERE {where} OFFSET 0  -- planned by itself, but not stored first
        ), t AS ({title}), c AS MATERIALIZED (
            SELECT m.*, coalesce(t.hits, 0) AS hits FROM m LEFT JOIN t USING (posting_id)
            ORDER BY {first} DESC, posting_id DESC LIMIT {ranking.MOST_RANKED}
        ), r AS MATERIALIZED (
            SELECT c.*, {parts} FROM c CROSS JOIN LATERAL (
                -- Read once, not once for each word of the search.
                SELECT tsv || ''::tsvector AS v FROM {TABLE} WHERE posting_id = c.posting_id OFFSET 0
            ) l
        ), s AS (SELECT r.*, {final} AS score FROM r)
        SELECT posting_id, facility_id, group_key, miles, score, wish, fresh, quality, {scoring.part_names(asked)}
        FROM s ORDER BY score DESC, posting_id DESC
    """  # noqa: S608
    rows = run(sql, [*before, *wish_params, *fresh_params, *params, *title_params, *part_params])
    return [Candidate(*row[:5], parts=tuple(row[5:])) for row in rows]


def _title_hits(asked):
    """SQL of (posting_id, share of the words' rarity that stands in the title), from the index alone."""
    nodes = asked.nodes[: asking.MOST_NODES]
    if not nodes:
        return "SELECT NULL::bigint AS posting_id, 0.0 AS hits WHERE false", []
    weights = [asking.rarity(node, asked.lexicon) for node in nodes]
    whole = sum(weights) or 1
    selects, params = [], []
    for node, weight in zip(nodes, weights, strict=True):
        query = asking.any_of(f"t:{lexeme}" for lexeme in node.names if "=" not in lexeme)
        if not query:
            query = asking.all_of(
                asking.quote(f"t:{lexeme}") for phrase in node.phrases[:1] for lexeme in phrase
            )
        selects.append(f"SELECT posting_id, %s::float8 AS w FROM {TABLE} WHERE tsv @@ %s::tsquery")  # noqa: S608
        params += [weight / whole, asking.all_of([query, asked.tsquery])]
    return f"SELECT posting_id, sum(w) AS hits FROM ({' UNION ALL '.join(selects)}) h GROUP BY 1", params  # noqa: S608


# --- Cards -----------------------------------------------------------------------------------------


def cards(pks):
    """{pk: (card, posted_on, published_at, expires_at)} of these rows; the card is a dict."""
    pks = list(pks)
    if not pks:
        return {}
    sql = f"SELECT posting_id, card, posted_on, published_at, expires_at FROM {TABLE} WHERE posting_id = ANY(%s)"  # noqa: S608
    return {pk: (json.loads(card), *rest) for pk, card, *rest in run(sql, [pks])}
