"""What the search page shows around the postings: fields, facets, chips, map, pager. Data in, rows out."""

from dataclasses import dataclass, field, replace

from django.urls import reverse

from jobs import state_map
from jobs.search.criteria import DISTANCE, LISTS, NEWEST, PAY, RELEVANCE, SWITCHES
from jobs.search.results import SWITCH_LABELS, nearest
from jobs.vocabulary import book as vocabulary

NEAREST = 6
# Facets in the order a nurse decides by; those after the first four start folded.
FACETS = {
    "setting": "Setting",
    "employment": "Employment",
    "shift": "Shift",
    "state": "State",
    "role": "Role",
    "therapy": "Therapy",
    "device": "Device or pump",
    "system": "Record system",
    "credential": "Credential asked for",
    "population": "Patients",
    "workplace": "Workplace",
    "facility": "Facility",
}
OPEN_FACETS = 4
# Values shown before the rest is folded away.
SHOWN = 8
MINE = "Where my licenses allow practice"
EXACT = "Exactly these words"

RADII = {"10": "10 miles", "": "25 miles", "50": "50 miles", "100": "100 miles", "200": "200 miles"}
PAY_UNITS = {"": "an hour", "year": "a year"}
POSTED = {"": "Any time", "1": "Last day", "3": "Last 3 days", "7": "Last 7 days", "30": "Last 30 days"}
EXPERIENCE = {
    "": "Any experience",
    "0": "No experience needed",
    "6": "6 months or less",
    "12": "1 year or less",
    "24": "2 years or less",
    "36": "3 years or less",
    "60": "5 years or less",
}
SORTS = {RELEVANCE: "Best match", NEWEST: "Newest", PAY: "Pay", DISTANCE: "Distance"}


@dataclass(frozen=True)
class Option:
    """One value of a facet. A count of None: it was not counted, because the search has an error."""

    slug: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    first: list
    rest: list = field(default_factory=list)
    is_open: bool = True
    rest_is_open: bool = False


def address(querystring):
    return f"{reverse('jobs:search')}?{querystring}" if querystring else reverse("jobs:search")


def options(values, chosen):
    """Rows (value, words, is chosen) of a select; a value that is not on the list is added, never lost."""
    rows = [(value, words, value == chosen) for value, words in values.items()]
    if chosen not in values:
        rows.append((chosen, f"“{chosen[:20]}”", True))
    return rows


def fields(data, errors):
    """The fields with what was asked, right or wrong: nothing that somebody typed is lost by an error.

    `errors` maps each field with an error to its sentences.
    """
    typed = {name: data.get(name, "").strip() for name in ("q", "near", "pay_min", "sort")}
    radius, unit = data.get("radius", ""), data.get("pay_unit", "")
    return {
        **typed,
        "errors": {name: errors.get(name, []) for name in ANCHORS},
        "radii": options(RADII, "" if radius == "25" else radius),
        "pay_units": options(PAY_UNITS, "" if unit == "hour" else unit),
        "posted": options(POSTED, data.get("posted", "")),
        "experience": options(EXPERIENCE, data.get("experience_max", "")),
    }


# Where the field of each name stands on the page.
ANCHORS = {
    "q": "search-q",
    "near": "search-near",
    "radius": "search-radius",
    "pay_min": "f-pay",
    "pay_unit": "f-unit",
    "posted": "f-posted",
    "experience_max": "f-experience",
    **{name: f"f-{name}" for name in [*LISTS, *SWITCHES, "exact"]},
}
ORDER = {name: place for place, name in enumerate(ANCHORS)}


# --- A search with an error ------------------------------------------------------------------------------


def page_with_errors(asked):
    """The page of a search that was not run: every field as it was sent, each error beside its own."""
    data, labels = asked.data, asked.form.fields
    in_order = sorted(asked.errors.items(), key=lambda item: ORDER.get(item[0], len(ORDER)))
    errors = {name: [str(said) for said in sentences] for name, sentences in in_order}
    return {
        "fields": fields(data, errors),
        "problems": [
            (labels[name].label, sentence, ANCHORS.get(name, ""))
            for name, sentences in errors.items()
            for sentence in sentences
        ],
        "facets": [facet for name in FACETS if (facet := sent_facet(data.getlist(name), name))],
        "switches": [
            (name, Option("1", label, None, True))
            for name, label in {**SWITCH_LABELS, "mine": MINE, "exact": EXACT}.items()
            if data.get(name)
        ],
        "results": None,
    }


