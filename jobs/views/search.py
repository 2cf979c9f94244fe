from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from jobs.filters import PostingFilter
from jobs.search.results import NoSuchPage
from jobs.search.results import search as search_postings
from jobs.search_page import address, page_of, page_with_errors


@login_not_required
@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def search(request):
    """The search page; to htmx only the form. A bad value is said at its field and nothing is searched."""
    template = "jobs/_search.html" if request.htmx.target == "results" else "jobs/search.html"
    asked = PostingFilter(request.GET)
    if not asked.is_valid():
        return render(request, template, page_with_errors(asked))
    criteria = asked.criteria()
    practice = practice_of(request.user)
    try:
        allowed = practice.allowed_states() if practice and criteria.mine else None
        results = search_postings(criteria, practice=allowed)
    except NoSuchPage as beyond:
        last = criteria.with_page(beyond.last).querystring(paging=True)
        context = {"asked": criteria.page, "last": beyond.last, "last_url": address(last)}
        return render(request, "jobs/no_such_page.html", context, status=404)
    context = page_of(results, request.GET, practice)
    return push_url(render(request, template, context), context["canonical"])


def practice_of(user):
    """What the visitor's licenses are good for; None for visitors without a profile."""
    profile = getattr(user, "profile", None)
    return profile.practice if profile else None
