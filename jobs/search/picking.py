"""The postings that may be shown, best first."""

from typing import NamedTuple

from jobs.models import LiveChange, LiveDocument, SlabBook
from jobs.search import asking, counting, packing, ranking, scoring, slabs, tsquery
from jobs.search.bitmaps import CHANGED_ROWS
from jobs.search.criteria import DISTANCE, NEWEST, PAY, RELEVANCE
from jobs.search.query import TABLE, WALKING, conditions, miles, point, run

DOCUMENTS, CHANGES, BOOK = LiveDocument._meta.db_table, LiveChange._meta.db_table, SlabBook._meta.db_table
# From this share of the board on, walking along an order's index meets a page sooner than sorting all matches.
WALK = 0.03


class Candidate(NamedTuple):
    """A posting that may be shown, with what ranking found; places in a page come from these alone."""

    pk: int
    facility_id: int
    group_key: int
    miles: float | None
    score: float
    parts: tuple = ()


def is_ranked(asked):
    """Whether relevance decides the order: there are words or wishes to be relevant to."""
    return asked.criteria.order == RELEVANCE and bool(asked.nodes or asked.understood.wishes)


def candidates(asked, at, practice=None, counted=None):
    """The postings that may be shown, best first, at most ranking.MOST_RANKED of them.

    `counted` is what counting.counts said of the same search, where that is known: it saves work.
    """
    if not is_ranked(asked):
        return _sorted(asked, at, practice, counted)
    best = counted.best if counted else counting.best(asked, at, practice, first_parts(asked))
    if best and (found := _ranked(asked, _from_slabs(asked, at, practice, best))):
        return found
    # Where slabs were asked, they have been written anew since: their numbers are other postings' now.
    return _ranked(asked, _from_index(asked, at, practice))


# --- In a plain order ------------------------------------------------------------------------------


ORDERS = {
    NEWEST: "posted_on DESC, published_at DESC, posting_id DESC",
    RELEVANCE: "posted_on DESC, published_at DESC, posting_id DESC",
    PAY: "pay_year DESC NULLS LAST, posting_id DESC",
    DISTANCE: "miles, posted_on DESC, posting_id DESC",
}


def _sorted(asked, at, practice, counted):
    """The first thousand of an order: walked along its index where that meets them soon, else all sorted."""
    criteria = asked.criteria
    distance = miles() if criteria.near_point else "NULL::float8"
    before = point(criteria) if criteria.near_point else []
    many = counted and counted.total >= WALK * max(asked.lexicon.total, 1)
    masks = _by_masks(asked) if many and criteria.order != DISTANCE else None
    where, params = conditions(asked, at, tsquery="" if masks else None, practice=practice)
    if masks:
        where, params = " AND ".join([where, *masks[0]]), [*params, *masks[1]]
    rows = f"SELECT l.*, {distance} AS miles FROM {TABLE} l WHERE {where}"
    if not masks:
        rows += " OFFSET 0"  # planned by itself: or it would walk all the same, reading a vector at each step
    sql = (
        f"SELECT posting_id, facility_id, group_key, miles, 0.0 FROM ({rows}) l "
        f"ORDER BY {ORDERS[criteria.order]} LIMIT {ranking.MOST_RANKED}"
    )
    found = run(sql, [*before, *params], planner=WALKING if masks else "")
    return [Candidate(*row) for row in found]


def _by_masks(asked):
    """The search's filters as (conditions, parameters) over the narrow row; None where it needs the vector.

    Whoever walks along an index must not read a vector out of line for each row.
    """
    tests, params = [], []
    for lexeme in _flags_alone(asked.base):
        if lexeme is None:
            return None
        tests.append("l.packed & %s <> 0")
        params.append(1 << packing.FLAGS.index(lexeme.partition("=")[2]))
    for name in asked.own:
        test, value = counting.fails(asked, name)
        tests.append(f"NOT ({test})")
        params.append(value)
    return tests, params


