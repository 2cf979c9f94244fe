"""The facility's own page of its API keys, for its owners."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from api import access, actions
from api.forms import KeyForm
from api.models import ApiCall, ApiKey
from jobs.access import get_owned_facility
from jobs.actions import NotAllowed

CALLS_SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request, slug):
    """Make and see keys. A new key's text is in the answer to its making, and nowhere else ever."""
    facility = get_owned_facility(request.user, slug)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key, text = actions.create_key(by=request.user, facility=facility, **form.cleaned_data)
            return _page(request, facility, KeyForm(), fresh=key, text=text)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
    return _page(request, facility, form)


@never_cache
@require_POST
def key_rotate(request, slug, pk):
    facility = get_owned_facility(request.user, slug)
    try:
        key, text = actions.rotate_key(by=request.user, key=access.get_key(facility, pk))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("api:keys", facility.slug)
    return _page(request, facility, KeyForm(), fresh=key, text=text)


@require_POST
def key_revoke(request, slug, pk):
    facility = get_owned_facility(request.user, slug)
    actions.revoke_key(by=request.user, key=access.get_key(facility, pk))
    messages.success(request, "Revoked. The key opens nothing from now on.")
    return redirect("api:keys", facility.slug)


def _page(request, facility, form, *, fresh=None, text=""):
    all_keys = list(ApiKey.objects.for_facility(facility).select_related("created_by"))
    context = {
        "facility": facility,
        "form": form,
        "working": [key for key in all_keys if key.works],
        "ended": [key for key in all_keys if not key.works][:20],
        "calls": ApiCall.objects.filter(key__facility=facility).select_related("key")[:CALLS_SHOWN],
        "fresh": fresh,
        "text": text,
        "overlap_days": ApiKey.OVERLAP.days,
    }
    return render(request, "api/keys.html", context)
