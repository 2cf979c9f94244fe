"""Where somebody begins after logging in."""

from django.urls import reverse

from accounts.models import User
from applications.access import recruits

HOME_OF = {
    User.Kind.CANDIDATE: "candidates:me",
    User.Kind.FACILITY: "jobs:facility_home",
    User.Kind.STAFF: "admin:index",
}


def start_page(user):
    """A recruiter with applicants begins at her review, everybody else at the pages of her kind of account."""
    if user.kind == User.Kind.FACILITY and recruits(user):
        return reverse("admin:applications_application_changelist")
    return reverse(HOME_OF[user.kind])
