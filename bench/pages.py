"""Every public page and answer, beside an empty view that passes the same middleware.

Times are those of the whole handler in one process; the throughput of the search page is that of the site's
own server with one worker, beside the empty view's on the same server. Nothing is kept between requests but
what the site itself keeps: its cache is in Redis, as it is in production.
"""

import io
import itertools
import logging
import time
from contextlib import contextmanager
from ipaddress import IPv4Address
from statistics import median, quantiles

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import Count
from django.http import HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from bench._board import board
from bench._rows import at_most
from bench._server import rate, served
from recruitment import embedded
from recruitment.urls import *  # noqa: F403 - the site's own addresses and one more; with its error pages
from recruitment.urls import urlpatterns as site

SIZE = 100_000
SECONDS = 2  # for each page
LONGEST_MS = 50
MOST_STATEMENTS, MOST_OF_A_SEARCH = 10, 3
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
    in_use = {"ROOT_URLCONF": __name__, "DEBUG": False, "ALLOWED_HOSTS": ["*"]}
    with redis(), override_settings(**in_use), board(size or SIZE):
        handler = WSGIHandler()
        floor = measured(handler, "an empty view", ["/bench/empty/"])
        lines = [line_of(floor)]
        for name, addresses in pages():
            page = measured(handler, name, addresses)
            lines += [line_of(page, floor), statements(handler, name, addresses)]
        lines += [as_many(handler, *pair) for pair in few_and_many()]
        return lines + list(throughput(connection.settings_dict["NAME"]))


@contextmanager
def redis():
    """The site's own, where REDIS_URL names it or it runs; else one for as long as this takes."""
    ours = embedded.redis_url(settings.DATA_DIR)
    is_there = ours != settings.REDIS_URL or embedded.redis_answers(settings.DATA_DIR)
    process = None if is_there else embedded.start_redis(settings.DATA_DIR, persistent=False)
    try:
        yield
    finally:
        if process:
            process.terminate()
            process.wait()


def throughput(database):
    """Requests a second of the site's own server: the search page's beside the empty view's."""
    with served(database) as path:
        wanted = {"search with words": 75, "search without words": 40}
        chosen = [(name, addresses) for name, addresses in pages() if name in wanted]
        for _, addresses in chosen:
            rate(path, addresses, SECONDS)  # each thread opens its connection and reads the vocabulary
        for name, addresses in chosen:
            empty_rate = rate(path, ["/bench/empty/"], 2 * SECONDS)
            page_rate = rate(path, addresses, 4 * SECONDS)
            yield at_most(
                f"{name}: served", page_rate, "req/s", empty_rate, empty_rate / page_rate, wanted[name]
            )


def pages():
    """(name, addresses that take turns)."""
    from jobs.models import Posting

    search, api = reverse("jobs:search"), reverse("api:jobs")
    some = list(Posting.objects.live().select_related("facility").order_by("pk")[:12])
    by_words = [words.replace(" ", "+") for words in WORDS]
    listing = ["", "?sort=pay", "?setting=home-infusion", "?state=TX", "?shift=day&employment=full-time"]
    yield "search with words", [f"{search}?q={words}" for words in by_words]
    yield "search without words", [search + query for query in listing]
    yield "posting", [posting.get_absolute_url() for posting in some]
    yield "home", [reverse("home")]
    in_states = [reverse("jobs:in_state", args=[state]) for state in ("texas", "ohio", "idaho")]
    yield "landing: state", in_states
    yield "landing: city", [reverse("jobs:in_city", args=["texas", "houston"])]
    yield "landing: role", [reverse("jobs:as_role", args=["home-infusion-nurse"])]
    yield "landing: setting", [reverse("jobs:at_setting", args=["home-infusion"])]
    facilities = reverse("jobs:facilities")
    yield "facilities", [facilities, f"{facilities}?page=50"]
    yield "facility", [posting.facility.get_absolute_url() for posting in some]
    yield "API list", [f"{api}?q={words}" for words in by_words]
    yield "API list of 100", [f"{api}?limit=100", f"{api}?limit=100&setting=home-infusion"]
    yield "API facets", [f"{reverse('api:facets')}?q={words}" for words in by_words]
    yield "API job", [reverse("api:job", args=[posting.public_id]) for posting in some]
    yield "RSS", [f"{reverse('jobs:feed_rss')}?q={words}" for words in by_words]
    yield "JSON Feed", [f"{reverse('jobs:feed_json')}{query}" for query in listing]
    yield "sitemap index", [reverse("sitemap")]
    for section in ("landings", "postings", "facilities"):
        yield f"sitemap of {section}", [reverse("sitemap_section", args=[section])]


