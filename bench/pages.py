"""Requests a second of the pages people open most, through the whole handler in one process, beside an empty view.

The empty view passes the same middleware. Nothing is kept between requests but what the site itself keeps.
"""

import io
import logging
import time
from statistics import median, quantiles

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from bench._board import board
from recruitment.urls import *  # noqa: F403 - the site's own addresses and one more; with its error pages
from recruitment.urls import urlpatterns as site

SIZE = 100_000
SECONDS = 3  # for each page
MOST_STATEMENTS = 3
WORDS = [
    "infusion nurse", "picc", "home infusion", "ivig texas", "chemo rn", "tpn", "midline", "oncology",
    "portland", "sterile compounding", "port full time", "nurse no nights",
]  # fmt: skip


@login_not_required
def empty(request):
    return HttpResponse("")


urlpatterns = [path("bench/empty/", empty), *site]


def run(size=None):
    logging.disable(logging.INFO)  # a line for each request would fill the screen
    with override_settings(ROOT_URLCONF=__name__, DEBUG=False, ALLOWED_HOSTS=["*"]), board(size or SIZE):
        handler = WSGIHandler()
        floor = measured(handler, "an empty view", ["/bench/empty/"], None)
        lines = [line_of(floor)]
        for name, addresses, wanted in pages():
            lines.append(line_of(measured(handler, name, addresses, wanted), floor))
            lines.append(statements(handler, name, addresses))
        return lines


def pages():
    """(name, addresses that take turns, the least share of the empty view's throughput or None)."""
    from jobs.models import Posting

    search, jobs = reverse("jobs:search"), reverse("api:jobs")
    some = Posting.objects.live().order_by("pk")[:12]
    listing = ["", "?sort=pay", "?setting=home-infusion", "?state=TX", "?shift=day&employment=full-time"]
    yield "search with words", [f"{search}?q={words.replace(' ', '+')}" for words in WORDS], 1 / 75
    yield "search without words", [search + query for query in listing], 1 / 40
    yield "posting", [posting.get_absolute_url() for posting in some], None
    yield "home", [reverse("home")], None
    yield (
        "landing: state",
        [reverse("jobs:in_state", args=[slug]) for slug in ("texas", "ohio", "idaho")],
        None,
    )
    yield "landing: setting", [reverse("jobs:at_setting", args=["home-infusion"])], None
    yield "facilities", [reverse("jobs:facilities")], None
    yield "API list", [f"{jobs}?q={words.replace(' ', '+')}" for words in WORDS[:6]], None
    yield "sitemap of landing pages", [reverse("sitemap_section", args=["landings"])], None
    yield "sitemap of postings", [reverse("sitemap_section", args=["postings"])], None


def measured(handler, name, addresses, wanted):
    for address in addresses:
        get(handler, address)
    seconds, until, turn = [], time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until or len(seconds) < len(addresses):
        started = time.perf_counter()
        get(handler, addresses[turn % len(addresses)])
        seconds.append(time.perf_counter() - started)
        turn += 1
    return {"name": name, "seconds": seconds, "rate": len(seconds) / sum(seconds), "wanted": wanted}


def statements(handler, name, addresses):
    """The most SQL statements that one of the addresses takes; a search may take three."""
    most = 0
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            get(handler, address)
        most = max(most, len(queries))
    is_search = name.startswith("search")
    return {
        "name": f"{name}: SQL statements",
        "value": most,
        "unit": "",
        "wanted": f"at most {MOST_STATEMENTS}" if is_search else None,
        "ok": most <= MOST_STATEMENTS if is_search else None,
    }


def get(handler, address):
    route, _, query = address.partition("?")
    statuses = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": route,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    response = handler(environ, lambda status, headers, *_: statuses.append(status))
    body = b"".join(response)
    response.close()
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"{address} answered {statuses[0]}")
    return body


def line_of(page, floor=None):
    share = floor and page["rate"] / floor["rate"]
    p50, p95 = (
        median(page["seconds"]) * 1000,
        quantiles([*page["seconds"], page["seconds"][-1]], n=20)[-1] * 1000,
    )
    wanted = page["wanted"]
    return {
        "name": f"{page['name']}: p50 {p50:.1f}, p95 {p95:.1f} ms",
        "value": page["rate"],
        "unit": "req/s",
        "baseline": floor and floor["rate"],
        "ratio": share and 1 / share,
        "wanted": wanted and f"at most {1 / wanted:.0f}x slower",
        "ok": None if wanted is None else share >= wanted,
    }