def _flags_alone(base):
    """The flags that a tsquery asks for; one None where it asks for anything else."""
    tree = tsquery.parse(base) if base else ("all", [])
    parts = tree[1] if tree[0] == "all" else [tree]
    return [
        inner if name == "lexeme" and slabs.kind_of(inner) == slabs.FLAG else None for name, inner in parts
    ]


# --- By relevance ----------------------------------------------------------------------------------


def first_parts(asked):
    """(name, tree, weight) of the first ranking, as far as bits tell it, for counting.counts; [] where they do not."""
    if not is_ranked(asked) or asked.criteria.near_point:
        return []
    titles = [(title, tsquery.parse(title), ranking.TITLE * share) for title, share in _titles(asked)]
    return [*titles, *_wish_parts(asked), (slabs.TRADE, ("lexeme", slabs.TRADE), ranking.TRADE)]


def _titles(asked):
    """(tsquery of the titles that hold it, its share of the words' rarity) for each of the words."""
    nodes = asked.nodes[: asking.MOST_NODES]
    weights = [asking.rarity(node, asked.lexicon) for node in nodes]
    whole = sum(weights) or 1
    found = []
    for node, weight in zip(nodes, weights, strict=True):
        words = [lexeme for lexeme in node.names if "=" not in lexeme]
        query = asking.any_of(f"t:{lexeme}" for lexeme in words)
        if not words and node.phrases:
            query = asking.all_of(tsquery.quote(f"t:{lexeme}") for lexeme in node.phrases[0])
        if query:
            found.append((query, weight / whole))
    return found


def _titles_sql(asked, vector):
    """(SQL, parameters) of how much of the words' rarity stands in the title, from a vector."""
    found = _titles(asked)
    cases = [f"CASE WHEN {vector} @@ %s::tsquery THEN {share:.6f} ELSE 0 END" for _, share in found]
    return f"({' + '.join(cases) or '0'})::float8", [title for title, _ in found]


def _wish_parts(asked):
    wishes = [wish for wish in asked.understood.wishes if wish.kind in {slabs.FLAG, *packing.PACKED}]
    for wish in wishes:
        weight = ranking.WISH / len(wishes)
        said = ("lexeme", f"{wish.kind}={wish.slug}")
        yield wish.words, said, weight if wish.wanted else -weight
        others = [
            ("lexeme", f"{wish.kind}={entry.slug}")
            for entry in (asked.lexicon.book.of(wish.kind) if wish.kind != slabs.FLAG else ())
            if entry.slug != wish.slug
        ]
        if others:
            without = ("all", [("not", said), ("any", others)])
            yield f"other than {wish.words}", without, -weight if wish.wanted else weight * ranking.NOT_AMONG


def _narrow(asked, at):
    """(SQL, parameters) of what the first step reads of a row."""
    criteria = asked.criteria
    wish, wish_params = scoring.wishes_sql(asked)
    fresh, fresh_params = scoring.fresh_sql(at)
    sql = (
        f"l.posting_id, l.facility_id, l.group_key, {miles() if criteria.near_point else 'NULL::float8'} AS miles, "
        f"l.quality, {wish} AS wish, {fresh} AS fresh, {scoring.trade_sql()} AS trade"
    )
    return sql, [*(point(criteria) if criteria.near_point else []), *wish_params, *fresh_params]


