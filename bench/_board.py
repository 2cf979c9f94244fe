"""A board of invented postings of a given size, in a database of its own that is kept between runs."""

import multiprocessing
import os
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

# Of each invented name so many facilities, by number: about 3,000 in all.
FACILITIES = 10
# The board is the same on every machine: it is drawn in so many parts, however many cores there are.
PARTS = 8


@contextmanager
def board(size):
    """Connects to the board of `size` live postings, built where there is none; the tables are left as they are."""
    name, usual = f"bench_board_{size}", connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
    # Building and the slow ways take longer than a page may.
    allow("0")
    try:
        if not is_whole(size):
            build(size)
        forget_everything()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        settings.DATABASES["default"]["NAME"] = usual
        forget_everything()


def allow(statement_timeout):
    """Statements of this connection may take so long, and run on one core, on both sides of a comparison."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET statement_timeout = {statement_timeout}; SET max_parallel_workers_per_gather = 0"
        )


def is_whole(size):
    """Whether every posting is there and still open: a board of last month has expired."""
    from jobs.models import LivePosting, SearchWord

    open_ones = LivePosting.objects.filter(expires_at__gt=timezone.now()).count()
    return open_ones == size and SearchWord.objects.exists()


def build(size):
    from jobs.models import Facility, Posting
    from jobs.search.indexing import rebuild
    from jobs.search.lexicon import refresh_words
    from jobs.vocabulary.loading import load_vocabulary

    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            f"TRUNCATE {Posting._meta.db_table}, {Facility._meta.db_table} RESTART IDENTITY CASCADE"
        )
    load_vocabulary()
    connection.close()  # a forked process must not speak on its parent's connection
    parts = [(2026 + part, size // PARTS + (part < size % PARTS)) for part in range(PARTS)]
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        pool.starmap(load_part, parts, chunksize=1)
    allow("0")
    say(f"{size:,} postings written", started)
    rebuild()
    say("indexed", started)
    refresh_words()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say("ready", started)


def load_part(seed, count):
    from recruitment.demo.loading import load_postings

    load_postings(count, seed=seed, facilities=FACILITIES, index=False)
    connection.close()


def say(words, started):
    print(f"{words} after {time.perf_counter() - started:,.0f} s")


def forget_everything():
    """Vocabulary and words that this process remembers are those of another database."""
    from jobs.search import lexicon
    from jobs.vocabulary import book

    lexicon.forget()
    book.forget()


def close():
    for one in connections.all():
        one.close()
