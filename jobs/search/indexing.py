"""Keeps LivePosting in step with the postings: called in the transaction of each change."""

from contextlib import contextmanager

from django.db import connection, transaction
from psycopg2.extras import execute_values

from jobs.models import LivePosting, Posting
from jobs.search import slabs
from jobs.search.rows import COLUMNS, RowMaker

BATCH = 1000
TABLE = LivePosting._meta.db_table
TYPES = {
    "posted_on": "date",
    "lat": "real",
    "lon": "real",
    "pay_year": "int",
    "quality": "real",
    "experience_months": "smallint",
    "card": "jsonb",
    "tsv": "tsvector",
}
TEMPLATE = f"({', '.join(f'%s::{TYPES[c]}' if c in TYPES else '%s' for c in COLUMNS)})"
UPSERT = (
    f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES %s ON CONFLICT (posting_id) DO UPDATE SET "
    + ", ".join(f"{column} = EXCLUDED.{column}" for column in COLUMNS[1:])
    # An equal row is left alone: the index over its words is the dear part of a write.
    + f" WHERE ({', '.join(f'{TABLE}.{c}' for c in COLUMNS[1:])})"
    + f" IS DISTINCT FROM ({', '.join(f'EXCLUDED.{c}' for c in COLUMNS[1:])})"
)
DIFFERENT = (
    f"SELECT v.posting_id FROM (VALUES %s) v ({', '.join(COLUMNS)}) LEFT JOIN {TABLE} l USING (posting_id) "
    f"WHERE ({', '.join('l.' + c for c in COLUMNS[1:])}) IS DISTINCT FROM ({', '.join('v.' + c for c in COLUMNS[1:])})"
)


def index_postings(pks, maker=None):
    """Bring the live rows of these postings up to date: written where live, removed where not.

    Who calls it often in one run passes a RowMaker, which then reads places and words once.
    """
    pks = sorted(set(pks))
    if not pks:
        return
    with transaction.atomic():
        maker = maker or RowMaker()
        for batch in _batches(pks):
            rows = maker.rows(batch)
            gone = set(batch) - {row[0] for row in rows}
            if gone:
                LivePosting.objects.filter(pk__in=gone).delete()
            _write(rows)


def rebuild(progress=None):
    """Write every live posting's row anew and remove the rest; returns how many rows there are.

    Searches go on meanwhile: each batch commits by itself, and what is right already is not touched.
    """
    pks = _live_pks()
    LivePosting.objects.exclude(posting__status=Posting.Status.LIVE).delete()
    with _index_built_last(), RowMaker.with_workers(len(pks)) as maker:
        done = 0
        for batch in _batches(pks):
            with transaction.atomic():
                locked = Posting.objects.select_for_update().filter(pk__in=batch).order_by("pk")
                _write(maker.rows([posting.pk for posting in locked.only("pk")]))
            done += len(batch)
            if progress:
                progress(done, len(pks))
    slabs.rebuild_slabs()
    return LivePosting.objects.count()


@contextmanager
def _index_built_last():
    """Where the table is empty nobody can miss the index, and building it at the end is ten times cheaper."""
    if LivePosting.objects.exists():
        yield
        return
    (index,) = [index for index in LivePosting._meta.indexes if index.name == "live_words"]
    with transaction.atomic():
        with connection.schema_editor() as schema:
            schema.remove_index(LivePosting, index)
        yield
        with connection.schema_editor() as schema:
            # What is left of the foreign keys' deferred checks would forbid the index.
            schema.execute("SET CONSTRAINTS ALL IMMEDIATE")
            schema.add_index(LivePosting, index)


def differences(progress=None):
    """Primary keys of postings whose row is missing, superfluous or not what it should be.

    What looks different is looked at once more: a posting may change between two statements.
    """
    extra = LivePosting.objects.exclude(posting__status=Posting.Status.LIVE)
    found = _differing(_live_pks(), progress) + list(extra.values_list("pk", flat=True))
    still = set(_differing(_live_pks(pk__in=found))) | set(
        extra.filter(pk__in=found).values_list("pk", flat=True)
    )
    return sorted(still)


def _differing(pks, progress=None):
    found, done, maker = [], 0, RowMaker()
    for batch in _batches(pks):
        rows = maker.rows(batch)
        if rows:
            with connection.cursor() as cursor:
                found += execute_values(
                    cursor.cursor, DIFFERENT, rows, template=TEMPLATE, page_size=BATCH, fetch=True
                )
        done += len(batch)
        if progress:
            progress(done, len(pks))
    return [pk for (pk,) in found]


def _live_pks(**only):
    live = Posting.objects.filter(status=Posting.Status.LIVE, **only)
    return list(live.order_by("pk").values_list("pk", flat=True))


def _batches(pks):
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))


def _write(rows):
    if rows:
        with connection.cursor() as cursor:
            # The bare cursor: in DEBUG Django keeps every statement, and these are megabytes each.
            execute_values(cursor.cursor, UPSERT, rows, template=TEMPLATE, page_size=BATCH)
