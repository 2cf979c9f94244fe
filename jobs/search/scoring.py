"""The SQL of a score. The weights and their reasons are in ranking.py; here they meet the rows."""

from jobs.search import asking, packing, ranking, tsquery
from jobs.search.concepts import NURSE, PROFESSIONS
from jobs.search.tokens import stem, words

LONGEST_EXACT = 6  # words
# A night post may have weekends too: only these shut each other out.
DAYPARTS = frozenset({"day", "evening", "night", "mid"})

# Titles with these words are no nurses', whatever else stands in them ("Pharmacy Refill Technician").
NOT_NURSES = "pharmacy technician tech physician therapist phlebotomist sonographer scheduler clerk".split()


def wishes_sql(asked):
    """SQL over the narrow row: the mean of the wishes, each 1 (agrees), 0 (silent) or -1 (contradicts)."""
    cases, params = [], []
    for wish in asked.understood.wishes:
        if wish.kind == "flag":
            sql, values = _flag_wish(wish)
        elif wish.kind in packing.PACKED:
            sql, values = _kind_wish(wish, asked.lexicon.book)
        else:
            continue
        cases.append(sql)
        params += values
    return (f"(({' + '.join(cases)})::float8 / {len(cases)})" if cases else "0.0::float8"), params


def _flag_wish(wish):
    bit = 1 << packing.FLAGS.index(wish.slug)
    said = 1 if wish.wanted else -1
    if wish.slug == "new_grad":
        # Who asks for years of experience does not ask for a new graduate.
        return (
            f"CASE WHEN l.packed & %s <> 0 OR l.experience_months = 0 THEN {said} "
            f"WHEN l.experience_months >= 6 THEN {-said} ELSE 0 END"
        ), [bit]
    return f"CASE WHEN l.packed & %s <> 0 THEN {said} ELSE 0 END", [bit]


def _kind_wish(wish, book):
    low, width = packing.PACKED[wish.kind]
    one, whole = book.mask(wish.kind, [wish.slug]) << low, ((1 << width) - 1) << low
    others = whole & ~one
    if wish.slug in DAYPARTS:
        others = book.mask(wish.kind, DAYPARTS - {wish.slug}) << low
    if wish.wanted:
        # "Day, evening or night" agrees with nights, a night post agrees more.
        return (
            f"CASE WHEN l.packed & %s = 0 THEN CASE WHEN l.packed & %s <> 0 THEN -1 ELSE 0 END "
            f"WHEN l.packed & %s = 0 THEN 1 ELSE {ranking.AMONG_OTHERS} END"
        ), [one, whole, others]
    # Facts of the kind without the unwanted one are a good sign, not a promise.
    return (
        f"CASE WHEN l.packed & %s <> 0 THEN -1 WHEN l.packed & %s <> 0 THEN {ranking.NOT_AMONG} ELSE 0 END"
    ), [one, whole]


def fresh_sql(at):
    # In float8: PostgreSQL's numeric power takes 10 microseconds, a second over 90,000 matches.
    days = "greatest(%s::date - l.posted_on, 0)::float8"
    return f"power(0.5::float8, {days} / {ranking.HALF_FRESH_DAYS})", [at]


def trade_sql():
    """SQL over the narrow row: 1 where the posting's role is one of the trade's, else 0."""
    return f"CASE WHEN l.packed >> {packing.ROLE_AT} & 255 <> 0 THEN 1.0::float8 ELSE 0 END"


def first_step_sql():
    """SQL of the score as far as the narrow row and the index tell it."""
    return (
        f"({ranking.TITLE} * hits + {ranking.WISH} * wish "
        f"+ {ranking.QUALITY} * quality + {ranking.FRESH} * fresh + {ranking.TRADE} * trade + {_near_sql()})"
    )


def _near_sql():
    return f"{ranking.NEAR} * coalesce(power(0.5::float8, miles / {ranking.HALF_NEAR_MILES}), 0)"


