from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jobs.filters import PostingFilter
from jobs.search.results import NoSuchPage, nearest
from jobs.search.results import search as search_postings

NEAREST = 6
# Facets in the order a nurse decides by; those after the first four start folded.
FACETS = [
    ("setting", "Setting"),
    ("employment", "Employment"),
    ("shift", "Shift"),
    ("state", "State"),
    ("role", "Role"),
    ("therapy", "Therapy"),
    ("device", "Device or pump"),
    ("system", "Record system"),
    ("credential", "Credential asked for"),
    ("workplace", "Workplace"),
]
OPEN_FACETS = 4
RADII = {10, 25, 50, 100, 200}
# Values shown before the rest is folded away.
SHOWN = 8


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def search(request):
    """The search page; with htmx only what changes. A bad value is said at its field and finds nothing."""
    asked = PostingFilter(request.GET)
    template = "jobs/_search.html" if request.htmx and not request.htmx.boosted else "jobs/search.html"
    if not asked.is_valid():
        return render(
            request, template, {"filter": asked, "errors": asked.errors}, status=400 if request.htmx else 200
        )
    criteria = asked.criteria()
    practice = practice_of(request.user)
    try:
        allowed = practice.allowed_states() if practice and criteria.mine else None
        results = search_postings(criteria, practice=allowed)
    except NoSuchPage as beyond:
        last = criteria.with_page(beyond.last).querystring(paging=True)
        return render(
            request, "jobs/no_such_page.html", {"last": beyond.last, "last_url": address(last)}, status=404
        )
    context = {"filter": asked, "errors": {}, **page_of(results, criteria, practice)}
    return render(request, template, context)


def practice_of(user):
    """What the visitor's licenses are good for; None for visitors without a profile."""
    profile = getattr(user, "profile", None)
    return profile.practice if profile else None


def address(querystring):
    return f"{reverse('jobs:search')}?{querystring}" if querystring else reverse("jobs:search")


def page_of(results, criteria, practice):
    close = nearest(results, NEAREST) if not results.cards else []
    return {
        "results": results,
        "criteria": criteria,
        "cards": judged(results.cards, practice),
        "nearest": judged(close, practice),
        "chips": [(chip.label, address(chip.querystring)) for chip in criteria.chips()],
        "facets": [facet(results, name, label, index) for index, (name, label) in enumerate(FACETS)],
        "switches": [choice for name in SWITCHES for choice in switch(results, name)],
        "sorts": sorts(criteria),
        "canonical": address(criteria.querystring(paging=True)),
        "instead": address(results.instead),
        "wider": [(s.words, address(s.querystring), s.count) for s in results.wider],
        "pager_prefix": pager_prefix(criteria),
        "pager_numbers": pager_numbers(results.page, results.pages),
        "alert_querystring": criteria.querystring(),
        "has_practice": practice is not None,
        "radii": sorted({*RADII, criteria.radius}),
    }


SWITCHES = ["will_train", "visa", "sign_on", "answers"]


def judged(cards, practice):
    """Cards with her license verdict, where she has entered a license."""
    if practice is None:
        return cards
    return [replace(card, verdict=practice.for_places(card.states, card.role)) for card in cards]


def facet(results, name, label, index):
    choices = results.facets.get(name, [])
    chosen = any(choice.selected for choice in choices)
    return {
        "name": name,
        "label": label,
        "first": choices[:SHOWN],
        "rest": choices[SHOWN:],
        "is_open": chosen or index < OPEN_FACETS,
        "rest_chosen": any(choice.selected for choice in choices[SHOWN:]),
    }


def switch(results, name):
    return [{"name": name, "choice": choice} for choice in results.facets.get(name, [])]


def sorts(criteria):
    names = [("newest", "Newest"), ("pay", "Pay")]
    if criteria.q:
        names.insert(0, ("relevance", "Best match"))
    if criteria.near_point:
        names.append(("distance", "Distance"))
    return [(value, label, value == criteria.order) for value, label in names]


def pager_prefix(criteria):
    querystring = criteria.querystring()
    return f"?{querystring}&page=" if querystring else "?page="


def pager_numbers(page, last):
    """First, last and the neighbors of this page; None for what is left out between."""
    near = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    numbers = []
    for number in near:
        if numbers and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