def sent_facet(values, name):
    """The values of a facet that were sent, known or not, checked; None where none was."""
    book = vocabulary.current()
    values = dict.fromkeys(value for value in values if value.strip())
    chosen = [Option(value, sent_label(book, name, value), None, True) for value in values]
    return Facet(name, FACETS[name], chosen[:40]) if chosen else None


def sent_label(book, name, value):
    entry = book.get(name, value) or book.get(name, value.upper())
    return entry.label if entry else f"“{value[:60]}”"


# --- A search ---------------------------------------------------------------------------------------------


def page_of(results, data, practice):
    """The page of a search's results. `practice` is what the visitor's licenses are good for, or None."""
    criteria = results.criteria
    close = nearest(results, NEAREST) if not results.cards else []
    return {
        "fields": fields(data, {}) | {"q": criteria.q, "near": criteria.near},
        "problems": [],
        "results": results,
        "criteria": criteria,
        "cards": judged(results.cards, practice),
        "nearest": judged(close, practice),
        "has_reasons": criteria.order == RELEVANCE,
        "chips": [(chip.label, address(chip.querystring)) for chip in criteria.chips()],
        "facets": [facet for i, name in enumerate(FACETS) if (facet := facet_of(results, name, i))],
        "switches": switches(results, practice),
        "map": state_tiles(results),
        "sorts": sorts(criteria),
        "canonical": address(criteria.querystring(paging=True)),
        "instead": address(results.instead),
        "wider": [(s.words, address(s.querystring), s.count) for s in results.wider],
        "pager_prefix": f"{address(criteria.querystring())}{'&' if criteria.querystring() else '?'}page=",
        "pager_numbers": pager_numbers(results.page, results.pages),
        "alert_querystring": criteria.querystring(),
    }


def judged(cards, practice):
    """Cards with her license verdict, where she has entered a license."""
    if practice is None:
        return cards
    return [replace(card, verdict=practice.for_places(card.states, card.role)) for card in cards]


def facet_of(results, name, index):
    if name == "facility":
        chips = [chip for chip in results.criteria.chips() if chip.name == name]
        return (
            Facet(name, FACETS[name], [Option(c.value, c.label, None, True) for c in chips])
            if chips
            else None
        )
    choices = results.facets.get(name, [])
    if not choices:
        return None
    first, rest = choices[:SHOWN], choices[SHOWN:]
    if len(rest) == 1:
        first, rest = choices, []
    return Facet(
        name,
        FACETS[name],
        first,
        rest,
        is_open=index < OPEN_FACETS or any(choice.selected for choice in choices),
        rest_is_open=any(choice.selected for choice in rest),
    )


def switches(results, practice):
    criteria = results.criteria
    found = [(name, choice) for name in SWITCH_LABELS for choice in results.facets.get(name, [])]
    found = [(name, choice) for name, choice in found if choice.count or choice.selected]
    if practice is not None or criteria.mine:
        found.insert(0, ("mine", Option("1", MINE, None, criteria.mine)))
    if criteria.exact:
        found.append(("exact", Option("1", EXACT, None, True)))
    return found


def state_tiles(results):
    """The states' tiles: each leads to this search in that state alone."""
    choices = results.facets.get("state", [])
    names = dict(vocabulary.current().choices("state"))
    elsewhere = replace(results.criteria, state=(), page=1).querystring()
    prefix = f"{address(elsewhere)}{'&' if elsewhere else '?'}state="
    return state_map.tiles(
        names,
        {choice.slug: choice.count for choice in choices},
        url=lambda usps: prefix + usps,
        chosen=frozenset(results.criteria.state),
    )


def sorts(criteria):
    """The orders there are for this search; the default has no value, so that it stays out of the address."""
    default = replace(criteria, sort="").order
    names = [default, *(name for name in (RELEVANCE, NEWEST, PAY, DISTANCE) if name != default)]
    if not criteria.q:
        names.remove(RELEVANCE)
    if not criteria.near_point:
        names.remove(DISTANCE)
    return [("" if name == default else name, SORTS[name], name == criteria.order) for name in names]


def pager_numbers(page, last):
    """First, last and the neighbors of this page; None for what is left out between."""
    near = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    numbers = []
    for number in near:
        if numbers and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
