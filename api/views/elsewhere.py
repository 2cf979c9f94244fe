from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from jobs.problems import problem


@csrf_exempt
@login_not_required
def elsewhere(request, path):
    """Any other address under /api/: a problem, not a page; a missing slash at the end leads on."""
    complete = request.path_info + "/"
    if request.method in {"GET", "HEAD"} and not path.endswith("/") and _is_ours(complete):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(quote(complete) + (f"?{query}" if query else ""))
    return problem(
        404, "There is nothing at this address.", detail="Addresses end with a slash; /api/docs/ has all."
    )


def _is_ours(path):
    try:
        return resolve(path).func is not elsewhere
    except Resolver404:
        return False
