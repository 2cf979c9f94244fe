from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobs.access import public_facilities
from jobs.models import LivePosting, Posting
from jobs.presenting import posting_card

PER_PAGE = 30


@login_not_required
@require_safe
def facilities(request):
    """Facilities with open postings, by name."""
    hiring = LivePosting.objects.filter(expires_at__gt=timezone.now()).values("facility")
    rows = public_facilities().filter(pk__in=hiring).order_by("name")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    # Counted for the facilities of this page alone: counting for all of them takes a second at 100,000 postings.
    shown = list(page)
    counts = Posting.objects.live().order_by().filter(facility__in=shown).values_list("facility")
    open_counts = dict(counts.annotate(Count("pk")))
    for facility in shown:
        facility.open_count = open_counts.get(facility.pk, 0)
    page.object_list = shown
    numbers = page.paginator.get_elided_page_range(page.number)
    return render(request, "jobs/facilities.html", {"page": page, "numbers": numbers})


@login_not_required
@require_safe
def facility(request, slug):
    facility = get_object_or_404(public_facilities(), slug=slug)
    postings = facility.postings.live().newest().with_card()
    page = Paginator(postings, PER_PAGE).get_page(request.GET.get("page"))
    cards = [posting_card(posting) for posting in page]
    context = {
        "facility": facility,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "cards": cards,
    }
    return render(request, "jobs/facility.html", context)
