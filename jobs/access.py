"""The only doors to facilities and postings. What is not yours is not found."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from jobs.models import Facility, Invitation, Membership, Posting


def public_facilities():
    return Facility.objects.public()


def facilities_for(user):
    """Facilities this user acts for, in any role."""
    return Facility.objects.for_member(user)


def get_own_facility(user, slug=None):
    """The user's facility; the first one where she has several and names none."""
    facilities = facilities_for(user).order_by("memberships__joined_at")
    return get_object_or_404(facilities, slug=slug) if slug else facilities.first()


def get_owned_facility(user, slug):
    """A facility whose team and details this user may change."""
    owned = Facility.objects.filter(memberships__user=user, memberships__role=Membership.Role.OWNER)
    return get_object_or_404(owned, slug=slug)


def own_postings(user):
    return Posting.objects.for_member(user)


def get_own_posting(user, public_id):
    return get_object_or_404(own_postings(user).with_page(), public_id=public_id)


def get_invitation(user, token):
    """An invitation that can still be taken, or was by this user; the link is the key, whoever has it."""
    invitation = get_object_or_404(Invitation.objects.select_related("facility"), token=token)
    if not invitation.is_open and not invitation.facility.memberships.filter(user=user).exists():
        raise Http404("This invitation was taken, or is too old.")
    return invitation
