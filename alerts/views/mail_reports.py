"""Where the mail provider reports what became of our mails: one address, open only when it is configured."""

import logging
from contextlib import contextmanager
from functools import lru_cache

from anymail.exceptions import AnymailAPIError, AnymailConfigurationError, AnymailWebhookValidationFailure
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseForbidden
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger(__name__)

# What anymail raises over a body that is not its provider's: it reads with json and [] and checks nothing.
MALFORMED = (
    AnymailAPIError,
    AnymailConfigurationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@csrf_exempt
@login_not_required
@never_cache
def mail_reports(request):
    """django-anymail proves whose report it is and reads it; alerts.apps hears of each event in it.

    The answer says nothing about any address. What fails on our side is a 500, and the provider tries again.
    """
    if not settings.EMAIL_WEBHOOK_VIEW:
        raise Http404
    try:
        return _careful(settings.EMAIL_WEBHOOK_VIEW).as_view()(request)
    except AnymailWebhookValidationFailure as refusal:
        log.warning("mail report refused", extra={"error": type(refusal).__name__})
        return HttpResponseForbidden()


@lru_cache
def _careful(path):
    """anymail's view, answering 400 to what it cannot read."""
    return type("Careful", (_Careful, import_string(path)), {})


class _Careful:
    def run_validators(self, request):
        with _malformed():
            super().run_validators(request)

    def parse_events(self, request):
        with _malformed():
            return super().parse_events(request)


@contextmanager
def _malformed():
    try:
        yield
    except AnymailWebhookValidationFailure:
        raise
    except MALFORMED as error:
        # Without its cause: that would carry the body, with people's addresses, into the log.
        raise BadRequest(f"Not a report of the mail provider: {type(error).__name__}") from None
