import hashlib
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connection, reset_queries, transaction
from django.utils import timezone
from django.utils.text import slugify

from jobs.importing.intake import Intake
from jobs.importing.readers import open_feed
from jobs.importing.reading import leave_with_parent, read_chunk
from jobs.importing.reporting import Report
from jobs.importing.storing import Store
from jobs.importing.types import FeedError
from jobs.models import ImportRun, Source
from jobs.search.lexicon import refresh_words

# While one batch is stored the next is read: small enough for both to go on at once in most files.
BATCH = 500
# Rows handed to another process at a time: large enough that pickling is noise, small enough to spread.
CHUNK = 50
REJECTIONS_KEPT = 1000


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
    again starts afresh. `source` names where it comes from (default: the format's name). `on_read` is
    called with each ReadPosting, `on_batch` with the rows done so far. Raises FeedError where the file
    cannot be opened at all.
    """
    path = Path(path)
    report = Report()
    try:
        with transaction.atomic(), open_feed(path, format=feed_format) as feed:
            run = _start(by, source or feed.format, feed.format, path)
            store = Store(run.source, report, by=by, publish=publish, is_snapshot=feed.snapshot)
            intake = Intake(feed, report)
            _take_in(store, intake, processes, on_read, on_batch)
            if intake.tells_what_is_gone:
                # Without a name, several employers' boards share one source: each closes its own alone.
                store.close_absent(intake.holds, boards=None if source else intake.boards)
            _finish(run, report)
            if dry_run:
                raise DryRun
            if report.created or report.updated or report.closed:
                refresh_words()
    except DryRun:
        pass
    return report


def _start(by, name, feed_format, path):
    slug = slugify(name)[:60]
    if not slug:
        raise FeedError(f"The source's name {name!r} needs a letter or digit from A to Z or 0 to 9.")
    source, _ = Source.objects.get_or_create(slug=slug, defaults={"name": name[:120]})
    _take_turns()
    return ImportRun.objects.create(source=source, file_name=path.name[:200], format=feed_format, by=by)


def _take_turns():
    """Imports wait for each other until they commit; nothing else waits for them.

    One lock for all, not one a source: two sources that meet the same new employers in different order
    would wait for each other's rows, and one of them would be stopped by the database.
    """
    key = int.from_bytes(hashlib.sha256(b"import").digest()[:8], signed=True)
    with connection.cursor() as cursor:
        # A turn takes minutes, in whatever process: the limits for requests and tasks do not apply.
        cursor.execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _take_in(store, intake, processes, on_read, on_batch):
    news = (store.news(rows, read_all=bool(on_read)) for rows in batched(intake, BATCH))
    with reading(processes) as read:
        for batch in read(news):
            for posting in batch if on_read else ():
                on_read(posting)
            store.save(batch)
            if on_batch:
                on_batch(store.report.rows)
            if settings.DEBUG:
                # Django keeps the text of 9,000 statements then, and here each has megabytes.
                reset_queries()


@contextmanager
def reading(processes):
    """Yields a function that turns batches of Incoming into batches of ReadPosting, in order.

    With several processes the next batch is read while the caller stores the one before.
    """
    if processes <= 1:
        yield lambda batches: (read_chunk(batch) for batch in batches)
        return
    # spawn: a forked child would share this process's database connection.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=leave_with_parent) as pool:

        def submit(batch):
            if len(batch) <= CHUNK:
                # Not worth a process, which takes a quarter of a second to start.
                return [lambda: read_chunk(batch)]
            return [pool.submit(read_chunk, chunk).result for chunk in batched(batch, CHUNK)]

        yield lambda batches: _one_ahead(submit(batch) for batch in batches)


def _one_ahead(submitted):
    before = None
    for results in submitted:
        if before is not None:
            yield _collected(before)
        before = results
    if before is not None:
        yield _collected(before)


def _collected(results):
    return list(chain.from_iterable(result() for result in results))


def batched(rows, size):
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def _finish(run, report):
    for name in ["created", "updated", "unchanged", "closed"]:
        setattr(run, name, getattr(report, name))
    run.rejected, run.rejections = len(report.rejected), report.rejected[:REJECTIONS_KEPT]
    run.finished_at = timezone.now()
    run.save()
