"""Saved searches against new postings: one statement, beside the loops that boards write; and mails a second.

Runs in a database of its own, made beside the configured one and dropped at the end. The naive loop and
the one-query loop are timed over a sample and multiplied; the matched set is compared over every alert.
"""

import itertools
import random
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

SIZES, BATCHES = (10_000, 100_000, 1_000_000), (100, 1_000, 5_000)
MIDDLE = (100_000, 1_000)
SEARCHES = 2_000  # different ones; people save much the same searches
NAIVE_SAMPLE, LOOP_SAMPLE = 60, 300
MAILS = 1_000
ROOT = Path(__file__).resolve().parent.parent


def run(size=None):
    sizes = [n for n in SIZES if n <= size] or [size] if size else list(SIZES)
    with scratch_database():
        return Bench(sizes).rows()


@contextmanager
def scratch_database():
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = "bench_alerts"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def timed(function, *arguments):
    started = time.perf_counter()
    answer = function(*arguments)
    return time.perf_counter() - started, answer


class Bench:
    def __init__(self, sizes):
        from jobs.vocabulary.loading import load_vocabulary

        self.sizes, self.random = sizes, random.Random(2026)
        load_vocabulary()
        self.searches = self._searches()

    # --- Data ---------------------------------------------------------------------------------------

    def _searches(self):
        """Distinct searches: a place or states, a setting, therapies, words, pay, as people combine them."""
        from jobs.models import City
        from jobs.search.criteria import Criteria
        from jobs.vocabulary import book

        words = book.current()
        cities = list(City.objects.exclude(population=None).order_by("-population")[:300])
        states, settings_, therapies, kinds = (
            [entry.slug for entry in words.of(kind)] for kind in ("state", "setting", "therapy", "employment")
        )
        phrases = [
            "infusion",
            "home infusion",
            "picc",
            "ivig",
            "chemo",
            "oncology",
            "ambulatory",
            "rn",
            "remote",
        ]
        found = {}
        while len(found) < SEARCHES:
            some, parts = self.random.random, []
            if some() < 0.45:
                city = self.random.choices(cities, [c.population for c in cities])[0]
                parts.append(f"near={city.name}, {city.state_id}&radius={self.random.choice([25, 50, 100])}")
            elif some() < 0.6:
                parts += [
                    f"state={usps}" for usps in self.random.sample(states, self.random.choice([1, 1, 2, 3]))
                ]
            if some() < 0.5:
                parts.append(f"setting={self.random.choice(settings_)}")
            if some() < 0.2:
                parts.append(f"therapy={self.random.choice(therapies)}")
            if some() < 0.2:
                parts.append(f"employment={self.random.choice(kinds)}")
            if some() < 0.5:
                parts.append(f"q={self.random.choice(phrases)}")
            if some() < 0.25:
                parts.append(f"pay_min={self.random.choice([35, 40, 45, 50, 60])}")
            if len(parts) > 1:
                criteria = Criteria.parse("&".join(parts))
                found[criteria.querystring()] = criteria
        return list(found.values())

    def make_alerts(self, count):
        """`count` alerts over the searches, each of a subscriber of its own."""
        from alerts import queries
        from alerts.models import Alert, Subscriber

        Subscriber.objects.bulk_create(
            [
                Subscriber(email=f"bench{n}@example.com", mailbox=f"bench{n}@example.com", token=f"b{n}")
                for n in range(SEARCHES)
            ]
        )
        people = list(Subscriber.objects.order_by("pk").values_list("pk", flat=True))
        now = timezone.now()
        Alert.objects.bulk_create(
            Alert(
                subscriber_id=pk,
                token=f"b{pk}",
                confirmed_at=now,
                next_due_at=now,
                **queries.columns(criteria),
            )
            for pk, criteria in zip(people, self.searches, strict=True)
        )
        columns = (
            "criteria, tsquery, pay_year_min, experience_max, posted_days, lat, lon, radius, sentence, frequency, "
            "zone, hour, weekday, next_due_at, pause_reason, started_at, watermark, created_at, confirmed_at"
        )
        with connection.cursor() as cursor:
            for start in range(SEARCHES, count, 100_000):
                copies = min(100_000, count - start)
                cursor.execute(
                    "WITH p AS (INSERT INTO alerts_subscriber (token, email, mailbox, last_seen_at, created_at) "
                    "SELECT 'b' || n, 'b' || n || '@example.com', 'b' || n || '@example.com', now(), now() "
                    "FROM generate_series(%s, %s) n RETURNING id, token), "
                    "t AS (SELECT row_number() OVER (ORDER BY id) - 1 AS r, a.* FROM alerts_alert a "
                    "ORDER BY id LIMIT %s) "
                    f"INSERT INTO alerts_alert (token, subscriber_id, {columns}) "
                    f"SELECT p.token, p.id, {', '.join('t.' + c.strip() for c in columns.split(','))} "
                    "FROM p JOIN t ON t.r = substr(p.token, 2)::int %% %s",
                    [1_000_000 + start, 1_000_000 + start + copies - 1, SEARCHES, SEARCHES],
                )
            cursor.execute("ANALYZE alerts_alert; ANALYZE alerts_subscriber")

    # --- Three ways ---------------------------------------------------------------------------------

    def match(self, alerts, postings):
        """The statement that sends mail, over the first `alerts` alerts and the newest `postings` postings."""
        from alerts import matching, news

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(changed_at) FROM (SELECT changed_at FROM alerts_news ORDER BY changed_at DESC LIMIT %s) n",
                [postings],
            )
            since = cursor.fetchone()[0]
            news.gather(since)
            cursor.execute(f"SELECT count(*) FROM {news.TABLE}")
            assert cursor.fetchone()[0] == postings, "postings that changed at one instant"
            cursor.execute(matching.PLANNER)
            sql = matching.select(
                news.TABLE, chosen="a.id <= %(last)s", columns="a.id AS alert, p.posting_id AS posting"
            )
            cursor.execute(
                f"CREATE TEMP TABLE bench_match ON COMMIT DROP AS {sql}",
                {"last": self.last_of(alerts), "at": timezone.now()},
            )
            return cursor.rowcount

    def last_of(self, alerts):
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM alerts_alert ORDER BY id LIMIT 1 OFFSET %s", [alerts - 1])
            return cursor.fetchone()[0]

    def naive(self, postings):
        """Seconds per alert of the usual loop: a queryset of icontains and joins for each, the radius in Python."""
        from jobs.models import Posting

        new = Posting.objects.live().filter(pk__in=self.newest(postings))
        searches = self.random.sample(self.searches, NAIVE_SAMPLE)
        seconds, _ = timed(lambda: [naive_matches(new, criteria) for criteria in searches])
        return seconds / NAIVE_SAMPLE

    def one_by_one(self, postings):
        """Seconds per alert of one statement each, over the same indexed table of new postings."""
        from alerts import news
        from jobs.search import query
        from jobs.search.asking import asked

        compiled = [asked(criteria) for criteria in self.random.sample(self.searches, LOOP_SAMPLE)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(changed_at) FROM (SELECT changed_at FROM alerts_news ORDER BY changed_at DESC LIMIT %s) n",
                [postings],
            )
            news.gather(cursor.fetchone()[0])
            cursor.execute("SET LOCAL enable_seqscan = off")
            started = time.perf_counter()
            for search in compiled:
                where, params = query.conditions(search, timezone.now())
                cursor.execute(f"SELECT posting_id FROM {news.TABLE} l WHERE {where}", params)
                cursor.fetchall()
            return (time.perf_counter() - started) / LOOP_SAMPLE

    def newest(self, postings):
        from alerts.models import News

        return list(News.objects.order_by("-changed_at").values_list("pk", flat=True)[:postings])

    def differing(self, alerts, postings):
        """How many alerts match another set than the search itself finds for them among the new postings."""
        from alerts import matching, news
        from jobs.search import query
        from jobs.search.asking import asked

        new, at = set(self.newest(postings)), timezone.now()
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(changed_at) FROM alerts_news WHERE posting_id = ANY(%s)", [list(new)])
            since = cursor.fetchone()[0]
        by_search = {}
        for criteria in self.searches:
            where, params = query.conditions(asked(criteria), at)
            found = {
                pk for (pk,) in query.run(f"SELECT posting_id FROM {query.TABLE} l WHERE {where}", params)
            }
            by_search[criteria.querystring()] = found & new
        wrong = 0
        with transaction.atomic(), connection.cursor() as cursor:
            news.gather(since)
            cursor.execute(matching.PLANNER)
            sql = matching.select(
                news.TABLE, chosen="a.id <= %(last)s", columns="a.id AS alert, p.posting_id AS posting"
            )
            cursor.execute(
                f"CREATE TEMP TABLE bench_match ON COMMIT DROP AS {sql}",
                {"last": self.last_of(alerts), "at": at},
            )
            cursor.execute(
                "SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on; ANALYZE bench_match"
            )
            cursor.execute(
                "SELECT a.criteria, array_remove(array_agg(m.posting), NULL), a.id "
                "FROM alerts_alert a LEFT JOIN bench_match m ON m.alert = a.id WHERE a.id <= %s GROUP BY a.id",
                [self.last_of(alerts)],
            )
            for criteria, matched, _ in cursor:
                wrong += set(matched) != by_search[criteria]
        return wrong

    # --- The table ----------------------------------------------------------------------------------

    def rows(self):
        from recruitment.demo.loading import load_postings

        self.make_alerts(max(self.sizes))
        load_postings(max(BATCHES))
        self.spread_news()
        seconds = {}
        for alerts, postings in itertools.product(self.sizes, BATCHES):
            seconds[alerts, postings], matches = timed(self.match, alerts, postings)
            print(f"{alerts:,} x {postings:,}: {seconds[alerts, postings]:.2f} s, {matches:,} matches")
        return [*self._against_loops(seconds), *self._growth(seconds), *self._equality(), *self._mails()]

    def spread_news(self):
        """A posting's moment is its own, so that the newest hundred are a hundred."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE alerts_news SET changed_at = now() + posting_id * interval '1 millisecond'"
            )
            cursor.execute(
                "UPDATE alerts_alert SET started_at = now() - interval '1 day', watermark = now() - interval '1 day'"
            )
            cursor.execute(
                "VACUUM ANALYZE alerts_alert; " if connection.get_autocommit() else "ANALYZE alerts_alert"
            )
            cursor.execute("ANALYZE alerts_news")

    def _against_loops(self, seconds):
        for (alerts, postings), mine in seconds.items():
            if postings != BATCHES[1]:
                yield row(f"match {alerts:,} alerts x {postings:,} postings", mine, "s")
                continue
            naive, single = self.naive(postings) * alerts, self.one_by_one(postings) * alerts
            name = f"match {alerts:,} alerts x {postings:,} postings"
            wanted = (100, "at least 100x") if (alerts, postings) == MIDDLE else (None, None)
            yield row(f"{name}, naive loop", mine, "s", naive, naive / mine, *wanted)
            yield row(f"{name}, one query each", mine, "s", single, single / mine)

    def _growth(self, seconds):
        for small, large in itertools.pairwise(self.sizes):
            ratio = seconds[large, BATCHES[1]] / seconds[small, BATCHES[1]]
            yield row(
                f"{small:,} to {large:,} alerts, time",
                seconds[large, BATCHES[1]],
                "s",
                seconds[small, BATCHES[1]],
                ratio,
                11,
                "at most 11x",
                most=True,
            )
        alerts = MIDDLE[0] if MIDDLE[0] in self.sizes else self.sizes[-1]
        ratio = seconds[alerts, 1_000] / seconds[alerts, 100]
        yield row(
            "100 to 1,000 postings, time",
            seconds[alerts, 1_000],
            "s",
            seconds[alerts, 100],
            ratio,
            3 if alerts == MIDDLE[0] else None,  # promised there; smaller runs are mostly noise
            "at most 3x",
            most=True,
        )

    def _equality(self):
        alerts = MIDDLE[0] if MIDDLE[0] in self.sizes else self.sizes[-1]
        wrong = self.differing(alerts, 1_000)
        yield row(
            f"alerts of {alerts:,} that match otherwise than the search",
            wrong,
            "alerts",
            None,
            None,
            0,
            "none",
            most=True,
            of=wrong,
        )

    def _mails(self):
        shared, single = self.mails_a_second(shared=True), self.mails_a_second(shared=False)
        yield row(
            "mails a second, one connection", shared, "mails/s", single, shared / single, 1, "more than 1x"
        )
        yield row("mails a second with claim, ledger and rendering", self.whole_way(), "mails/s")

    @contextmanager
    def sink(self):
        from tests.mail_server import MailServer

        with tempfile.TemporaryDirectory() as folder:
            server = MailServer(Path(folder) / "mails.jsonl", "drop")
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            try:
                yield server
            finally:
                server.stop()

    def mails_a_second(self, *, shared):
        from django.core.mail import EmailMessage

        from outbox.courier import Courier

        with self.sink(), Courier() as courier:
            started = time.perf_counter()
            for number in range(MAILS):
                message = EmailMessage("New jobs", "A line.\r\n" * 100, to=[f"bench{number}@example.com"])
                if shared:
                    courier.send(message)
                else:
                    with Courier() as own:
                        own.send(message)
            return MAILS / (time.perf_counter() - started)

    def whole_way(self):
        from alerts import matching
        from alerts.models import Alert
        from alerts.sending import send_due

        later = timezone.now() + timedelta(days=300)
        Alert.objects.update(next_due_at=later)
        pks = list(Alert.objects.order_by("pk").values_list("pk", flat=True)[: MAILS * 4])
        telling = [
            pk for pk, found in matching.matches_of(pks, since=None, at=timezone.now()).items() if found
        ]
        Alert.objects.filter(pk__in=telling[:MAILS]).update(next_due_at=timezone.now())
        with self.sink():
            seconds, went = timed(send_due)
        print(f"{dict(went)}")
        return went["sent"] / seconds


def row(name, value, unit, baseline=None, ratio=None, bound=None, wanted=None, *, most=False, of=None):
    judged = ratio if of is None else of
    ok = None if bound is None else (judged <= bound if most else judged >= bound)
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "baseline": baseline,
        "ratio": ratio,
        "wanted": wanted,
        "ok": ok,
    }


def naive_matches(new, criteria):
    """What many boards do for each saved search."""
    rows = new
    for word in criteria.q.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(description_text__icontains=word) | Q(facility__name__icontains=word)
        )
    if criteria.state:
        rows = rows.filter(state__in=criteria.state)
    for kind in ("setting", "therapy", "employment"):
        if getattr(criteria, kind):
            rows = rows.filter(terms__kind=kind, terms__slug__in=getattr(criteria, kind))
    if criteria.pay_year_min is not None:
        rows = rows.filter(pay_annual_max__gte=criteria.pay_year_min)
    rows = list(rows.select_related("facility").distinct())
    if criteria.near_point:
        rows = [
            posting
            for posting in rows
            if posting.lat is not None and miles(posting, criteria.near_point) <= criteria.radius
        ]
    return rows


def miles(posting, point):
    lat, lon = point
    a = (
        sin(radians(posting.lat - lat) / 2) ** 2
        + cos(radians(lat)) * cos(radians(posting.lat)) * sin(radians(posting.lon - lon) / 2) ** 2
    )
    return 3958.8 * 2 * asin(min(1, sqrt(a)))
