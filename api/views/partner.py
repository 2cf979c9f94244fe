"""The partner API: a facility's own software creates, changes and closes its postings."""

from django.db import transaction
from django.http import JsonResponse
from django.urls import reverse

from api import access, actions
from api.endpoint import partner_endpoint
from api.facts import facts_of
from api.own_lists import OWN_LIST, OwnListForm
from api.posting_json import OWN_JOB, bad_posting, document_of, merged, read_object, values_of
from api.refusals import Refused

JSON_TYPES = {"application/json", "application/merge-patch+json"}


def list_own(request, key):
    form = OwnListForm(request.GET)
    if not form.is_valid():
        raise Refused(400, "This list has values we do not understand.", errors=form.errors)
    postings, more = form.page_of(access.postings_of(key).select_related("facility"))
    cursor = postings[-1].public_id if more else None
    return JsonResponse(OWN_LIST.write({"facts": facts_of(postings), "next": form.address(cursor)}))


def create(request, key):
    values, publish = _read(_body(request))
    posting = actions.create_posting(key=key, values=values, publish=publish is not False)
    response = _told(posting, status=201)
    response["Location"] = reverse("api:partner_job", args=[posting.public_id])
    return response


def show(request, key, name):
    return _told(access.get_posting(key, name))


def replace(request, key, name):
    """PUT: the posting says what is sent, and nothing else."""
    values, publish = _read(_body(request))
    with transaction.atomic():
        posting = access.get_posting(key, name, lock=True)
        return _told(actions.change_posting(key=key, posting=posting, values=values, publish=publish))


def change(request, key, name):
    """PATCH: what is sent changes, null takes away, the rest stays (RFC 7396)."""
    patch = _body(request)
    with transaction.atomic():
        posting = access.get_posting(key, name, lock=True)
        values, publish = _read(merged(document_of(facts_of([posting])[0]), patch))
        return _told(actions.change_posting(key=key, posting=posting, values=values, publish=publish))


def close(request, key, name):
    body = _body(request) if request.body else {}
    unknown = {field[:100]: ["We know no such property."] for field in body if field != "filled"}
    is_filled = body.get("filled", False)
    if unknown or not isinstance(is_filled, bool):
        raise bad_posting(unknown or {"filled": ["This is true or false."]})
    return _told(actions.close_posting(key=key, posting=access.get_posting(key, name), is_filled=is_filled))


def _body(request):
    if request.content_type not in JSON_TYPES:
        raise Refused(415, "The body must be JSON.", detail="Send it with Content-Type: application/json.")
    return read_object(request.body)


def _read(document):
    """(values by path, whether to publish; None: it was not said)."""
    publish = document.get("publish")
    if publish is not None and not isinstance(publish, bool):
        raise bad_posting({"publish": ["This is true or false."]})
    return values_of({name: value for name, value in document.items() if name != "publish"}), publish


def _told(posting, *, status=200):
    posting = type(posting).objects.select_related("facility").get(pk=posting.pk)
    return JsonResponse(OWN_JOB.write(facts_of([posting])[0]), status=status)


partner_jobs = partner_endpoint(GET=list_own, POST=create)
partner_job = partner_endpoint(GET=show, PUT=replace, PATCH=change)
partner_close = partner_endpoint(POST=close)
