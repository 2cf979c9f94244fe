"""Answers when a request cannot be served; none of them touches the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

RETRY_AFTER_SECONDS = 10
SENTENCES = {
    400: "The address or the form of this request is not valid.",
    403: "You may not open this page.",
    404: "There is no page at this address.",
    500: "Something went wrong on our side. It has been reported.",
    503: "The site is away for a moment. Please try again shortly.",
}


def _answer(request, status, context=None):
    if "json" in request.headers.get("Accept", "") or request.path_info.startswith("/api/"):
        problem = {"type": "about:blank", "title": SENTENCES[status], "status": status}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    try:
        page = render_to_string(f"{status}.html", context, request if status < 500 else None)
    except TemplateDoesNotExist:
        return HttpResponse(SENTENCES[status], status=status, content_type="text/plain")
    return HttpResponse(page, status=status)


@requires_csrf_token
def bad_request(request, exception):
    return _answer(request, 400)


@requires_csrf_token
def permission_denied(request, exception):
    return _answer(request, 403)


@requires_csrf_token
def page_not_found(request, exception):
    return _answer(request, 404)


def csrf_failure(request, reason=""):
    return _answer(request, 403, {"is_csrf_failure": True})


@requires_csrf_token
def server_error(request):
    """A 503 while the database is away or too slow: that passes, and clients may try again."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _answer(request, 503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return _answer(request, 500)
