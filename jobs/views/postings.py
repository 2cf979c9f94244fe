from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobs.models import LivePosting, Posting
from jobs.presenting import posting_page
from jobs.search.similar import similar
from jobs.search_page import judged
from jobs.standing import Held
from jobs.structured_data import as_script, job_posting
from jobs.views.search import practice_of

MOST_PLACES = 60
# Long, and no part of the page.
UNSHOWN = ["description_source", "evidence", "origin"]


@login_not_required
@require_safe
def posting(request, public_id, slug=""):
    """One posting's public page; a wrong slug redirects, one that ended long ago is gone."""
    posting = Posting.objects.with_page().defer(*UNSHOWN).filter(public_id=public_id).first()
    if posting is None or not posting.was_published:
        raise Http404("No such posting.")
    if not posting.is_shown:
        return render(request, "410.html", {"posting": posting}, status=410)
    if slug != posting.slug:
        # Not for good: a title that is changed and changed back would send browsers in a circle.
        return redirect(posting)
    practice = practice_of(request.user)
    context = {
        "posting": posting,
        "page": posting_page(posting, practice=practice, held=held_by(request.user)),
        "places": elsewhere(posting) if posting.is_live else [],
        "similar": judged(similar(posting), practice),
        "markup": as_script(job_posting(posting)) if posting.is_live else "",
    }
    return render(request, "jobs/posting.html", context)


def held_by(user):
    """What a candidate has entered, for jobs.standing; None for everybody else."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return None
    licenses = {}
    for one in profile.practice.licenses:
        licenses.setdefault(one.kind, []).append((one.state, one.expires_on))
    return Held(
        licenses=licenses,
        credentials=dict(profile.credentials.values_list("credential__slug", "expires_on")),
        skills={record.term_id: record.get_level_display() for record in profile.competencies.all()},
        infusion_months=profile.infusion_months,
    )


def elsewhere(posting):
    """The cards of the same posting for other places, by place: what search shows as one."""
    own = LivePosting.objects.filter(posting=posting).values("group_key")
    rows = (
        LivePosting.objects.filter(facility=posting.facility_id, group_key__in=own)
        .open()
        .exclude(posting=posting)
        .values_list("card", flat=True)[:MOST_PLACES]
    )
    return sorted(rows, key=lambda card: card["place"])