def _from_index(asked, at, practice):
    """CTEs ending in "m": all matches, with how much of the words' rarity stands in the title."""
    narrow, params = _narrow(asked, at)
    where, where_params = conditions(asked, at, practice=practice)
    selects, title_params = [], []
    for title, share in _titles(asked):
        selects.append(f"SELECT posting_id, %s::float8 AS w FROM {TABLE} WHERE tsv @@ %s::tsquery")
        title_params += [share, asking.all_of([title, asked.tsquery])]
    hits = f"SELECT posting_id, sum(w) AS hits FROM ({' UNION ALL '.join(selects)}) h GROUP BY 1"
    if not selects:
        hits = "SELECT NULL::bigint AS posting_id, 0.0::float8 AS hits WHERE false"
    sql = f"""n AS NOT MATERIALIZED (
            SELECT {narrow} FROM {TABLE} l WHERE {where} OFFSET 0  -- planned by itself, but not stored first
        ), t AS ({hits}), m AS NOT MATERIALIZED (
            SELECT n.*, coalesce(t.hits, 0) AS hits FROM n LEFT JOIN t USING (posting_id)
        )"""
    return sql, [*params, *where_params, *title_params]


def _from_slabs(asked, at, practice, best):
    """CTEs ending in "m": the best of the first ranking, and what the slabs do not know yet."""
    narrow, params = _narrow(asked, at)
    where, where_params = conditions(asked, at, practice=practice)
    titles, title_params = _titles_sql(asked, "l.tsv")
    sql = f"""changed AS MATERIALIZED (SELECT DISTINCT posting_id FROM {CHANGES}), m AS NOT MATERIALIZED (
            SELECT {narrow}, u.hits FROM unnest(%s::int[], %s::float8[]) u (doc, hits) CROSS JOIN LATERAL (
                SELECT * FROM {DOCUMENTS} WHERE doc = u.doc OFFSET 0  -- by its key, not all of them
            ) l WHERE posting_id NOT IN (SELECT posting_id FROM changed) AND (SELECT max(id) FROM {BOOK}) = %s
            UNION ALL
            SELECT {narrow}, {titles} AS hits FROM {CHANGED_ROWS} WHERE {where}
        )"""
    shares = dict(_titles(asked))
    hits_of = {parts: sum(shares.get(name, 0) for name in parts) for parts in set(best.parts)}
    hits = [hits_of[parts] for parts in best.parts]
    return sql, [*params, array(best.docs), array(hits), best.epoch, *params, *title_params, *where_params]


def array(numbers):
    """A long array as one literal: read as a list of expressions, a thousand numbers take 5 ms."""
    return "{%s}" % ",".join(map(str, numbers))  # noqa: UP031


def _ranked(asked, source):
    """Two steps: all of m by what the narrow row and the index tell, the first of them by their vectors."""
    matches, params = source
    parts, part_params = scoring.parts_sql(asked)
    # Again, of the vector: the slabs tell the heaviest parts alone.
    titles, title_params = _titles_sql(asked, "v")
    first = scoring.first_step_sql()
    parts_of_score = f"wish, fresh, quality, {scoring.part_names(asked)}"
    unread = ", ".join("NULL" for _ in parts_of_score.split(", "))
    sql = f"""
        WITH {matches}, c AS MATERIALIZED (
            SELECT *, row_number() OVER (ORDER BY first DESC, posting_id DESC) AS place FROM (
                SELECT m.*, {first} AS first FROM m ORDER BY first DESC, posting_id DESC LIMIT {ranking.MOST_RANKED}
            ) f
        ), r AS MATERIALIZED (
            SELECT c.*, {parts}, {titles} AS title FROM c CROSS JOIN LATERAL (
                -- Read once, not once for each word of the search.
                SELECT tsv || ''::tsvector AS v FROM {TABLE} WHERE posting_id = c.posting_id OFFSET 0
            ) l WHERE place <= {ranking.MOST_READ}
        ), s AS (SELECT r.*, {scoring.final_sql(asked)} AS score FROM r)
        SELECT posting_id, facility_id, group_key, miles, score, {parts_of_score} FROM s UNION ALL
        SELECT posting_id, facility_id, group_key, miles, first - {ranking.UNREAD}, {unread}
        FROM c WHERE place > {ranking.MOST_READ}
        ORDER BY score DESC, posting_id DESC
    """
    return [
        Candidate(*row[:5], parts=tuple(row[5:])) for row in run(sql, [*params, *part_params, *title_params])
    ]
