import logging
import re
import time
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import middleware as auth_middleware
from django.http import HttpResponseNotFound
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from recruitment.logging import bind, unbind

logger = logging.getLogger("recruitment.request")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
STAFF_PAGES = "/admin/"


class RequestLogMiddleware:
    """Gives each request an id and its visitor's address, and writes one line about it.

    The line names the route, not the path or the query: those hold search words and signed tokens.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.client_ip = client_ip(request)
        token, started = bind(request_id=request.id), time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.id
            self.log(request, response, started)
            return response
        finally:
            unbind(token)

    def log(self, request, response, started):
        route = request.resolver_match.route if request.resolver_match else None
        if route and route.startswith("health/") and response.status_code == 200:
            return
        logger.info(
            "request",
            extra={
                "method": request.method
                if request.method in {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE"}
                else "other",
                "route": route,
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            },
        )


def client_ip(request):
    """The visitor's address: the entry that our outermost trusted proxy added, else the peer's."""
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR", "")


class CleanUrlMiddleware:
    """Takes NUL out of query strings, and finds nothing at paths with one.

    PostgreSQL's text cannot hold NUL: in any query it would be a ValueError, a 500.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            return HttpResponseNotFound("Not found.", content_type="text/plain")
        query = request.META.get("QUERY_STRING", "")
        while "%00" in query or "\0" in query:
            query = query.replace("%00", "").replace("\0", "")
        request.META["QUERY_STRING"] = query
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """Permissions-Policy everywhere; pages of people who are logged in are never stored by a cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        session = getattr(request, "session", None)
        if session is not None and session.accessed and not session.is_empty():
            add_never_cache_headers(response)
        return response


class LoginRequiredMiddleware(auth_middleware.LoginRequiredMiddleware):
    """Django's, but who visits is not asked for a view that is open to all.

    An answer that no cookie has a part in says so (no `Vary: Cookie`), and caches may keep it for everybody.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class StaffSecondFactorMiddleware:
    """With REQUIRE_STAFF_MFA, /admin/ opens only to accounts that have a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.REQUIRE_STAFF_MFA
            and request.path_info.startswith(STAFF_PAGES)
            and request.user.is_authenticated
            and not self.has_second_factor(request.user)
        ):
            messages.warning(
                request, "These pages need a second factor. Set up an authenticator app to go on."
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def has_second_factor(self, user):
        from allauth.mfa.utils import is_mfa_enabled  # its models are not ready when middleware is listed

        return is_mfa_enabled(user)
