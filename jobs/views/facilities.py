from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.access import public_facilities
from jobs.models import LivePosting
from jobs.presenting import live_card
from jobs.search.hiring import facilities_hiring
from jobs.search_page import pager_numbers

PER_PAGE = 30


@login_not_required
@require_safe
def facilities(request):
    """Facilities with open postings, by name."""
    page = facilities_hiring(number_of(request.GET.get("page", "")), per_page=PER_PAGE)
    context = {"page": page, "numbers": pager_numbers(page.number, page.last)}
    return render(request, "jobs/facilities.html", context)


def number_of(asked):
    """The number of a page; the first one for what is none."""
    return int(asked[:6]) if asked.isascii() and asked.isdigit() else 1


@login_not_required
@require_safe
def facility(request, slug):
    facility = get_object_or_404(public_facilities(), slug=slug)
    kept = LivePosting.objects.open().filter(facility=facility).newest().values_list("card", "posted_on")
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    cards = [live_card(*row) for row in page]
    context = {
        "facility": facility,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "cards": cards,
    }
    return render(request, "jobs/facility.html", context)
