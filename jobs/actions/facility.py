"""Registering, checking and changing facilities."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from jobs.actions.posting import NOT_VERIFIED, move_posting
from jobs.emails import send_facility_verified, send_law_applies
from jobs.lint_rules import unlawful_postings
from jobs.models import Facility, Membership, Posting
from jobs.search.indexing import index_postings


@transaction.atomic
def register_facility(*, by, name, website="", employees=None, about=""):
    """Create a facility that waits for verification, with `by` as its owner.

    Registering again what waits for us already (a double click) changes nothing.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = Facility.objects.filter(memberships__user=by, memberships__role=Membership.Role.OWNER)
    waiting = own.filter(status=Facility.Status.PENDING, name__iexact=name).first()
    if waiting:
        return waiting
    facility = Facility(name=name, website=website, employees=employees, about=about)
    _save_with_free_slug(facility)
    Membership.objects.create(facility=facility, user=by, role=Membership.Role.OWNER)
    return facility


def _save_with_free_slug(facility):
    """Of two who take one slug at once, the second takes the next."""
    while True:
        facility.slug = free_slug(facility.name)
        try:
            with transaction.atomic():
                facility.save()
        except IntegrityError:
            if not Facility.objects.filter(slug=facility.slug).exists():
                raise
        else:
            return


def free_slug(name):
    base = slugify(name)[:160] or "facility"
    taken = set(Facility.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def change_facility(*, by, facility, save):
    """Store a facility's new details; its live postings carry its name, so search follows.

    Where it employs more or fewer people than before, other laws bind its postings: returns the live ones that
    now lack something, [(posting, findings)], and tells its other owners. Nothing is taken down.
    """
    row = Facility.objects.select_for_update(no_key=True).get(pk=facility.pk)
    save()
    index_postings(list(facility.postings.filter(status=Posting.Status.LIVE).values_list("pk", flat=True)))
    if facility.employees == row.employees:
        return []
    unlawful = unlawful_postings(facility, on=timezone.localdate())
    if unlawful:
        owners = facility.memberships.filter(role=Membership.Role.OWNER, user__is_active=True)
        for member in owners.exclude(user=by).select_related("user"):
            send_law_applies(facility, member.user, postings=[posting for posting, _ in unlawful])
    return unlawful


@transaction.atomic
def verify_facility(*, by, facility, note=""):
    facility = Facility.objects.select_for_update().get(pk=facility.pk)
    if facility.is_verified:
        return facility
    facility.status = Facility.Status.VERIFIED
    facility.verified_at, facility.verified_by, facility.verification_note = timezone.now(), by, note
    facility.save()
    # Its cards say whether we know the facility.
    index_postings(list(facility.postings.filter(status=Posting.Status.LIVE).values_list("pk", flat=True)))
    for member in facility.memberships.select_related("user"):
        send_facility_verified(facility, member.user)
    return facility


@transaction.atomic
def reject_facility(*, by, facility, note=""):
    facility = Facility.objects.select_for_update().get(pk=facility.pk)
    facility.status, facility.verified_by, facility.verification_note = Facility.Status.REJECTED, by, note
    facility.save()
    live = facility.postings.filter(status=Posting.Status.LIVE)
    for posting in live:
        move_posting(by=by, posting=posting, to=Posting.Status.IN_REVIEW, reason=NOT_VERIFIED)
    return facility
