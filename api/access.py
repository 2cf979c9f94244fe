"""The only doors to keys and to what a key opens. What is another facility's is not found."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from api.models import ApiKey
from api.refusals import Refused
from jobs.models import Posting


def key_of(request):
    """The working key in the Authorization header, or a Refused that says how to send one."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise _who("Send your key: Authorization: Bearer dk_…", 'Bearer realm="partner API"')
    key = ApiKey.objects.find(text.strip())
    if key is None:
        raise _who(
            "We know no such key, or it has been revoked.",
            'Bearer realm="partner API", error="invalid_token"',
        )
    return key


def _who(detail, challenge):
    return Refused(401, "This address needs a key.", detail=detail, headers={"WWW-Authenticate": challenge})


def get_key(facility, pk):
    return get_object_or_404(ApiKey.objects.for_facility(facility), pk=pk)


def postings_of(key):
    return Posting.objects.for_facility(key.facility)


def get_posting(key, name, *, lock=False):
    """The facility's posting of this public id, or of this external id that the API was given."""
    rows = postings_of(key).select_related("facility")
    if lock:
        rows = rows.select_for_update(of=["self"])
    own = Q(external_id=name, source__slug=source_slug(key.facility))
    posting = rows.filter(own).first() or rows.filter(public_id=name).first()
    if posting is None:
        raise Refused(404, "Your facility has no such posting.")
    return posting


def source_slug(facility):
    """The source that a facility's own external ids belong to: they are unique within it."""
    return f"api-{facility.pk}"
