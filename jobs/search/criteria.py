"""What is asked of the board: one frozen object for page, API, feeds, landing pages and alerts."""

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from urllib.parse import urlencode

DEFAULT_RADIUS = 25
RELEVANCE, NEWEST, PAY, DISTANCE = "relevance", "newest", "pay", "distance"
# Filters that take slugs, "any of" within one: also the names of the facets.
LISTS = (
    "state role setting therapy device system employment shift credential population workplace facility"
).split()
SWITCHES = ["will_train", "visa", "sign_on", "answers", "mine"]
HOURS_A_YEAR = 2080


@dataclass(frozen=True)
class Criteria:
    """A cleaned search. Lists are sorted tuples of slugs; `near_*` come from resolving `near`."""

    q: str = ""
    exact: bool = False
    near: str = ""
    near_point: tuple[float, float] | None = None
    near_label: str = ""
    radius: int = DEFAULT_RADIUS
    state: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    therapy: tuple[str, ...] = ()
    device: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    shift: tuple[str, ...] = ()
    credential: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    workplace: tuple[str, ...] = ()
    facility: tuple[str, ...] = ()
    pay_min: Decimal | None = None
    pay_unit: str = "hour"
    experience_max: int | None = None
    will_train: bool = False
    visa: bool = False
    sign_on: bool = False
    answers: bool = False
    mine: bool = False
    posted: int | None = None
    sort: str = ""
    page: int = 1

    @classmethod
    def parse(cls, querystring):
        """The criteria of a query string. Raises InvalidCriteria, with the errors by field, for a bad value."""
        from jobs.filters import PostingFilter

        return PostingFilter.from_querystring(querystring).criteria()

    @property
    def is_empty(self):
        """Nothing narrows the search: it is the whole board."""
        return not self.pairs(paging=False, sorting=False)

    @property
    def pay_year_min(self):
        """The least pay a year, in dollars, or None."""
        if self.pay_min is None:
            return None
        return self.pay_min * HOURS_A_YEAR if self.pay_unit == "hour" else self.pay_min

    @property
    def order(self):
        """The sort in force: asking for distance without a place is the default."""
        default = RELEVANCE if self.q else NEWEST
        if self.sort == DISTANCE and not self.near_point:
            return default
        return self.sort or default

    def pairs(self, *, paging=True, sorting=True):
        """(name, value) pairs in canonical order, without what is the default anyway."""
        found = []
        for field in fields(self):
            name, value = field.name, getattr(self, field.name)
            if name in {"near_point", "near_label"} or value == field.default:
                continue
            if (name == "page" and not paging) or (name == "sort" and not sorting):
                continue
            if (name == "radius" and not self.near) or (name == "pay_unit" and self.pay_min is None):
                continue
            if isinstance(value, tuple):
                found += [(name, item) for item in value]
            else:
                found.append((name, _plain(value)))
        return sorted(found)

    def querystring(self, *, paging=False):
        """The canonical query string: equal searches have equal strings. Paging is not part of a search."""
        return urlencode(self.pairs(paging=paging))

    def with_page(self, page):
        return replace(self, page=page)

    def with_sort(self, sort):
        return replace(self, sort=sort, page=1)

    def with_value(self, name, value):
        """The same search with one more slug of a list, or with another value; from its first page."""
        if name in LISTS:
            value = tuple(sorted({*getattr(self, name), value}))
        return replace(self, **{name: value}, page=1)

    def without(self, name, value=None):
        """The same search without a filter, or without one slug of a list; from its first page."""
        changes = {"page": 1}
        if name in LISTS and value is not None:
            changes[name] = tuple(slug for slug in getattr(self, name) if slug != value)
        else:
            default = {field.name: field.default for field in fields(self)}
            changes[name] = default[name]
            if name == "near":
                changes |= {key: default[key] for key in ("near_point", "near_label", "radius")}
            if name == "pay_min":
                changes["pay_unit"] = default["pay_unit"]
        return replace(self, **changes)

    def sentence(self):
        """The search in plain words: "Home infusion jobs in Texas, full-time, paying $45 an hour or more"."""
        from jobs.search.sentences import sentence

        return sentence(self)

    def chips(self):
        """The active filters, each with its words and the search without it."""
        from jobs.search.sentences import chips

        return chips(self)

    def tsquery(self):
        """The one tsquery that finds its postings, as text for a tsquery column; "" finds all."""
        from jobs.search.asking import asked

        return asked(self).tsquery


def _plain(value):
    if value is True:
        return "1"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
