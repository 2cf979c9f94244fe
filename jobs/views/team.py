"""A facility's team, for its owners; and the page behind an invitation's link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import status_of, too_often
from jobs import access
from jobs import team as actions
from jobs.actions import NotAllowed
from jobs.forms.team import InviteForm, RoleForm
from jobs.models import Invitation, Membership


@require_http_methods(["GET", "HEAD", "POST"])
def team(request, slug):
    facility = access.get_owned_facility(request.user, slug)
    if "withdraw" in request.POST:
        return _withdraw(request, facility)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(by=request.user, facility=facility, **form.cleaned_data)
        except actions.TooOften as refusal:
            form.add_error("email", too_often(str(refusal)))
        except NotAllowed as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "Invited. The link in the mail is good for 14 days.")
            return redirect("jobs:team", facility.slug)
    context = {
        "facility": facility,
        "form": form,
        "members": facility.memberships.select_related("user").order_by("joined_at"),
        "invitations": [one for one in facility.invitations.filter(accepted_at=None) if one.is_open],
        "roles": Membership.Role.choices,
    }
    return render(request, "jobs/team.html", context, status=status_of(form))


def _withdraw(request, facility):
    address = request.POST["withdraw"].replace("\0", "")
    actions.withdraw_invitation(by=request.user, facility=facility, email=address)
    messages.success(request, "Withdrawn. The link in the mail opens nothing now.")
    return redirect("jobs:team", facility.slug)


@require_POST
def team_member(request, slug, pk):
    """Change a member's role, or remove her."""
    facility = access.get_owned_facility(request.user, slug)
    membership = get_object_or_404(facility.memberships, pk=pk)
    form = RoleForm(request.POST)
    try:
        if "remove" in request.POST:
            actions.remove_member(by=request.user, membership=membership)
            messages.success(
                request,
                "Removed. This person no longer sees your applications, and API keys made by this person open "
                "nothing now.",
            )
        elif form.is_valid():
            actions.change_role(by=request.user, membership=membership, role=form.cleaned_data["role"])
            messages.success(request, "Changed.")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    if membership.user_id == request.user.pk:
        return redirect("jobs:facility_home")
    return redirect("jobs:team", facility.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """GET says what the invitation is; only the button takes it."""
    invitation = access.get_invitation(request.user, token)
    if request.method == "POST":
        try:
            facility = actions.join(by=request.user, invitation=invitation)
        except Invitation.DoesNotExist as withdrawn:
            raise Http404 from withdrawn
        messages.success(request, f"You are in the team of {facility.name}.")
        return redirect("jobs:facility_home")
    return render(request, "jobs/invitation.html", {"invitation": invitation})
