from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs import landing
from jobs.models import State
from jobs.search.paying import pay_summary
from jobs.search.results import search
from jobs.search_page import judged
from jobs.views.search import practice_of

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
    criteria = page.criteria
    lists = []
    states = dict(State.objects.values_list("usps", "slug"))
    if criteria.state and not criteria.role:
        cities = landing.cities_with_postings(usps=criteria.state[0])
        rows = [
            (name, reverse("jobs:in_city", args=[state, slug]), number)
            for state, _, name, slug, number, _ in cities
        ]
        lists.append(("Cities", rows))
        roles = results.facets["role"]
        slug = states[criteria.state[0]]
        rows = [(c.label, reverse("jobs:as_role_in_state", args=[c.slug, slug]), c.count) for c in roles]
        lists.append(("Roles", rows))
    if criteria.role:
        choices = [c for c in results.facets["state"] if not c.selected]
        rows = [
            (c.label, reverse("jobs:as_role_in_state", args=[criteria.role[0], states[c.slug]]), c.count)
            for c in choices
        ]
        lists.append(("The same role in other states", rows))
    if criteria.setting or criteria.near:
        rows = [
            (c.label, reverse("jobs:in_state", args=[states[c.slug]]), c.count)
            for c in results.facets["state"]
        ]
        # A count under "states" of a setting page is of that setting: it must lead to that search.
        if criteria.setting:
            search_path = reverse("jobs:search")
            rows = [(c.label, f"{search_path}?{c.querystring}", c.count) for c in results.facets["state"]]
        lists.append(
            ("States", rows) if criteria.setting else ("The whole state", _whole_state(rows, criteria))
        )
    return [
        (title, [{"label": label, "url": url, "count": count} for label, url, count in rows[:NEIGHBORS]])
        for title, rows in lists
        if rows
    ]


def _whole_state(rows, criteria):
    usps = criteria.near_label.rpartition(", ")[2]
    state = State.objects.get(usps=usps)
    whole = search(landing.in_state(state.slug).criteria, page_size=1)
    return [(state.name, reverse("jobs:in_state", args=[state.slug]), whole.total)] if whole.total else []
