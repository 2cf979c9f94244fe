"""The only doors to applications. What is not yours is not found."""

from django.shortcuts import get_object_or_404

from applications.models import Application
from jobs.models import Membership, Posting


def own_applications(user):
    """A candidate's own applications, drafts too, with what a list row or page shows."""
    return Application.objects.for_candidate(user).select_related("posting__facility", "posting__state")


def get_own_application(user, public_id):
    return get_object_or_404(own_applications(user).select_related("profile", "resume"), public_id=public_id)


def reviewable_applications(user):
    """What a facility's owner or recruiter may review; drafts are nobody's but the candidate's."""
    return Application.objects.for_reviewer(user)


def get_reviewable_application(user, public_id):
    return get_object_or_404(reviewable_applications(user), public_id=public_id)


def recruits(user):
    """Whether reviewing is what this user comes for: no owner, who has more to do, and somebody has applied."""
    owns = user.memberships.filter(role=Membership.Role.OWNER).exists()
    return not owns and reviewable_applications(user).open().exists()


def reviewers_of(facility):
    """The members who hear of this facility's applications: those who may read them."""
    members = facility.memberships.reviewing().filter(user__is_active=True).select_related("user")
    return members.none() if facility.is_shut_out else members


def get_posting_to_apply(public_id):
    """A posting that is or was public. One that never was is not found, ended ones are for the view to refuse."""
    never_public = [Posting.Status.DRAFT, Posting.Status.IN_REVIEW]
    postings = Posting.objects.exclude(status__in=never_public).with_card()
    return get_object_or_404(postings, public_id=public_id)


def may_review(user):
    """Whether this user reviews applications of any facility."""
    return user.is_authenticated and user.memberships.reviewing().exists()


def may_review_in_admin(user):
    return user.is_active and (user.is_staff or may_review(user))
