"""The facility's own pages, under /facility/."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import status_of, too_often
from accounts.limits import within_limit
from jobs import access, actions
from jobs.forms import FacilityForm, FacilityStartForm, PostingForm, note_laws
from jobs.lint_rules import breaches, laws_in_force, lint_posting, unlawful_postings
from jobs.models import Membership, Posting
from jobs.presenting import posting_page

# The button's name in the form, the status it moves to, what the facility is told then.
MOVES = {
    "publish": (
        Posting.Status.LIVE,
        "Your posting is live. Alerts with matching searches go out with their next mail.",
    ),
    "pause": (
        Posting.Status.PAUSED,
        "Your posting is paused. Nobody can find it or apply until you resume it.",
    ),
    "close": (
        Posting.Status.CLOSED,
        "Your posting is closed. Applications you have stay open until you answer them.",
    ),
    "fill": (
        Posting.Status.FILLED,
        "Your posting is marked as filled. Answer the people who are still waiting.",
    ),
}

# We look at each by hand.
REGISTERED_A_DAY = 5
REGISTERED_TOO_MANY = (
    f"You have registered {REGISTERED_A_DAY} facilities within a day. Register this one tomorrow."
)
REGISTERED = "Saved. We check that you belong to this facility and write to you, mostly within a day."


@require_safe
def facility_home(request):
    facilities = list(access.facilities_for(request.user))
    if not facilities:
        return redirect("jobs:facility_start")
    facility = access.get_own_facility(request.user, request.GET.get("facility"))
    # Only sent applications: a draft is the candidate's own affair until she sends it.
    postings = facility.postings.select_related("state").order_by("-updated_at")
    counts = dict(postings.values_list("status").annotate(Count("pk")).order_by())
    role = facility.memberships.get(user=request.user).role
    context = {
        "facility": facility,
        "facilities": facilities,
        "postings": postings[:200],
        "counts": counts,
        "unlawful": unlawful_postings(facility, on=timezone.localdate()),
        "is_owner": role == Membership.Role.OWNER,
        "reviews": role in {Membership.Role.OWNER, Membership.Role.RECRUITER},
    }
    return render(request, "jobs/facility_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def facility_start(request):
    """Register a facility. Whoever registers it becomes its owner; staff verify it before it can post."""
    form = FacilityStartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if within_limit("facility", request.user.pk, limit=REGISTERED_A_DAY, per=timedelta(days=1)):
            actions.register_facility(by=request.user, **form.cleaned_data)
            messages.success(request, REGISTERED)
            return redirect("jobs:facility_home")
        form.add_error(None, too_often(REGISTERED_TOO_MANY))
    context = {"form": form, "is_new": True}
    return render(request, "jobs/facility_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def facility_edit(request, slug):
    facility = access.get_owned_facility(request.user, slug)
    form = FacilityForm(request.POST or None, instance=facility)
    if request.method == "POST" and form.is_valid():
        unlawful = actions.change_facility(by=request.user, facility=facility, save=form.save)
        messages.success(request, "Saved.")
        if unlawful:
            messages.warning(
                request, "With this number of employees, a law asks for more than you have posted."
            )
        return redirect("jobs:facility_home")
    return render(request, "jobs/facility_form.html", {"form": form, "facility": facility})


@require_http_methods(["GET", "HEAD", "POST"])
def posting_new(request, slug):
    facility = get_object_or_404(access.facilities_for(request.user), slug=slug)
    return _edit(request, facility, Posting(facility=facility))


@require_http_methods(["GET", "HEAD", "POST"])
def posting_edit(request, public_id):
    posting = access.get_own_posting(request.user, public_id)
    return _edit(request, posting.facility, posting)


def _edit(request, facility, posting):
    form = PostingForm(request.POST or None, instance=posting, facility=facility)
    note_laws(form, laws_in_force(), facility=facility, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            posting = actions.save_posting(by=request.user, posting=posting, save=form.save)
        except actions.NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after_saving(request, posting)
    return render(request, "jobs/posting_form.html", {"form": form, "facility": facility, "posting": posting})


def _after_saving(request, posting):
    if "draft" in request.POST:
        messages.success(request, "Draft saved.")
        return redirect("jobs:facility_home")
    return redirect("jobs:posting_preview", posting.public_id)


@require_safe
def posting_preview(request, public_id):
    """The posting as applicants will see it, with what still stops it from going live."""
    posting = access.get_own_posting(request.user, public_id)
    lacking = breaches(posting, laws_in_force(), on=timezone.localdate()) if posting.is_live else []
    context = {
        "posting": posting,
        "page": posting_page(posting),
        "stops": [] if posting.is_live else actions.what_stops_publishing(posting),
        "unlawful": [(posting, lacking)] if lacking else [],
        "advice": advice(posting),
    }
    return render(request, "jobs/posting_preview.html", context)


def advice(posting):
    """What the lint would have looked at again, besides what stops the posting."""
    report = lint_posting(posting, on=timezone.localdate())
    return [finding for finding in report.findings if finding.severity != "block"]


@require_POST
def posting_move(request, public_id):
    """Publish, pause, close or mark as filled; what the rules refuse is said, and nothing changes."""
    posting = access.get_own_posting(request.user, public_id)
    to, said = MOVES.get(request.POST.get("move"), (None, ""))
    if to is None:
        messages.error(request, "We did not understand that button. Nothing has changed.")
        return redirect("jobs:posting_preview", posting.public_id)
    try:
        if to == Posting.Status.LIVE:
            actions.publish_posting(by=request.user, posting=posting)
        else:
            actions.move_posting(by=request.user, posting=posting, to=to)
    except actions.NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("jobs:posting_preview", posting.public_id)
    messages.success(request, said)
    return redirect("jobs:facility_home")
