"""Keeps LivePosting in step with the postings: called in the transaction of each change."""

from django.db import connection, transaction
from psycopg2.extras import execute_values

from jobs.models import LivePosting, Posting
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
    f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES %s ON CONFLICT (posting_id) DO UPDATE SET "  # noqa: S608
    + ", ".join(f"{column} = EXCLUDED.{column}" for column in COLUMNS[1:])
)
DIFFERENT = (
    f"SELECT v.posting_id FROM (VALUES %s) v ({', '.join(COLUMNS)}) LEFT JOIN {TABLE} l USING (posting_id) "  # noqa: S608
    f"WHERE ({', '.join('l.' + c for c in COLUMNS[1:])}) IS DISTINCT FROM ({', '.join('v.' + c for c in COLUMNS[1:])})"
)


@transaction.atomic
def index_postings(pks):
    """Bring the live rows of these postings up to date: written where live, removed where not."""
    pks = sorted(set(pks))
    if not pks:
        return
    maker = RowMaker()
    for start in range(0, len(pks), BATCH):
        batch = pks[start : start + BATCH]
        rows = maker.rows(batch)
        gone = set(batch) - {row[0] for row in rows}
        if gone:
            LivePosting.objects.filter(pk__in=gone).delete()
        _write(rows)


def _write(rows):
    if rows:
        with connection.cursor() as cursor:
            # The bare cursor: in DEBUG Django keeps every statement, and these are megabytes each.
            execute_values(cursor.cursor, UPSERT, rows, template=TEMPLATE, page_size=BATCH)


def rebuild(progress=None):
    """Write every live posting's row anew and remove the rest; returns how many rows there are.

    Readers see the old rows until each batch commits.
    """
    pks = list(Posting.objects.filter(status=Posting.Status.LIVE).order_by("pk").values_list("pk", flat=True))
    LivePosting.objects.exclude(posting__status=Posting.Status.LIVE).delete()
    maker = RowMaker()
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            batch = list(
                Posting.objects.select_for_update()
                .filter(pk__in=pks[start : start + BATCH], status=Posting.Status.LIVE)
                .order_by("pk")
                .values_list("pk", flat=True)
            )
            _write(maker.rows(batch))
        if progress:
            progress(min(start + BATCH, len(pks)), len(pks))
    return LivePosting.objects.count()


@transaction.atomic
def differences(progress=None):
    """Primary keys of postings whose row is missing, superfluous or not what it should be."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    pks = list(Posting.objects.filter(status=Posting.Status.LIVE).order_by("pk").values_list("pk", flat=True))
    found = list(
        LivePosting.objects.exclude(posting__status=Posting.Status.LIVE).values_list("pk", flat=True)
    )
    maker = RowMaker()
    for start in range(0, len(pks), BATCH):
        rows = maker.rows(pks[start : start + BATCH])
        if rows:
            with connection.cursor() as cursor:
                found += [
                    pk
                    for (pk,) in execute_values(
                        cursor.cursor, DIFFERENT, rows, template=TEMPLATE, page_size=BATCH, fetch=True
                    )
                ]
        if progress:
            progress(min(start + BATCH, len(pks)), len(pks))
    return sorted(found)
