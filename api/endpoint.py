"""What every address does around its view: methods, CORS, limits, keys, the log, refusals."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.limits import network_of
from api import access
from api.idempotency import HEADER, answer_once
from api.models import ApiCall, ApiKey, Bucket
from api.models.limits import Policy
from api.refusals import Refused
from jobs.problems import problem
from jobs.search.tokens import visible

# A search page of somebody's own site, or a reader that walks the board, needs no more; a scraper does.
BY_ADDRESS = Policy("address", burst=120, per_minute=120)
READING = ["GET", "HEAD", "OPTIONS"]
EXPOSED = (
    "ETag, Last-Modified, Link, Retry-After, "
    "RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset"
)


def public_endpoint(view):
    """An address anybody may read, from any site: no cookie counts here, so there is nothing to steal."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def endpoint(request, *args, **kwargs):
        response = _answer(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        return response

    return endpoint


def _answer(view, request, *args, **kwargs):
    if request.method == "OPTIONS":
        return preflight()
    if request.method not in READING:
        return not_allowed(READING)
    return _limited(
        Bucket.objects.take(BY_ADDRESS, network_of(request.client_ip)),
        lambda: _refusable(view, request, *args, **kwargs),
    )


def _refusable(view, *args, **kwargs):
    try:
        return view(*args, **kwargs)
    except Refused as refused:
        return refused.response()


def _limited(take, answer):
    response = answer() if take.is_allowed else too_many(take)
    for name, value in take.headers.items():
        response[name] = value
    return response


def preflight():
    return HttpResponse(
        status=204,
        headers={
            "Allow": ", ".join(READING),
            "Access-Control-Allow-Methods": ", ".join(READING),
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-Modified-Since, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def not_allowed(methods):
    allowed = ", ".join(methods)
    return problem(
        405, "This address does not do that.", detail=f"It takes {allowed}.", headers={"Allow": allowed}
    )


def too_many(take):
    seconds = take.headers["Retry-After"]
    return problem(
        429,
        "Too many requests.",
        detail=f"Up to {take.policy.per_minute} a minute. Seconds until you can go on: {seconds}.",
    )


# --- Partners ------------------------------------------------------------------------------------------

BY_KEY = Policy("key", burst=120, per_minute=600)
CHANGES = {"POST", "PUT", "PATCH"}


def partner_endpoint(**handlers):
    """An address for keys: one handler a method, each `(request, key, **kwargs)`. POST is made idempotent.

    Every call with a working key is logged with what it was answered, but for those beyond the limit.
    """
    methods = [*handlers, "OPTIONS"]
    if "GET" in handlers:
        methods.insert(1, "HEAD")

    @csrf_exempt  # no cookie opens these: another site has nothing to forge
    @login_not_required
    def endpoint(request, **kwargs):
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
        if request.method not in methods:
            return not_allowed(methods)
        try:
            key = access.key_of(request)
        except Refused as refused:
            return _limited(Bucket.objects.take(BY_ADDRESS, network_of(request.client_ip)), refused.response)
        take = Bucket.objects.take(BY_KEY, key.pk)
        if not take.is_allowed:
            return _limited(take, answer=None)
        handler = handlers["GET" if request.method == "HEAD" else request.method]
        response = _limited(take, lambda: _logged(handler, request, key, kwargs))
        response["Cache-Control"] = "no-store"
        return response

    return endpoint


def _logged(handler, request, key, kwargs):
    status = 500  # what the log says where the handler fails in a way nobody thought of
    try:
        response = _handled(handler, request, key, kwargs)
        status = response.status_code
        return response
    finally:
        key.note_use()
        ApiCall.objects.create(
            key=key,
            method=request.method,
            path=request.path[:300],
            status=status,
            idempotency_key=visible(request.headers.get(HEADER, ""))[:255],
        )


def _handled(handler, request, key, kwargs):
    try:
        scope = ApiKey.Scope.WRITE if request.method in CHANGES else ApiKey.Scope.READ
        if scope not in key.scopes:
            raise Refused(
                403,
                "This key may not do that.",
                detail=f"It lacks the scope {scope}.",
                headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'},
            )
        if request.method == "POST":
            return answer_once(request, key, lambda: handler(request, key, **kwargs))
        return handler(request, key, **kwargs)
    except RequestDataTooBig:
        return problem(413, "The body is too large.")
    except Refused as refused:
        return refused.response()
