from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import candidates_only
from applications import access, actions, presenting
from applications.forms import WithdrawForm
from applications.rules import refuse_withdrawal

PER_PAGE = 20


@require_safe
@candidates_only
def applications(request):
    """All her applications: drafts first, then the sent ones, the last move on top."""
    own = access.own_applications(request.user)
    page = Paginator(own.sent().order_by("-stage_since", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "drafts": own.filter(stage="draft").order_by("-updated_at"),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "rows": [presenting.application_row(application) for application in page],
    }
    return render(request, "applications/applications.html", context)


@require_safe
@candidates_only
def application(request, public_id):
    application = access.get_own_application(request.user, public_id)
    if application.is_draft:
        return redirect("applications:apply", application.posting.public_id)
    context = {
        "application": application,
        "posting": application.posting,
        "snapshot": application.snapshot,
        "events": presenting.timeline(application, list(application.events.all())),
        "steps": presenting.progress(application),
        "clock": presenting.answer_clock(application),
        "said": presenting.SAID[application.stage],
        "can_withdraw": application.stage != "withdrawn" and not refuse_withdrawal(application.stage),
        "cannot_reopen": actions.what_stops_applying(application.posting),
    }
    return render(request, "applications/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@candidates_only
def withdraw(request, public_id):
    """A page that asks once more; only its button withdraws."""
    application = access.get_own_application(request.user, public_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        told = "" if application.posting.facility.is_shut_out else " The facility has been told."
        said = f"Your application is withdrawn.{told}"
        act = actions.withdraw_application
        return _act(request, application, said, act, reason=reason)
    context = {"application": application, "form": form, "refusal": refuse_withdrawal(application.stage)}
    return render(request, "applications/withdraw.html", context)


@require_POST
@candidates_only
def reopen(request, public_id):
    application = access.get_own_application(request.user, public_id)
    said = "Your application is open again. The facility has been told."
    return _act(request, application, said, actions.reopen_application)


@require_POST
@candidates_only
def discard(request, public_id):
    application = access.get_own_application(request.user, public_id)
    try:
        actions.discard_draft(by=request.user, application=application)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(application)
    messages.success(request, "The draft is deleted.")
    return redirect("applications:applications")


def _act(request, application, said, act, **answers):
    try:
        act(by=request.user, application=application, **answers)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(application)
