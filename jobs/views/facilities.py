from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobs.access import public_facilities
from jobs.models import Posting
from jobs.presenting import posting_card

PER_PAGE = 30


@login_not_required
@require_safe
def facilities(request):
    """Facilities with open postings, by name."""
    is_open = Q(postings__status=Posting.Status.LIVE, postings__expires_at__gt=timezone.now())
    rows = public_facilities().annotate(open_count=Count("postings", filter=is_open)).filter(open_count__gt=0)
    page = Paginator(rows.order_by("name"), PER_PAGE).get_page(request.GET.get("page"))
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
