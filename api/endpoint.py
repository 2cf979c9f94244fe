"""What every address of the read API does around its view: methods, CORS, the limit, refusals."""

from functools import wraps
from ipaddress import ip_address, ip_network

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from api.models import Bucket
from api.models.limits import Policy
from api.refusals import Refused
from jobs.problems import problem

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
    take = Bucket.objects.take(BY_ADDRESS, address_of(request))
    try:
        response = view(request, *args, **kwargs) if take.is_allowed else too_many(take)
    except Refused as refused:
        response = refused.response()
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


def address_of(request):
    """Who asks: an IPv4 address, or the /64 that one subscriber of IPv6 has to himself."""
    try:
        address = ip_address(request.client_ip)
    except ValueError:
        return ""
    if address.version == 6:
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)
