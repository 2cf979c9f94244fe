"""A search over bit slabs: total, facets and the best documents in one statement.

`plan` says whether a search can be answered so and is worth it; `ask` runs it. Words too rare for a slab are
read from the index and turned into bits on the way. Postings that changed since the slabs were written are
taken out of the bits, and their rows come along to be counted one by one.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product

from jobs.models import LiveChange, LiveDocument, LivePosting, LiveSlab, SlabBook
from jobs.models.slabs import CHUNK
from jobs.search import slabs, tsquery

LIVE, SLABS = LivePosting._meta.db_table, LiveSlab._meta.db_table
DOCUMENTS, CHANGES, BOOK = LiveDocument._meta.db_table, LiveChange._meta.db_table, SlabBook._meta.db_table

# Read by their keys: the planner would rather look up the words, of which there may be many more.
CHANGED_ROWS = (
    f"changed CROSS JOIN LATERAL (SELECT * FROM {LIVE} WHERE posting_id = changed.posting_id OFFSET 0) l"
)
# Parts of the first ranking that are told apart by bits: 2 to this power sets, each a few operations a chunk.
MOST_PARTS = 5
# Rare words that are read from the index for one search; more of them and the index answers as quickly.
MOST_RARE = 6


class NotInSlabs(Exception):
    """The slabs cannot answer this: a phrase needs places in the text, a rare word is quicker from the index."""


@dataclass
class Leaves:
    """What the expressions of one statement read: lexemes with slabs, and rare parts as conditions of rows."""

    book: object
    lexemes: dict[str, str] = field(default_factory=dict)
    rare: dict[tuple, str] = field(default_factory=dict)

    def lexeme(self, word):
        return self.lexemes.setdefault(word, f"l{len(self.lexemes)}")

    def rare_part(self, tree):
        condition = tree[1] if tree[0] == "rows" else ("tsv @@ %s::tsquery", (tsquery.write(tree),))
        if condition not in self.rare and len(self.rare) == MOST_RARE:
            raise NotInSlabs
        return self.rare.setdefault(condition, f"r{len(self.rare)}")

    def is_rare(self, tree):
        """Whether so few documents hold it that the index gives them at once."""
        name, inner = tree
        if name == "rows":
            return True
        if name == "lexeme":
            return not self.book.holds(inner)
        if name == "all":
            return any(self.is_rare(one) for one in inner if one[0] != "not")
        return name == "any" and all(self.is_rare(one) for one in inner)

    def sql(self, tree):
        """SQL of the bits of a tree."""
        name, inner = tree
        if name == "phrase":
            raise NotInSlabs
        if self.is_rare(tree):
            return self.rare_part(tree)
        if name == "lexeme":
            return self.lexeme(inner)
        if name == "not":
            return f"~{self.sql(inner)}"
        rare = [one for one in inner if self.is_rare(one) and one[0] != "rows"]
        parts = [self.sql(one) for one in inner if one not in rare]
        parts += [self.rare_part(("any", rare) if len(rare) > 1 else rare[0])] if rare else []
        return "(" + (" & " if name == "all" else " | ").join(parts) + ")"

    def at_most(self, tree):
        """A bound of how many documents a tree finds."""
        name, inner = tree
        if name == "lexeme":
            return self.book.documents.get(inner, 0)
        if name == "any":
            return sum(self.at_most(one) for one in inner)
        if name == "all":
            return min(self.at_most(one) for one in inner)
        return 0 if name == "rows" else self.book.total


@dataclass(frozen=True)
class Plan:
    """The trees of a search: what all its documents have, and each facet's own filter."""

    book: object
    base: tuple | None
    own: dict[str, tuple]


@dataclass(frozen=True)
class Answer:
    total: int
    facets: dict[str, dict[str, int]]  # kind, lexeme
    changed: list[list]  # the columns asked for, of rows that the slabs do not know yet
    epoch: int
    docs: list[int]  # best first
    parts: list[tuple]  # of each document, the names of the parts that it has


def plan(base, own, book, more=()):
    """A Plan where the slabs can answer and it is worth it, else None.

    `base` and `own` are tsqueries, `more` are trees that all documents must have besides.
    """
    whole = [*([tsquery.parse(base)] if base else []), *more]
    base = ("all", whole) if len(whole) > 1 else whole[0] if whole else None
    found = Plan(book, base, {name: tsquery.parse(text) for name, text in own.items()})
    trees = [tree for tree in (found.base, *found.own.values()) if tree]
    leaves = Leaves(book)
    if any(leaves.is_rare(tree) for tree in trees):
        return None
    try:
        for tree in trees:
            leaves.sql(tree)
    except NotInSlabs:
        return None
    worth = slabs.BROAD * book.total
    # A facet counts without its own filter: one narrow filter still has all that the others leave counted.
    narrow = [tree for tree in found.own.values() if leaves.at_most(tree) < worth]
    is_broad = found.base is None or leaves.at_most(found.base) >= worth
    return found if is_broad and len(narrow) < 2 else None


