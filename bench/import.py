"""The importer beside saving one object at a time: rows a second, with reading and without it.

Both store the same rows: invented postings in a feed file, or the files of the folder that
BENCH_POSTINGS names (the first `size` rows). The database is its own and is dropped at the end.
"""

import gzip
import json
import os
import tempfile
import time
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from django.db import connection, transaction

SIZE = 2_000
WANTED = 5


def run(size=None):
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        return Bench(feed_file(Path(folder) / "feed.jsonl.gz", size or SIZE)).rows()


@contextmanager
def scratch_database():
    from jobs.vocabulary.loading import load_vocabulary

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = "bench_import"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        load_vocabulary()
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def feed_file(path, size):
    """Writes `size` rows in jobspy's format and returns the path."""
    folder = os.environ.get("BENCH_POSTINGS")
    lines = real_lines(Path(folder)) if folder else invented_lines(size)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        out.writelines(islice(lines, size))
    return path


def real_lines(folder):
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from lines


def invented_lines(size):
    from jobs.models import City
    from recruitment.demo.generator import Generator

    cities = City.objects.filter(population__gt=5000).order_by("pk")
    rows = list(cities.values_list("state_id", "name", "lat", "lon", "population", "timezone"))
    for invented in Generator(rows, facilities=200).postings(size):
        low, high, unit = invented.pay or ("", "", "")
        row = {
            "id": f"bench-{invented.number}",
            "title": invented.title,
            "company": invented.facility,
            "location": f"{invented.city}, {invented.state}, US",
            "date_posted": "2026-11-02",
            "salary_source": "direct_data" if unit else "",
            "interval": f"{unit}ly" if unit else "",
            "min_amount": str(low),
            "max_amount": str(high),
            "currency": "USD" if unit else "",
            "job_url": f"https://board.example.com/{invented.number}",
            "description": invented.description,
        }
        yield json.dumps(row) + "\n"


class Bench:
    def __init__(self, path):
        self.path = path
        self.processes = min(os.cpu_count() or 1, 4)

    def rows(self):
        reads = self.read()
        one_alone, stored = self.timed(lambda: save_one_at_a_time(reads), len(reads))
        batch_alone, same = self.timed(lambda: save_in_batches(reads), len(reads))
        one_whole, _ = self.timed(lambda: save_one_at_a_time(self.reading()), len(reads))
        batch_whole, again = self.timed(self.import_file, len(reads))
        unchanged, _ = self.timed(self.import_file, len(reads), empty=False)
        is_same = stored == same == again
        return [
            compared(f"import {len(reads):,} rows, reading included", batch_whole, one_whole),
            compared("store and index rows that were read", batch_alone, one_alone),
            {"name": "import the same file again", "value": unchanged, "unit": "rows/s"},
            {
                "name": "both ways store the same",
                "value": len(stored),
                "unit": "rows",
                "baseline": len(again),
                "ok": is_same,
            },
        ]

    def timed(self, work, count, *, empty=True):
        """(rows a second, what the database holds afterwards)."""
        if empty:
            empty_tables()
        started = time.perf_counter()
        work()
        return count / (time.perf_counter() - started), contents()

    def reading(self):
        from jobs.importing.intake import Intake
        from jobs.importing.readers import open_feed
        from jobs.importing.reading import read_chunk
        from jobs.importing.reporting import Report

        with open_feed(self.path) as feed:
            yield from chain.from_iterable(read_chunk([row]) for row in Intake(feed, Report()))

    def read(self):
        return list(self.reading())

    def import_file(self):
        from jobs.importing.actions import import_feed

        import_feed(path=self.path, publish=True, processes=self.processes)


def save_one_at_a_time(reads):
    """What a loop over model instances does: each row looked up, saved, linked and indexed by itself."""
    from jobs.importing.filling import Filler
    from jobs.search.rows import RowMaker

    # Vocabulary and places are kept in memory on both sides: the comparison is about the saving.
    with transaction.atomic():
        source, filler, row_maker = new_source(), Filler(), RowMaker()
    for read in reads:
        with transaction.atomic():
            save_one(read, source, filler, row_maker)


def save_one(read, source, filler, row_maker):
    from django.utils import timezone

    from jobs.actions import expiry_of
    from jobs.importing.storing import facility_key, feed_slug
    from jobs.models import Facility, Posting, PostingEvent, Requirement
    from jobs.search.indexing import index_postings

    facility, _ = Facility.objects.get_or_create(
        slug=feed_slug(facility_key(read.source.company)),
        defaults={"name": read.source.company[:160], "status": Facility.Status.UNCLAIMED},
    )
    external_id = read.source.external_id
    posting = Posting.objects.filter(source=source, external_id=external_id).first()
    posting = posting or Posting(source=source, external_id=external_id)
    filler.fill(posting, read, facility)
    now = timezone.now()
    posting.status, posting.published_at = Posting.Status.LIVE, now
    posting.expires_at = expiry_of(posting, at=now)
    posting.save()
    posting.terms.set(filler.terms_of(read.facts))
    for credential_pk, level in filler.requirements(read.facts):
        Requirement.objects.create(posting=posting, credential_id=credential_pk, level=level)
    PostingEvent.objects.create(posting=posting, to_status=posting.status, reason="Imported.")
    index_postings([posting.pk], row_maker)


def save_in_batches(reads):
    from jobs.importing.actions import BATCH, batched
    from jobs.importing.reporting import Report
    from jobs.importing.storing import Store

    with transaction.atomic():
        store = Store(new_source(), Report(), publish=True, is_snapshot=False)
        for batch in batched(reads, BATCH):
            store.save(batch)


def new_source():
    from jobs.models import Source

    return Source.objects.get_or_create(slug="jobspy", defaults={"name": "jobspy"})[0]


def empty_tables():
    from jobs.models import Facility, ImportRun, Posting, Source

    tables = ", ".join(model._meta.db_table for model in (Posting, Facility, Source, ImportRun))
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def contents():
    """What is stored of each posting, to compare the ways by."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.external_id, p.title, p.status, p.state_id, p.pay_min, p.pay_max, f.slug, l.tsv::text,"
            " (SELECT array_agg(term_id ORDER BY term_id) FROM jobs_posting_terms t WHERE t.posting_id = p.id),"
            " (SELECT array_agg(credential_id || level ORDER BY 1) FROM jobs_requirement r"
            "   WHERE r.posting_id = p.id)"
            " FROM jobs_posting p JOIN jobs_facility f ON f.id = p.facility_id"
            " LEFT JOIN jobs_liveposting l ON l.posting_id = p.id ORDER BY p.external_id"
        )
        return cursor.fetchall()


def compared(name, value, baseline):
    ratio = value / baseline
    return {
        "name": name,
        "value": value,
        "unit": "rows/s",
        "baseline": baseline,
        "ratio": ratio,
        "wanted": f"{WANTED}x",
        "ok": ratio >= WANTED,
    }
