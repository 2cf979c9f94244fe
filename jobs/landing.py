"""Landing pages: saved searches with words around them, only where postings exist."""

from dataclasses import dataclass, replace

from django.db.models import Count, Max
from django.urls import reverse

from jobs.models import City, Posting
from jobs.search.criteria import Criteria
from jobs.vocabulary import book as vocabulary
from jobs.vocabulary.places import city_slug

# A page about one or two postings is those postings again: it is not offered to search engines.
FEWEST_INDEXED = 3
CITY_MILES = 25


@dataclass(frozen=True)
class Landing:
    """One landing page: its heading, its address and the search it is."""

    heading: str
    path: str
    criteria: Criteria

    @property
    def search_path(self):
        return f"{reverse('jobs:search')}?{self.criteria.querystring()}"


class NoLanding(LookupError):
    """No such state, city, role or setting."""


def in_state(slug):
    state = _state(slug)
    path = reverse("jobs:in_state", args=[state.address])
    return Landing(f"Infusion jobs in {state.label}", path, Criteria(state=(state.slug,)))


def in_city(state_slug, slug):
    state = _state(state_slug)
    city = City.objects.filter(state_id=state.slug, slug=slug).first()
    if city is None:
        raise NoLanding(slug)
    near = f"{city.name}, {state.slug}"
    criteria = replace(
        Criteria(), near=near, near_point=(city.lat, city.lon), near_label=near, radius=CITY_MILES
    )
    path = reverse("jobs:in_city", args=[state.address, city.slug])
    return Landing(f"Infusion jobs in and around {near}", path, criteria)


def as_role(slug, state_slug=None):
    label = _label("role", slug)
    if state_slug is None:
        return Landing(f"{label} jobs", reverse("jobs:as_role", args=[slug]), Criteria(role=(slug,)))
    state = _state(state_slug)
    path = reverse("jobs:as_role_in_state", args=[slug, state.address])
    return Landing(f"{label} jobs in {state.label}", path, Criteria(role=(slug,), state=(state.slug,)))


def at_setting(slug):
    return Landing(
        f"{_label('setting', slug)} jobs", reverse("jobs:at_setting", args=[slug]), Criteria(setting=(slug,))
    )


def _state(slug):
    state = vocabulary.current().states_by_address.get(slug)
    if state is None:
        raise NoLanding(slug)
    return state


def _label(kind, slug):
    entry = vocabulary.current().get(kind, slug)
    if entry is None:
        raise NoLanding(slug)
    return entry.label.split(" (")[0]


# --- Which ones there are ---------------------------------------------------------------------------------


def cities_in_state(usps, most):
    """Rows of (city name, its slug, number of postings), the most postings first."""
    rows = _with_city().filter(state_id=usps).values_list("city").annotate(number=Count("*"))
    # A posting has its point from its ZIP; what stands there for a city need not be a name at all ("—").
    rows = [(city, city_slug(city), number) for city, number in rows.order_by("-number", "city")[: 2 * most]]
    return [row for row in rows if row[1]][:most]


def _with_city():
    return Posting.objects.live().exclude(city="").exclude(state=None).exclude(lat=None)


def landings_for_sitemap():
    """(path, last change) of every landing page with at least three postings of its own."""
    found = []
    live = Posting.objects.live().order_by()
    changed = {"number": Count("pk"), "changed": Max("updated_at")}
    for slug, number, at in live.exclude(state=None).values_list("state__slug").annotate(**changed):
        found.append((reverse("jobs:in_state", args=[slug]), number, at))
    for slug, number, at in live.exclude(role=None).values_list("role__slug").annotate(**changed):
        found.append((reverse("jobs:as_role", args=[slug]), number, at))
    for slug, number, at in live.filter(terms__kind="setting").values_list("terms__slug").annotate(**changed):
        found.append((reverse("jobs:at_setting", args=[slug]), number, at))
    both = (
        live.exclude(role=None)
        .exclude(state=None)
        .values_list("role__slug", "state__slug")
        .annotate(**changed)
    )
    for role, state, number, at in both:
        found.append((reverse("jobs:as_role_in_state", args=[role, state]), number, at))
    known = set(City.objects.values_list("state_id", "slug"))
    cities = _with_city().order_by().values_list("state__slug", "state_id", "city").annotate(**changed)
    for state, usps, city, number, at in cities:
        if (usps, city_slug(city)) in known:
            found.append((reverse("jobs:in_city", args=[state, city_slug(city)]), number, at))
    return sorted((path, at) for path, number, at in found if number >= FEWEST_INDEXED)