def ask(run, found, *, at, where="", where_params=(), columns=(), parts=(), most=0, with_facets=True):
    """The Answer to a plan, None where the slabs were written anew since the book was read.

    `parts` are (name, tsquery tree, weight) of the ranking; with `most` above 0 that many of the documents with
    the greatest sum of weights come along, the newest first among equals. `where` is the condition of a
    changed row "l", `columns` are SQL over it.
    """
    leaves = Leaves(found.book)
    every = leaves.lexeme(slabs.EVERY)
    base = leaves.sql(found.base) if found.base else every
    own = {name: leaves.sql(tree) for name, tree in found.own.items()}
    told = _told(parts, leaves) if most else []
    params = []
    selects = [_gone(params, at), _slabs(leaves, params)]
    selects += [_rare(name, *condition, params) for condition, name in leaves.rare.items()]
    selects += [_matches(leaves, every, base, own, told), _without_one(own, told)]
    ends = [f"SELECT 'epoch', max(id)::text, (SELECT count(*) FROM changed), NULL FROM {BOOK}", _total()]
    if with_facets:
        ends.append(_facets(own))
    tiers = _tiers(told)
    if most:
        selects.append(_best(tiers))
        ends.append("SELECT 'best', tier || ' ' || chunk, 0, bits::text FROM best WHERE upto - number < %s")
    if columns:
        ends.append(
            f"SELECT 'row', NULL, 0, jsonb_build_array({', '.join(columns)})::text FROM {CHANGED_ROWS} WHERE {where}"
        )
    sql = f"WITH changed AS MATERIALIZED (SELECT DISTINCT posting_id FROM {CHANGES}), " + ", ".join(selects)
    tail = ([most] if most else []) + (list(where_params) if columns else [])
    rows = run(f"{sql} {' UNION ALL '.join(ends)}", [*params, *tail])
    names = [tuple(name for has, (name, *_) in zip(way, told, strict=True) if has) for way in tiers]
    return _read(rows, found.book, names, most)


def _told(parts, leaves):
    """(name, SQL of its bits, weight) of the heaviest parts; one that needs too many rare words is left out."""
    told = []
    for name, tree, weight in sorted(parts, key=lambda part: -abs(part[2]))[:MOST_PARTS]:
        with suppress(NotInSlabs):
            told.append((name, leaves.sql(tree), weight))
    return told


def _gone(params, at):
    params.append(at)
    docs = (
        f"SELECT doc FROM changed JOIN {DOCUMENTS} USING (posting_id) UNION "
        f"SELECT doc FROM {LIVE} JOIN {DOCUMENTS} USING (posting_id) WHERE expires_at <= %s"
    )
    return f"gone AS MATERIALIZED ({_bits_of(docs)})"


def _bits_of(docs):
    """SQL of (chunk, bits) from SQL of document numbers: zeros up to each, then a one."""
    return (
        f"SELECT chunk, rpad(string_agg(repeat('0', place - before - 1) || '1', '' ORDER BY place), {CHUNK}, '0')"
        f"::bit({CHUNK}) AS bits FROM (SELECT doc / {CHUNK} AS chunk, doc %% {CHUNK} AS place, "
        f"coalesce(lag(doc %% {CHUNK}) OVER (PARTITION BY doc / {CHUNK} ORDER BY doc), -1) AS before "
        f"FROM ({docs}) d) s GROUP BY chunk"
    )


def _slabs(leaves, params):
    columns = []
    for lexeme, name in leaves.lexemes.items():
        columns.append(f"bit_or(bits) FILTER (WHERE lexeme = %s) AS {name}")
        params.append(lexeme)
    params.append(list(leaves.lexemes))
    return f"k AS MATERIALIZED (SELECT chunk, {', '.join(columns)} FROM {SLABS} WHERE lexeme = ANY(%s) GROUP BY chunk)"