def few_and_many():
    """(name, an address that shows one posting, one that shows twenty or more)."""
    from jobs.models import Facility, LivePosting

    numbers = dict(LivePosting.objects.values_list("facility").annotate(Count("pk")).order_by())
    least, most = (choose(numbers, key=numbers.get) for choose in (min, max))
    few, many = (Facility.objects.get(pk=pk) for pk in (least, most))
    search, api = reverse("jobs:search"), reverse("api:jobs")
    last = search_pages(f"facility={many.slug}")
    yield "search", f"{search}?facility={many.slug}&page={last}", f"{search}?facility={many.slug}"
    yield "facility", few.get_absolute_url(), many.get_absolute_url()
    yield "API list", f"{api}?limit=1", f"{api}?limit=20"


def search_pages(querystring):
    from jobs.search.criteria import Criteria
    from jobs.search.results import search

    return search(Criteria.parse(querystring)).pages


def measured(handler, name, addresses):
    for address in addresses:
        get(handler, address)
    seconds, until, turn = [], time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until or len(seconds) < max(len(addresses), 2):
        started = time.perf_counter()
        get(handler, addresses[turn % len(addresses)])
        seconds.append(time.perf_counter() - started)
        turn += 1
    return {"name": name, "seconds": seconds, "rate": len(seconds) / sum(seconds)}


def statements(handler, name, addresses):
    """The most SQL statements that one of the addresses takes."""
    most = max(count(handler, address)[0] for address in addresses)
    wanted = MOST_OF_A_SEARCH if name.startswith("search") else MOST_STATEMENTS
    return {
        "name": f"{name}: SQL statements",
        "value": most,
        "unit": "",
        "wanted": f"at most {wanted}",
        "ok": most <= wanted,
    }


def as_many(handler, name, few, many):
    """Whether a short list takes as many statements as a long one."""
    (of_few, number_of_few), (of_many, number_of_many) = count(handler, few), count(handler, many)
    return {
        "name": f"{name}: SQL statements at {number_of_few} and {number_of_many} postings",
        "value": of_many,
        "unit": "",
        "baseline": of_few,
        "wanted": "as many",
        "ok": of_few == of_many and number_of_few < number_of_many,
    }


def count(handler, address):
    """(SQL statements, postings in the answer) of an address."""
    with CaptureQueriesContext(connection) as queries:
        body = get(handler, address)
    return len(queries), max(body.count(b'class="posting-card"'), body.count(b'"public_id"'))


# Each request comes from an address of its own: one visitor alone may not ask as often as this.
visitors = map(str, map(IPv4Address, itertools.count(int(IPv4Address("10.0.0.1")))))


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
        "REMOTE_ADDR": next(visitors),
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
    p50 = median(page["seconds"]) * 1000
    p95 = quantiles(page["seconds"], n=20, method="inclusive")[-1] * 1000
    return {
        "name": f"{page['name']}: p50 {p50:.1f}, p95 {p95:.1f} ms",
        "value": page["rate"],
        "unit": "req/s",
        "baseline": floor and floor["rate"],
        "ratio": share and 1 / share,
        "wanted": f"p50 under {LONGEST_MS} ms",
        "ok": p50 < LONGEST_MS,
    }
