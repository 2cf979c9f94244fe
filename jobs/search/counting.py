"""How many postings a search finds, in all and for each value of each facet.

Broad searches are counted from the bit slabs; narrow ones, phrases and circles on the map from the rows: the two
give the same numbers, and tests hold them to it.
"""

import json
from dataclasses import dataclass, field

from jobs.search import asking, bitmaps, numbers, packing, ranking, slabs
from jobs.search.query import TABLE, conditions, run


@dataclass(frozen=True)
class Counted:
    """The total and, for each facet, how many postings each bit has with the facet's own filter left out.

    The facet "flag" has flags' names for bits. `best` is what the slabs said of the first ranking, where they
    were asked for it.
    """

    total: int
    facets: dict = field(default_factory=dict)
    best: object = None


def total(asked, at, practice=None):
    """The number of postings alone."""
    return counts(asked, at, practice, with_facets=False).total


def counts(asked, at, practice=None, *, parts=(), with_facets=True):
    """The total and the facets. `parts` are those of picking.first_parts where the best postings are wanted too."""
    found = planned(asked, at, practice)
    if found and (counted := _from_slabs(found, asked, at, practice, parts=parts, with_facets=with_facets)):
        return counted
    if with_facets:
        return _from_rows(asked, at, practice)
    where, params = conditions(asked, at, practice=practice)
    return Counted(run(f"SELECT count(*) FROM {TABLE} l WHERE {where}", params)[0][0])


def best(asked, at, practice, parts):
    """What the slabs say of the best postings alone, None where they are not asked."""
    found = planned(asked, at, practice) if parts else None
    counted = found and _from_slabs(found, asked, at, practice, parts=parts, with_facets=False)
    return counted.best if counted else None


# --- From the slabs --------------------------------------------------------------------------------


def planned(asked, at, practice=None):
    """The plan for the slabs, None where the rows have to be read or are quicker."""
    criteria, book = asked.criteria, slabs.current()
    more = numbers.trees(criteria, at)
    if book is None or more is None or (criteria.near_point and not asked.is_elsewhere):
        return None
    if criteria.mine:
        known = [entry for entry in asked.lexicon.book.of("state") if entry.bit is not None]
        states = [entry for entry in known if (practice or 0) >> entry.bit & 1]
        more.append(("any", [("lexeme", f"state={entry.slug}") for entry in states]))
    return bitmaps.plan(asked.base, asked.own, book, more)


def _from_slabs(found, asked, at, practice, *, with_facets=True, parts=()):
    failed, where, params = _sticky(asked, at, practice)
    answer = bitmaps.ask(
        run,
        found,
        at=at,
        where=where,
        where_params=params,
        columns=[failed, "packed", *packing.MASKS.values()],
        parts=parts,
        most=ranking.MOST_RANKED if parts else 0,
        with_facets=with_facets,
    )
    if answer is None:
        return None
    book, counted = asked.lexicon.book, {}
    for kind, lexemes in answer.facets.items():
        counted[kind] = {}
        for lexeme, number in lexemes.items():
            slug = lexeme.partition("=")[2]
            if kind == slabs.FLAG:
                counted[kind][slug] = number
            elif (entry := book.get(kind, slug)) and entry.bit is not None:
                counted[kind][entry.bit] = number
    own_bit, more = _own_bits(asked), 0
    for failed, packed, *masks in map(json.loads, answer.changed):
        _add_packed(counted, packed, failed, own_bit, 1)
        for name, mask in zip(packing.MASKS, masks, strict=True):
            _add(counted, name, mask, failed, own_bit, 1)
        more += 0 if failed else 1
    return Counted(answer.total + more, counted, answer if parts else None)


# --- From the rows ---------------------------------------------------------------------------------


def _from_rows(asked, at, practice):
    """One pass: rows that fail at most one of the facets' filters are grouped by which one they fail."""
    failed, where, params = _sticky(asked, at, practice)
    columns = ["packed", *packing.MASKS.values()]
    sets = ", ".join(f"(failed, {', '.join(together)})" for together in TOGETHER)
    sql = (
        f"SELECT grouping({', '.join(columns)}), failed, {', '.join(columns)}, count(*) FROM ("
        f"SELECT {failed} AS failed, {', '.join(columns)} FROM {TABLE} l WHERE {where}) m "
        f"GROUP BY GROUPING SETS ({sets})"
    )
    return Counted(*_roll_up(run(sql, params), _own_bits(asked), columns))


def _all_but_one(asked):
    own = asked.own
    if len(own) < 2:
        return asked.base
    ways = [asking.all_of(query for name, query in own.items() if name != left) for left in own]
    return asking.all_of([asked.base, "(" + " | ".join(f"({way})" for way in ways) + ")"])


def _sticky(asked, at, practice):
    """(SQL of which of the facets' filters a row fails, one bit each; condition of those that fail at most one;
    parameters of both)."""
    tests = [fails(asked, name) for name in asked.own]
    cases = [f"CASE WHEN {test} THEN {1 << number} ELSE 0 END" for number, (test, _) in enumerate(tests)]
    where, params = conditions(asked, at, tsquery=_all_but_one(asked), practice=practice)
    return " + ".join(cases) or "0", where, [*(value for _, value in tests), *params]


def fails(asked, name):
    """(SQL, its parameter): whether a row "l" fails the facet's filter, from the narrow row."""
    book, slugs = asked.lexicon.book, getattr(asked.criteria, name)
    if name in packing.MASKS:
        return f"l.{packing.MASKS[name]} & %s = 0", book.mask(name, slugs)
    if name == packing.ROLE:
        bits = [book.get(name, slug).bit for slug in slugs]
        return f"(l.packed >> {packing.ROLE_AT}) & 255 <> ALL(%s)", [
            bit + 1 for bit in bits if bit is not None
        ]
    return "l.packed & %s = 0", book.mask(name, slugs) << packing.PACKED[name][0]


# Columns with few values are grouped together and told apart here: each set costs a pass over all matches.
TOGETHER = [
    ("packed",),
    ("states",),
    ("settings", "systems", "populations"),
    ("therapies",),
    ("devices",),
    ("credentials",),
]


def _roll_up(rows, own_bit, columns):
    total, found = 0, {}
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


def _own_bits(asked):
    """The bit of each facet's own filter in what _sticky says a row fails."""
    return {name: 1 << number for number, name in enumerate(asked.own)}


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