def _rare(name, condition, values, params):
    params += values
    # By their keys: for a thousand rows the planner would rather read the numbers of all documents.
    docs = (
        f"SELECT doc FROM (SELECT posting_id FROM {LIVE} WHERE {condition} OFFSET 0) few CROSS JOIN LATERAL "
        f"(SELECT doc FROM {DOCUMENTS} WHERE posting_id = few.posting_id OFFSET 0) n"
    )
    return f"{name}_of AS MATERIALIZED ({_bits_of(docs)})"


def _matches(leaves, every, base, own, told):
    """m: of each chunk what all documents have, and the bits of each filter and part of the ranking."""
    # A lexeme without a slab in a chunk is held by none there. A constant of zeros instead would be read anew
    # at each of its places in the statement: 0.1 ms of planning apiece.
    none = "(k.l0 # k.l0)"
    whole = [f"coalesce(k.{name}, {none}) AS {name}" for name in leaves.lexemes.values() if name != every]
    whole += [f"coalesce({name}_of.bits, {none}) AS {name}" for name in leaves.rare.values()]
    joins = " ".join(f"LEFT JOIN {name}_of USING (chunk)" for name in leaves.rare.values())
    source = (
        f"SELECT {', '.join(['chunk', f'k.{every} & ~coalesce(gone.bits, {none}) AS {every}', *whole])} "
        f"FROM k LEFT JOIN gone USING (chunk) {joins}"
    )
    columns = [f"{every} & {base} AS base"]
    columns += [f"{sql} AS o{number}" for number, sql in enumerate(own.values())]
    columns += [f"{sql} AS p{number}" for number, (_, sql, _) in enumerate(told)]
    return f"m AS MATERIALIZED (SELECT chunk, {', '.join(columns)} FROM ({source}) x)"


def _without_one(own, told):
    """w: all filters together, and all but one for each facet."""
    names = [f"o{number}" for number in range(len(own))]
    columns = [" & ".join(["base", *names]) + " AS whole"]
    for left in names:
        columns.append(
            " & ".join(["base", *(name for name in names if name != left)]) + f" AS without_{left}"
        )
    columns += [f"p{number}" for number in range(len(told))]
    return f"w AS MATERIALIZED (SELECT chunk, {', '.join(columns)} FROM m)"


def _total():
    return "SELECT 'total', NULL, coalesce(sum(bit_count(whole)), 0)::bigint, NULL FROM w"


def _facets(own):
    bits = "whole"
    if own:
        cases = " ".join(f"WHEN '{name}' THEN without_o{number}" for number, name in enumerate(own))
        bits = f"CASE f.kind {cases} ELSE whole END"
    return (
        f"SELECT f.kind, f.lexeme, sum(bit_count(f.bits & {bits}))::bigint, NULL FROM {SLABS} f "
        f"JOIN w USING (chunk) WHERE f.kind <> '' GROUP BY 1, 2"
    )


def _tiers(told):
    """Every way to have or lack the parts, the greatest sum of weights first."""
    ways = product((True, False), repeat=len(told))
    return sorted(ways, key=lambda way: -sum(part[2] for has, part in zip(way, told, strict=True) if has))


def _best(tiers):
    """best: the bits of each tier and chunk, with how many documents stand before and in it."""
    values = []
    for place, way in enumerate(tiers):
        tests = [("" if has else "~") + f"p{number}" for number, has in enumerate(way)]
        values.append(f"({place}, {' & '.join(['whole', *tests])})")
    return (
        "best AS (SELECT tier, chunk, bits, number, sum(number) OVER (ORDER BY tier, chunk DESC) AS upto FROM "
        "(SELECT tier, chunk, v.bits, bit_count(v.bits) AS number FROM w CROSS JOIN LATERAL "
        f"(VALUES {', '.join(values)}) v (tier, bits)) t WHERE number > 0)"
    )


def _read(rows, book, names, most):
    total, facets, changed, picked, epoch = 0, {}, [], [], None
    for what, key, number, text in rows:
        if what == "epoch":
            epoch = key
            if number > slabs.MOST_CHANGES:
                slabs.rest()
        elif what == "total":
            total = number
        elif what == "row":
            changed.append(text)
        elif what == "best":
            tier, chunk = map(int, key.split())
            picked.append((tier, -chunk, text))
        elif number:
            facets.setdefault(what, {})[key] = number
    if epoch != str(book.epoch):
        slabs.forget()
        return None
    docs, parts = [], []
    for tier, chunk, text in sorted(picked):
        first, place = -chunk * CHUNK, text.rfind("1")
        while place >= 0 and len(docs) < most:
            docs.append(first + place)
            parts.append(names[tier])
            place = text.rfind("1", 0, place)
    return Answer(total, facets, changed, book.epoch, docs, parts)