def parts_sql(asked):
    """SQL over a vector `v`: each node's standing from 0 to 1, whether the role fits, whether the profession does."""
    selects, params = [], []
    weights = "{%s}" % ",".join(str(w) for w in ranking.WEIGHTS)  # noqa: UP031
    for number, node in enumerate(asked.nodes[: asking.MOST_NODES]):
        ranks = []
        for lexeme, worth in node.lexemes:
            if "=" in lexeme:
                ranks.append("CASE WHEN v @@ %s::tsquery THEN %s ELSE 0 END")
                params += [tsquery.quote(lexeme), worth]
            else:
                ranks.append("%s * ts_rank(%s::real[], v, %s::tsquery)")
                params += [worth, weights, tsquery.quote(lexeme)]
        for phrase in node.phrases:
            ranks.append("CASE WHEN v @@ %s::tsquery THEN ts_rank(%s::real[], v, %s::tsquery) ELSE 0 END")
            params += [
                "(" + " <-> ".join(tsquery.quote(lexeme) for lexeme in phrase) + ")",
                weights,
                asking.any_of(phrase),
            ]
        selects.append(f"greatest({', '.join(ranks)})::float8 AS n{number}")
    selects.append(_exact_sql(asked, params))
    selects.append(_role_sql(asked, params))
    selects.append(_profession_sql(asked, params))
    return ", ".join(selects), params


def _exact_sql(asked, params):
    stems = [
        stem(word)
        for node in asked.nodes
        if not any(name in PROFESSIONS for name in node.names)
        for word in words(node.words)
    ]
    if len(stems) < 2 or len(stems) > LONGEST_EXACT:
        return "0 AS exact"
    params.append(" <-> ".join(tsquery.quote(lexeme) + ":AB" for lexeme in stems))
    return "CASE WHEN v @@ %s::tsquery THEN 1 ELSE 0 END AS exact"


def _role_sql(asked, params):
    if not asked.understood.roles:
        return "0 AS role"
    params.append(asking.any_of(f"role={slug}" for slug in asked.understood.roles))
    return "CASE WHEN v @@ %s::tsquery THEN 1 ELSE 0 END AS role"


def _profession_sql(asked, params):
    """Does the title name another profession than the wanted one: -1 yes, 0 it names the wanted one, else between."""
    wanted = asked.understood.profession or (None if asked.understood.is_pharmacy else NURSE)
    if wanted is None:
        return "0 AS other"
    others = [f"t:{name}" for name in PROFESSIONS if name != wanted]
    if wanted == NURSE:
        others += [f"t:{stem(word)}" for word in NOT_NURSES]
    sure = asked.understood.profession is not None
    params += [tsquery.quote(f"t:{wanted}"), asking.any_of(others)]
    other = ranking.OTHER_PROFESSION if sure else ranking.MAYBE_OTHER_PROFESSION
    none = ranking.NO_PROFESSION if sure else 0
    return f"CASE WHEN v @@ %s::tsquery THEN 0 WHEN v @@ %s::tsquery THEN {other} ELSE {none} END AS other"


def final_sql(asked):
    """SQL of the score from the parts."""
    nodes = asked.nodes[: asking.MOST_NODES]
    weights = [asking.rarity(node, asked.lexicon) for node in nodes]
    whole = sum(weights) or 1
    relevance = (
        " + ".join(f"{weight / whole:.6f} * n{number}" for number, weight in enumerate(weights)) or "0"
    )
    return (
        f"({relevance}) + {ranking.TITLE} * title + {ranking.EXACT} * exact + {ranking.ROLE} * role "
        f"+ other + {ranking.QUALITY} * quality + {ranking.FRESH} * fresh "
        f"+ {ranking.WISH} * wish + {ranking.TRADE} * trade + {_near_sql()}"
    )


def part_names(asked):
    return ", ".join(
        ["hits", "role", "other", *(f"n{i}" for i in range(len(asked.nodes[: asking.MOST_NODES])))]
    )
