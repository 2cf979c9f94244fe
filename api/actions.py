from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from api.access import source_slug
from api.models import ApiCall, ApiKey, BoardChange, Bucket, StoredAnswer
from api.partner_forms import PartnerPostingForm
from api.posting_json import BY_FIELD, bad_posting, form_data
from api.refusals import Refused
from jobs.actions import NotAllowed, move_posting, publish_posting, save_posting
from jobs.models import Facility, Posting, Source

# A posting of one of these would stand beside its double.
STANDING = [Posting.Status.DRAFT, Posting.Status.IN_REVIEW, Posting.Status.LIVE, Posting.Status.PAUSED]


# --- Keys ----------------------------------------------------------------------------------------------


@transaction.atomic
def create_key(*, by, facility, name, scopes):
    """(key, its text, told this once). Raises NotAllowed beyond the most that may work at a time."""
    _lock(facility)
    if ApiKey.objects.for_facility(facility).working().count() >= ApiKey.MOST:
        raise NotAllowed(f"At most {ApiKey.MOST} keys can work at a time. Revoke one you no longer use.")
    return ApiKey.objects.make(facility=facility, name=name, scopes=list(scopes), created_by=by)


@transaction.atomic
def rotate_key(*, by, key, at=None):
    """(new key, its text). The old one works on for a week, so that the two can be changed without a gap."""
    at = at or timezone.now()
    key = ApiKey.objects.select_for_update(of=["self"]).select_related("facility").get(pk=key.pk)
    if not key.works:
        raise NotAllowed("This key no longer works. Make a new one.")
    if key.expires_at:
        raise NotAllowed("A new key has taken the place of this one already.")
    fresh = ApiKey.objects.make(
        facility=key.facility, name=key.name, scopes=key.scopes, created_by=by, replaces=key
    )
    key.expires_at = at + ApiKey.OVERLAP
    key.save(update_fields=["expires_at"])
    return fresh


def revoke_key(*, by, key, at=None):
    """From now on the key opens nothing. Revoking it again changes nothing."""
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at or timezone.now())


def revoke_keys_of(*, by, facility, user):
    """Whoever makes a key has seen its text: it opens nothing once she may no longer make one."""
    keys = ApiKey.objects.for_facility(facility).working().filter(created_by=user)
    keys.update(revoked_at=timezone.now())


# --- Postings ------------------------------------------------------------------------------------------


@transaction.atomic
def create_posting(*, key, values, publish):
    facility = _verified(key)
    return _store(key, Posting(facility=facility), values, publish)


@transaction.atomic
def change_posting(*, key, posting, values, publish):
    """Store what the posting says now: all of it, as the form of the facility's own page does."""
    _verified(key)
    return _store(key, posting, values, publish)


@transaction.atomic
def close_posting(*, key, posting, is_filled):
    """Take a posting down; one that has ended already stays as it is."""
    _verified(key)
    to = Posting.Status.FILLED if is_filled else Posting.Status.CLOSED
    if posting.status in {Posting.Status.CLOSED, Posting.Status.FILLED}:
        return posting
    try:
        return move_posting(by=key.created_by, posting=posting, to=to, reason="Closed through the API.")
    except NotAllowed as refusal:
        raise Refused(409, "This posting cannot be closed.", detail=str(refusal)) from refusal


def _store(key, posting, values, publish):
    form = PartnerPostingForm(form_data(values), instance=posting, facility=key.facility)
    if not form.is_valid():
        raise bad_posting({BY_FIELD.get(name, name): said for name, said in form.errors.items()})
    external_id = values.get("external_id", posting.external_id)
    _refuse_double(key.facility, form, posting, external_id)
    if publish is False and posting.status not in {Posting.Status.DRAFT, Posting.Status.IN_REVIEW}:
        raise bad_posting({"publish": ["It has been live. Close it to take it down."]})
    if "external_id" in values:
        posting.source, posting.external_id = _source(key.facility), external_id
    try:
        posting = save_posting(by=key.created_by, posting=posting, save=form.save)
    except NotAllowed as refusal:
        raise bad_posting({"publish": [f"It is live. {refusal}"]}) from refusal
    if publish and posting.status != Posting.Status.LIVE:
        try:
            posting = publish_posting(by=key.created_by, posting=posting, reason="Published through the API.")
        except NotAllowed as refusal:
            raise bad_posting({"publish": [str(refusal)]}) from refusal
    return posting


def _verified(key):
    """The facility, locked until the change is stored: two calls at once must not make a double."""
    facility = _lock(key.facility)
    if not facility.is_verified:
        raise Refused(
            403,
            "Your facility may not publish here yet.",
            detail="We verify each facility before its first posting, and write to you as soon as we have.",
        )
    return facility


def _lock(facility):
    return Facility.objects.select_for_update(no_key=True).get(pk=facility.pk)


def _source(facility):
    return Source.objects.get_or_create(
        slug=source_slug(facility), defaults={"name": f"{facility.name[:100]}, by API"}
    )[0]


def _refuse_double(facility, form, posting, external_id):
    data = form.cleaned_data
    same = Q(title__iexact=data["title"], city__iexact=data["city"], state=data["state"], status__in=STANDING)
    if external_id:
        same |= Q(source__slug=source_slug(facility), external_id=external_id)
    double = facility.postings.exclude(pk=posting.pk).filter(same).first()
    if double:
        raise Refused(
            409,
            "Your facility has this posting already.",
            detail="One with the same external id, or with the same title and place. Change that one.",
            existing={
                "public_id": double.public_id,
                "external_id": double.external_id or None,
                "status": str(double.status),
            },
        )


def forget_old(*, at=None):
    """Once an hour: what has served its time."""
    at = at or timezone.now()
    for model in (ApiCall, StoredAnswer, BoardChange):
        model.objects.filter(at__lt=at - model.KEPT).delete()
    Bucket.objects.forget_old(at=at)
