"""From Criteria to what PostgreSQL is asked: one tsquery and a few numbers."""

import math
from dataclasses import dataclass, replace
from itertools import combinations

from jobs.search import lexicon as lexicons
from jobs.search import words
from jobs.search.criteria import DEFAULT_RADIUS, LISTS
from jobs.search.documents import CELL_DEGREES, cell_lexeme
from jobs.search.places import resolve
from jobs.search.tsquery import quote

MILES_PER_DEGREE = 69.0
# A cell of a map near a pole is narrow; no posting lies there.
WIDEST_CELLS = 900
SWITCH_FLAGS = ["will_train", "visa", "sign_on", "answers"]
# Falling back to "any of the words", a posting must have words of at least this share of the rarity.
ENOUGH = 0.5
MOST_NODES = 10


@dataclass(frozen=True)
class Asked:
    """A compiled search. `tsquery` is all of it; `base` is all but the facets' own filters in `own`."""

    criteria: object
    understood: words.Understood
    lexicon: object
    text: str
    base: str
    own: dict[str, str]
    is_any: bool = False
    is_elsewhere: bool = False  # the place ranks, but does not limit

    @property
    def tsquery(self):
        return all_of([self.base, *self.own.values()])

    @property
    def nodes(self):
        return self.understood.nodes

    def or_any(self):
        """The same search content with some of its words, where there are at least two."""
        text = any_text(self.nodes, self.lexicon)
        if not text:
            return None
        base = all_of([text, *(f"!{node_query(n)}" for n in self.understood.excluded), *_filters(self)])
        return replace(self, text=text, base=base, is_any=True)


def asked(criteria, lexicon=None):
    """Compile: what the words say about place and state joins the filters of the query string."""
    lexicon = lexicon or lexicons.current()
    understood = words.read(criteria.q, lexicon, resolve=resolve, exact=criteria.exact)
    criteria = fold_in(criteria, understood)
    text = all_of(
        [node_query(node) for node in understood.nodes if not node.is_optional]
        + [f"!{node_query(node)}" for node in understood.excluded]
    )
    if not text:
        text = _wishes_query(understood)
    own = {name: any_of(f"{name}={slug}" for slug in getattr(criteria, name)) for name in FACET_FILTERS}
    bare = Asked(
        criteria=criteria,
        understood=understood,
        lexicon=lexicon,
        text=text,
        base="",
        own={name: query for name, query in own.items() if query},
    )
    return replace(bare, base=all_of([text, *_filters(bare)]))


def elsewhere(asked):
    """The same search at any place, however it was said; what is nearer stands higher."""
    criteria = replace(asked.criteria, state=())
    own = {name: query for name, query in asked.own.items() if name != "state"}
    far = replace(asked, criteria=criteria, own=own, is_elsewhere=True)
    return replace(far, base=all_of([far.text, *_filters(far)]))


def same_trade(asked):
    """For a word of the trade that no posting has: the postings of the trade, with the same filters."""
    known = asked.lexicon.corrector.vocabulary
    if not any(word.lower() in known for node in asked.nodes for word in node.words.split()):
        return None
    text = any_of(f"role={entry.slug}" for entry in asked.lexicon.book.of("role"))
    near = replace(asked, text=text, is_any=True)
    return replace(near, base=all_of([text, *_filters(near)])) if text else None


# Facilities are no facet: their filter belongs to the base.
FACET_FILTERS = [name for name in LISTS if name != "facility"]


def fold_in(criteria, understood):
    """The criteria with the place and states that stand among the words; fields that are filled in win."""
    changes = {}
    if understood.near and not criteria.near_point:
        changes["near_point"] = (understood.near.lat, understood.near.lon)
        changes["near_label"] = changes["near"] = understood.near.label
        if understood.radius:
            changes["radius"] = understood.radius
    if understood.states and not criteria.state:
        changes["state"] = tuple(sorted(understood.states))
    return replace(criteria, **changes) if changes else criteria


def _filters(asked):
    criteria = asked.criteria
    found = [any_of(f"facility={slug}" for slug in criteria.facility)]
    found += [quote(f"flag={name}") for name in SWITCH_FLAGS if getattr(criteria, name)]
    if criteria.near_point and not asked.is_elsewhere:
        found.append(cells(*criteria.near_point, criteria.radius or DEFAULT_RADIUS))
    return found


def _wishes_query(understood):
    """Where somebody asks for nothing but a schedule, the postings that say so are the answer."""
    parts = [node_query(node) for node in understood.nodes]
    for wish in understood.wishes:
        fact = quote(f"{wish.kind}={wish.slug}")
        if wish.kind != "shift_length":
            parts.append(fact if wish.wanted else f"!{fact}")
    return all_of(parts)


def node_query(node):
    """A node as tsquery text: any of its lexemes or its phrase."""
    parts = [quote(lexeme) for lexeme in node.names]
    parts += ["(" + " <-> ".join(quote(lexeme) for lexeme in phrase) + ")" for phrase in node.phrases]
    return parts[0] if len(parts) == 1 else f"({' | '.join(parts)})"


def rarity(node, lexicon):
    """A node is as common as its commonest spelling, a phrase as its rarest word."""
    if node.names:
        return lexicon.rarity(node.names)
    return max(lexicon.rarity([lexeme]) for phrase in node.phrases for lexeme in phrase)


def any_text(nodes, lexicon):
    """tsquery text for postings that have enough of the words, rare ones counting more; "" for one word."""
    nodes = nodes[:MOST_NODES]
    if len(nodes) < 2:
        return ""
    weights = [rarity(node, lexicon) for node in nodes]
    least = ENOUGH * sum(weights)
    chosen = []
    for size in range(1, len(nodes)):
        for picked in combinations(range(len(nodes)), size):
            if sum(weights[i] for i in picked) >= least and not any(set(c) <= set(picked) for c in chosen):
                chosen.append(picked)
    return any_query("(" + " & ".join(node_query(nodes[i]) for i in picked) + ")" for picked in chosen)


def any_query(parts):
    parts = list(parts)
    return f"({' | '.join(parts)})" if parts else ""


def any_of(lexemes):
    return any_query(quote(lexeme) for lexeme in lexemes)


def all_of(parts):
    return " & ".join(part for part in parts if part)


def cells(lat, lon, miles):
    """The half-degree cells that a circle touches, any of them, as tsquery text; "" where it covers too many."""
    rows = miles / MILES_PER_DEGREE
    columns = rows / max(math.cos(math.radians(min(abs(lat) + rows, 89))), 0.01)
    south, north = (math.floor((lat + side * rows) / CELL_DEGREES) for side in (-1, 1))
    west, east = (math.floor((lon + side * columns) / CELL_DEGREES) for side in (-1, 1))
    if (north - south + 1) * (east - west + 1) > WIDEST_CELLS:
        return ""
    return any_of(
        cell_lexeme((row + 0.5) * CELL_DEGREES, (column + 0.5) * CELL_DEGREES)
        for row in range(south, north + 1)
        for column in range(west, east + 1)
    )
