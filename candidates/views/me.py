from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import candidates_only
from candidates import access, steps
from candidates.presenting import facts_of, progress

SHOWN = 5


@require_safe
@candidates_only
def me(request):
    """Her start page: the next step, the newest applications, how far the profile is."""
    profile = access.own_profile(request.user)
    facts = facts_of(profile)
    step = steps.first_open(facts)
    applications = profile.applications.select_related("posting__facility", "posting__state")
    context = {
        "profile": profile,
        "steps": progress(facts, current=None),
        "percent": steps.percent(facts),
        "next_step": step,
        "next_label": steps.STEPS.get(step, ""),
        "next_why": steps.WHY.get(step, ""),
        "sent": applications.sent().order_by("-stage_since")[:SHOWN],
        "drafts": applications.filter(stage="draft").order_by("-updated_at")[:SHOWN],
    }
    return render(request, "candidates/me.html", context)
