from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs import landing
from jobs.search.criteria import Criteria
from jobs.search.paying import pay_summary
from jobs.search.results import count, search
from jobs.search_page import judged
from jobs.views.search import practice_of
from jobs.vocabulary import book as vocabulary

CARDS = 20
NEIGHBORS = 12


def landing_page(find):
    """A public GET view around one of the finders of jobs.landing."""

    @login_not_required
    @require_safe
    def view(request, **slugs):
        try:
            page = find(**slugs)
        except landing.NoLanding as missing:
            raise Http404("No such landing page.") from missing
        results = search(replace(page.criteria, sort="newest"), page_size=CARDS)
        if not results.total:
            raise Http404("No posting there right now.")
        context = {
            "landing": page,
            "results": results,
            "cards": judged(results.cards, practice_of(request.user)),
            "pay": pay_summary(page.criteria),
            "is_thin": results.total < landing.FEWEST_INDEXED,
            "neighbors": neighbors(page, results),
        }
        return render(request, "jobs/landing.html", context)

    return view


in_state = landing_page(lambda state: landing.in_state(state))
in_city = landing_page(lambda state, city: landing.in_city(state, city))
as_role = landing_page(lambda role: landing.as_role(role))
as_role_in_state = landing_page(lambda role, state: landing.as_role(role, state))
at_setting = landing_page(lambda setting: landing.at_setting(setting))


def neighbors(page, results):
    """Lists of links to pages beside this one, each with its true count."""
    criteria, facets = page.criteria, results.facets
    if criteria.role:
        role, others = criteria.role[0], [choice for choice in facets["state"] if not choice.selected]
        rows = [(c.label, _path("as_role_in_state", role, _address(c.slug)), c.count) for c in others]
        lists = [("The same role in other states", rows)]
    elif criteria.state:
        usps, address = criteria.state[0], _address(criteria.state[0])
        cities = landing.cities_in_state(usps, NEIGHBORS)
        in_cities = [(name, _path("in_city", address, city), number) for name, city, number in cities]
        roles = [(c.label, _path("as_role_in_state", c.slug, address), c.count) for c in facets["role"]]
        lists = [("Cities", in_cities), ("Roles", roles)]
    elif criteria.setting:
        # These counts are of this setting in each state: they must lead to that search.
        search_path = reverse("jobs:search")
        lists = [("States", [(c.label, f"{search_path}?{c.querystring}", c.count) for c in facets["state"]])]
    else:
        lists = [("The whole state", _whole_state(criteria.near_label.rpartition(", ")[2]))]
    return [
        (title, [{"label": label, "url": url, "count": number} for label, url, number in rows[:NEIGHBORS]])
        for title, rows in lists
        if rows
    ]


def _whole_state(usps):
    number = count(Criteria(state=(usps,)))
    name = vocabulary.current().label("state", usps)
    return [(name, _path("in_state", _address(usps)), number)] if number else []


def _path(name, *parts):
    return reverse(f"jobs:{name}", args=parts)


def _address(usps):
    return vocabulary.current().get("state", usps).address
