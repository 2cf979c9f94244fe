"""The one search of the board: page, API, feeds, landing pages and alerts all call it."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils import timezone

from jobs import presenting
from jobs.addresses import address
from jobs.search import asking, counting, packing, picking, query, reasons
from jobs.search.criteria import LISTS, RELEVANCE, SWITCHES, Criteria

PAGE_SIZE = 20
MOST_PAGES = 50
# One employer's postings are not the whole market: more of it come on the next page.
MOST_OF_ONE_FACILITY = 3
# Below this many, wider searches are offered and the nearest postings follow.
FEW = 5


class NoSuchPage(LookupError):
    """A page beyond the last; `last` is the number of the last one. Views answer 404 with a link to it."""

    def __init__(self, last):
        self.last = last
        super().__init__(f"The last page is {last}.")


@dataclass(frozen=True)
class Card:
    """A posting in the results: what templates/components/posting_card.jinja shows, and why it stands here."""

    pk: int
    public_id: str
    source_id: str
    title: str
    url: str
    facility: str
    facility_url: str
    verified: bool
    place: str
    states: tuple[str, ...]
    role: str
    distance_miles: int | None
    pay_line: str
    pay_year_line: str
    chips: tuple[str, ...]
    posted_day: object
    posted_on: str
    answers_by_line: str
    more_places: int
    score: float
    why: tuple[str, ...]
    is_nearest: bool = False
    verdict: object = None


@dataclass(frozen=True)
class Choice:
    """One value of a facet with its count, and the search with it turned on or off."""

    slug: str
    label: str
    count: int
    selected: bool
    name: str
    criteria: Criteria

    @property
    def querystring(self):
        # Made when asked for: a page shows a hundred choices and links few of them.
        if self.name in LISTS:
            way = Criteria.without if self.selected else Criteria.with_value
            return way(self.criteria, self.name, self.slug).querystring()
        return replace(self.criteria, **{self.name: not self.selected}, page=1).querystring()


@dataclass(frozen=True)
class Suggestion:
    """A wider search with the number of postings it finds."""

    words: str
    querystring: str
    count: int


@dataclass
class Results:
    criteria: object
    asked: object
    at: object
    total: int
    cards: list[Card]
    facets: dict[str, list[Choice]]
    pages: int
    page_size: int
    practice: int | None = None
    nearest: list[Card] = field(default_factory=list)

    @property
    def page(self):
        return self.criteria.page

    @property
    def sentence(self):
        """The search in words, as it was understood: with the place and the states said among the words."""
        return self.asked.criteria.sentence()

    @property
    def has_next(self):
        return self.page < self.pages

    @property
    def is_any(self):
        """No posting has all the words: these have the rarest of them."""
        return self.asked.is_any

    @property
    def corrected(self):
        """The words searched for in place of misspelt ones, "" where nothing was corrected."""
        return self.asked.understood.corrected

    @property
    def instead(self):
        """Query string of the search for exactly the words typed."""
        return replace(self.criteria, exact=True, page=1).querystring()

    @cached_property
    def wider(self):
        """Wider searches that find more, most first; only looked for where there are few postings."""
        return wider(self) if self.total < FEW else []


def search(criteria, *, at=None, page_size=PAGE_SIZE, practice=None):
    """One page of results, at the time `at` (default now).

    `practice` is the codes of the states where the asker may practice; it matters with `mine` alone.
    Raises NoSuchPage beyond the last page.
    """
    at = at or timezone.now()
    asked, mask, counted = read_and_count(criteria, at=at, practice=practice, with_best=True)
    # Somebody who names a facility or an order gets just that.
    is_plain = bool(criteria.facility or criteria.sort not in {"", RELEVANCE})
    best = picking.candidates(asked, at, mask, counted) if counted.total else []
    found = arrange(best, page_size, one_facility=is_plain)
    pages = min(max(len(found), 1), MOST_PAGES)
    if criteria.page > pages:
        raise NoSuchPage(pages)
    shown = found[criteria.page - 1] if found else []
    return Results(
        criteria=criteria,
        asked=asked,
        at=at,
        total=counted.total,
        cards=make_cards(shown, asked, at),
        facets=facets(asked, counted.facets),
        pages=pages,
        page_size=page_size,
        practice=mask,
    )


def read_and_count(criteria, *, at, practice=None, with_facets=True, with_best=False):
    """(what is asked, mask of `practice`, what counting.counts found).

    Where no posting has all the words, any of them are asked for. Without facets it is a plain count;
    `with_best` asks for what picking.candidates wants to know of the best postings.
    """

    def counted(asked):
        parts = picking.first_parts(asked) if with_best else ()
        return counting.counts(asked, at, mask, parts=parts, with_facets=with_facets)

    asked = asking.asked(criteria)
    mask = asked.lexicon.book.mask("state", practice or ())
    found = counted(asked)
    if not found.total and (loose := asked.or_any()):
        loosely = counted(loose)
        if loosely.total:
            asked, found = loose, loosely
    return asked, mask, found


def count(criteria, *, at=None, practice=None):
    """How many postings a search finds, without the page."""
    asked = asking.asked(criteria)
    mask = asked.lexicon.book.mask("state", practice or ())
    return counting.total(asked, at or timezone.now(), mask)


# --- Which postings stand on which page ----------------------------------------------------------------


def arrange(candidates, page_size, *, one_facility=False):
    """Pages of (candidate, number of further places), from candidates in order.

    Postings with one group key are one entry, at the place of the best. Of one facility at most three
    stand on a page while others are left to fill it; the rest come on the pages after. The same
    candidates always give the same pages.
    """
    groups = {}
    for candidate in candidates:
        groups.setdefault(candidate.group_key, []).append(candidate)
    waiting = [(members[0], len(members) - 1) for members in groups.values()]
    most = len(waiting) if one_facility else MOST_OF_ONE_FACILITY
    pages = []
    while waiting:
        page, left, of_facility = [], [], {}
        for index, entry in enumerate(waiting):
            if len(page) == page_size:
                left += waiting[index:]
                break
            facility = entry[0].facility_id
            if of_facility.get(facility, 0) < most:
                of_facility[facility] = of_facility.get(facility, 0) + 1
                page.append(entry)
            else:
                left.append(entry)
        room = page_size - len(page)
        pages.append(page + left[:room])
        waiting = left[room:]
    return pages


def make_cards(entries, asked, at, *, is_nearest=False):
    rows = query.cards(candidate.pk for candidate, _ in entries)
    today = timezone.localdate(at)
    made = []
    for candidate, more_places in entries:
        if candidate.pk not in rows:
            continue  # it ended between the two statements
        card, posted_on = rows[candidate.pk][:2]
        slug = card["facility_slug"]
        made.append(
            Card(
                pk=candidate.pk,
                public_id=card["public_id"],
                source_id=card["source_id"],
                title=card["title"],
                url=address("jobs:posting", card["public_id"], card["slug"]),
                facility=card["facility"],
                facility_url=address("jobs:facility", slug) if slug else "",
                verified=card["verified"],
                place=card["place"],
                states=tuple(card["states"]),
                role=card["role"],
                distance_miles=None if candidate.miles is None else round(candidate.miles),
                pay_line=card["pay_line"],
                pay_year_line=card["pay_year_line"],
                chips=tuple(card["chips"]),
                posted_day=posted_on,
                posted_on=presenting.day_words(posted_on, today=today),
                answers_by_line=card["answers_by_line"],
                more_places=more_places,
                score=round(candidate.score, 4),
                why=tuple(reasons.why(candidate, asked)),
                is_nearest=is_nearest,
            )
        )
    return made


# --- Facets --------------------------------------------------------------------------------------------


def facets(asked, counted):
    """{name: choices}, the most frequent first; a chosen value stays in its list at a count of 0."""
    criteria, book = asked.criteria, asked.lexicon.book
    found = {}
    for name in LISTS:
        if name == "facility":
            continue
        bits, chosen = counted.get(name, {}), set(getattr(criteria, name))
        choices = [
            Choice(entry.slug, entry.label, bits.get(entry.bit, 0), entry.slug in chosen, name, criteria)
            for entry in book.of(name)
            if bits.get(entry.bit) or entry.slug in chosen
        ]
        found[name] = sorted(choices, key=lambda choice: (-choice.count, choice.label))
    flags = counted.get("flag", {})
    for name in SWITCHES:
        if name in packing.FLAGS:
            chosen = getattr(criteria, name)
            found[name] = [Choice("1", SWITCH_LABELS[name], flags.get(name, 0), chosen, name, criteria)]
    return found


SWITCH_LABELS = {
    "will_train": "Trains newcomers",
    "visa": "Sponsors visas",
    "sign_on": "Sign-on bonus",
    "answers": "Promises an answer date",
}


# --- Wider, nearest ---------------------------------------------------------------------------------------


def wider(results):
    """Searches with one condition less or a wider circle, each with its count."""
    criteria = results.criteria
    ways = []
    if criteria.near_point and criteria.radius < 100:
        ways.append(
            (
                f"Within {max(criteria.radius * 2, 50)} miles",
                replace(criteria, radius=max(criteria.radius * 2, 50), page=1),
            )
        )
    for chip in criteria.chips():
        if chip.name != "mine":
            ways.append((f"Without {chip.label}", criteria.without(chip.name, chip.value or None)))
    found = []
    for words, way in ways[:8]:
        number = counting.total(asking.asked(way), results.at, results.practice)
        if number > results.total:
            found.append(Suggestion(words, way.querystring(), number))
    return sorted(found, key=lambda suggestion: -suggestion.count)[:5]


def nearest(results, number):
    """Postings that come close, for where there are few: with some of the words, then in other places."""
    have = {card.pk for card in results.cards}
    found = []
    for asked in _looser(results.asked):
        if len(found) >= number:
            break
        pages = arrange(
            picking.candidates(asked, results.at, results.practice), number + len(have), one_facility=True
        )
        entries = [entry for entry in (pages[0] if pages else []) if entry[0].pk not in have]
        cards = make_cards(entries[: number - len(found)], asked, results.at, is_nearest=True)
        have |= {card.pk for card in cards}
        found += cards
    return found


def _looser(asked):
    """The same search asked less strictly, in steps."""
    if not asked.is_any and (some := asked.or_any()):
        yield some
    criteria = asked.criteria
    if criteria.near_point or criteria.state:
        elsewhere = asking.elsewhere(asked)
        yield elsewhere
        if some := elsewhere.or_any():
            yield some
    if trade := asking.same_trade(asked):
        yield trade
