import hashlib
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from jobs.importing.readers import open_feed
from jobs.importing.reading import read_chunk
from jobs.importing.storing import Store
from jobs.importing.types import Rejection
from jobs.models import ImportRun, Source
from jobs.search.indexing import index_postings

BATCH = 1000
# Rows handed to another process at a time: large enough that pickling is noise, small enough to spread.
CHUNK = 100


@dataclass
class Report:
    """What an import did with every row."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    rejected: list[dict] = field(default_factory=list)

    def as_dict(self):
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "closed": self.closed,
            "rejected": self.rejected,
        }


class DryRun(Exception):
    """Rolls a dry run back."""


def import_feed(
    *,
    by=None,
    path,
    feed_format="auto",
    source=None,
    publish=False,
    dry_run=False,
    processes=1,
    on_read=None,
    on_batch=None,
):
    """Import one feed file and return its Report.

    The whole file is one transaction: a worker killed half-way leaves nothing half done, and running it
    again starts afresh. `on_read` is called with each ReadPosting, `on_batch` with the rows done so far.
    Raises FeedError where the file cannot be opened at all.
    """
    path = Path(path)
    report = Report()
    try:
        with transaction.atomic():
            _import(by, path, feed_format, source, publish, processes, report, on_read, on_batch)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def _import(by, path, feed_format, source_name, publish, processes, report, on_read, on_batch):
    with open_feed(path, format=feed_format) as feed, reading(processes) as read:
        source = _source(source_name or feed.format)
        _lock(source)
        run = ImportRun.objects.create(source=source, file_name=path.name, format=feed.format, by=by)
        store, seen = Store(source, publish=publish), set()
        news = (
            store.news(rows, read_all=bool(on_read)) for rows in batched(_accepted(feed, report, seen), BATCH)
        )
        for batch in read(news):
            for posting in batch if on_read else ():
                on_read(posting)
            store.save(batch)
            if on_batch:
                on_batch(sum(store.counts.values()))
        gone = store.close_absent(seen) if feed.is_complete_snapshot else []
        index_postings([*store.changed, *gone])
        _finish(run, store, report)


def _source(name):
    from django.utils.text import slugify

    return Source.objects.get_or_create(slug=slugify(name)[:60], defaults={"name": name[:120]})[0]


def _lock(source):
    """Two imports of one source take turns; advisory, so that nothing else waits."""
    key = int.from_bytes(hashlib.sha256(f"import:{source.pk}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _accepted(feed, report, seen):
    for outcome in feed:
        if isinstance(outcome, Rejection):
            report.rejected.append({"row": outcome.row, "id": outcome.id, "reason": outcome.reason})
            # A row we could not read is still in the feed: its posting must not be closed as absent.
            seen.add(outcome.id)
        else:
            seen.add(outcome.posting.external_id)
            yield (outcome.row, outcome.posting)


@contextmanager
def reading(processes):
    """Yields a function that turns batches of (row, posting) into batches of ReadPosting, in order.

    With several processes the next batch is read while the caller stores the one before.
    """
    if processes <= 1:
        yield lambda batches: (read_chunk(batch) for batch in batches)
        return
    # spawn: a forked child would share this process's database connection.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:

        def submit(batch):
            return [pool.submit(read_chunk, chunk) for chunk in batched(batch, CHUNK)]

        yield lambda batches: _one_ahead(submit(batch) for batch in batches)


def _one_ahead(submitted):
    before = None
    for futures in submitted:
        if before is not None:
            yield _results(before)
        before = futures
    if before is not None:
        yield _results(before)


def _results(futures):
    return [read for future in futures for read in future.result()]


def batched(rows, size):
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def _finish(run, store, report):
    for name in ["created", "updated", "unchanged", "closed"]:
        setattr(report, name, store.counts[name])
        setattr(run, name, store.counts[name])
    run.rejected, run.rejections = len(report.rejected), report.rejected[:1000]
    run.finished_at = timezone.now()
    run.save()
