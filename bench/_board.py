"""A board of invented postings of a given size, in a database of its own that is kept between runs."""

import multiprocessing
import os
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

FACILITIES = 3_000
# Counted up when the invented postings change, so that no board of earlier ones is taken for today's.
EDITION = 3
# The board is the same on every machine: it is drawn in so many parts, however many cores there are.
PARTS = 16


@contextmanager
def board(size):
    """Connects to the board of `size` live postings, built where there is none; the tables are left as they are."""
    name, usual = f"bench_board_{EDITION}_{size}", connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    open_database()
    try:
        if not is_whole(size):
            # What an interrupted run left behind may lack its indexes.
            connection.creation.destroy_test_db(usual, verbosity=0)
            open_database()
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


def open_database():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
    # Building and the slow ways take longer than a page may.
    allow("0")


def build(size):
    """Fill an empty database: postings with their live rows, one part a core at a time, then what rests on them."""
    from bench._bare_tables import bare
    from jobs.search.lexicon import refresh_words
    from jobs.search.rows import RowMaker
    from jobs.search.slabs import rebuild_slabs
    from jobs.vocabulary.loading import load_vocabulary

    started = time.perf_counter()
    load_vocabulary()
    with transaction.atomic():
        RowMaker()  # gives each term its bit, once and for all parts
    with bare():
        connection.close()  # a forked process must not speak on its parent's connection
        parts = [(2026 + part, size // PARTS + (part < size % PARTS)) for part in range(PARTS)]
        with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
            pool.starmap(load_part, parts, chunksize=1)
        say(f"{size:,} postings and live rows written", started)
    allow("0")
    say("indexes built", started)
    refresh_words()
    say("words counted", started)
    rebuild_slabs()
    say("slabs written", started)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say("ready", started)


def load_part(seed, count):
    from recruitment.demo.loading import load_postings

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    load_postings(count, seed=seed, facilities=FACILITIES, in_bulk=True)
    connection.close()


def say(words, started):
    print(f"{words} after {time.perf_counter() - started:,.0f} s")


def forget_everything():
    """Vocabulary, words and slabs that this process remembers are those of another database."""
    from jobs.search import lexicon, slabs
    from jobs.vocabulary import book

    lexicon.forget()
    slabs.forget()
    book.forget()


def close():
    for one in connections.all():
        one.close()
