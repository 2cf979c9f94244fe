"""Saved searches against new postings: one statement, beside the loops that boards write; and mails a second.

Runs in a database of its own, made beside the configured one and dropped at the end. The loops are timed over
a sample and multiplied; the matched set is compared over every alert. Twelve minutes on two busy cores, less on
idle ones; `--size 100000` leaves the million out.
"""

import itertools
import random
import time
from contextlib import contextmanager
from statistics import median

from django.db import connection

from bench._alert_mails import digests_a_second, mails_a_second
from bench._alert_searches import make_alerts, make_searches
from bench._alert_ways import differing, match, naive, one_by_one
from bench._rows import at_least, at_most, row

SIZES, BATCHES = (10_000, 100_000, 1_000_000), (100, 1_000, 5_000)
MIDDLE, USUAL = 100_000, 1_000
NAIVE_SAMPLE, LOOP_SAMPLE = 40, 300
# What is short is measured again, the sizes in turn: other work on the machine then meets all of them alike.
ROUNDS = {10_000: 5, 100_000: 3}


def run(size=None):
    sizes = ([n for n in SIZES if n <= size] or [size]) if size else list(SIZES)
    with scratch_database():
        return list(rows(sizes))


@contextmanager
def scratch_database():
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = "bench_alerts"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def rows(sizes):
    searches = fill(max(sizes), random.Random(2026))
    seconds = measured(sizes)
    middle = MIDDLE if MIDDLE in sizes else sizes[-1]
    yield from against_loops(seconds, random.Random(2027), searches)
    yield from growth(seconds, sizes)
    wrong = differing(searches, middle, USUAL)
    yield row(f"of {middle:,} alerts match otherwise than the search", wrong, "", wanted="none", ok=not wrong)
    yield from mails()


def fill(alerts, chance):
    """Alerts and new postings; returns the different searches."""
    from jobs.vocabulary.loading import load_vocabulary
    from recruitment.demo.loading import load_postings

    load_vocabulary()
    searches = make_searches(chance)
    with told("alerts"):
        make_alerts(searches, alerts)
    with told("postings"):
        load_postings(max(BATCHES))
    with connection.cursor() as cursor:
        # A posting's moment is its own, so that the newest hundred are a hundred.
        cursor.execute("UPDATE alerts_news SET changed_at = now() + posting_id * interval '1 millisecond'")
        cursor.execute("ANALYZE alerts_news")
    return searches


@contextmanager
def told(what):
    started = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - started:.1f} s")


def measured(sizes):
    """{(alerts, postings): seconds}, medians."""
    taken = {}
    for turn in range(max(ROUNDS.get(alerts, 1) for alerts in sizes)):
        for alerts, postings in itertools.product(sizes, BATCHES):
            if turn >= ROUNDS.get(alerts, 1):
                continue
            started = time.perf_counter()
            matches = match(alerts, postings)
            taken.setdefault((alerts, postings), []).append(time.perf_counter() - started)
            print(f"{alerts:,} x {postings:,}: {taken[alerts, postings][-1]:.2f} s, {matches:,} matches")
    return {case: median(times) for case, times in taken.items()}


def against_loops(seconds, chance, searches):
    usual, single = {}, {}
    for postings in BATCHES:
        usual[postings] = naive(chance.sample(searches, NAIVE_SAMPLE), postings)
        single[postings] = one_by_one(chance.sample(searches, LOOP_SAMPLE), postings)
    for (alerts, postings), mine in seconds.items():
        name = f"{alerts:,} alerts x {postings:,} postings"
        loop, each = usual[postings] * alerts, single[postings] * alerts
        bound = 100 if (alerts, postings) == (MIDDLE, USUAL) else None
        yield at_least(f"{name}, naive loop", mine, "s", loop, loop / mine, bound)
        yield at_least(f"{name}, one query each", mine, "s", each, each / mine, None)


def growth(seconds, sizes):
    for small, large in itertools.pairwise(sizes):
        mine, before = seconds[large, USUAL], seconds[small, USUAL]
        yield at_most(f"{small:,} to {large:,} alerts", mine, "s", before, mine / before, 11)
    for alerts in sizes:
        mine, before = seconds[alerts, 1_000], seconds[alerts, 100]
        # Promised there; beside fewer alerts the making of the postings' index weighs more.
        bound = 3 if alerts == MIDDLE else None
        yield at_most(f"100 to 1,000 postings, {alerts:,} alerts", mine, "s", before, mine / before, bound)


def mails():
    shared, single = mails_a_second(shared=True), mails_a_second(shared=False)
    name = "plain mails, one connection; one for each"
    yield at_least(name, shared, "mails/s", single, shared / single, 1)
    rate, postings = digests_a_second()
    yield row(f"digests, claimed to settled, {postings:.0f} postings in each", rate, "mails/s")
