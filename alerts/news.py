"""What is new, by the database's clock.

A posting is news to an alert when it first went live after the alert was made, matches now, and has not
been told. How far an alert has looked is kept as a time, its watermark; a time alone would lose what a
slow transaction commits late, so the watermark never passes the start of a transaction that still writes.
Looking at a posting twice does no harm: the ledger tells a posting once.
"""

from django.db import connection

# Where another database role writes, its transactions are hidden from ours; theirs are short.
OVERLAP_MINUTES = 5
TABLE = "alerts_candidates"
LEDGER, TOLD = "alerts_deliveredposting", "alerts_told"
COLUMNS = (
    "posting_id, facility_id, group_key, posted_on, expires_at, pay_year, experience_months, lat, lon, tsv"
)
# Beyond this age a watermark asks for most of the live table, which has an index of its own.
RECENT_HOURS = 36

_HORIZON = """
    SELECT least(clock_timestamp(), min(xact_start)) - %s * interval '1 minute'
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL
"""


def horizon(*, overlap=OVERLAP_MINUTES):
    """The moment up to which everything published is visible to us now."""
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON, [overlap])
        return cursor.fetchone()[0]


def gather(since):
    """Fill a table of this transaction with what changed since, indexed as the live table is."""
    listed = ", ".join(f"l.{column.strip()}" for column in COLUMNS.split(","))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TABLE IF EXISTS {TABLE}; "  # noqa: S608
            f"CREATE TEMP TABLE {TABLE} ON COMMIT DROP AS "
            f"SELECT {listed}, n.first_at, n.changed_at FROM alerts_news n "
            "JOIN jobs_liveposting l ON l.posting_id = n.posting_id WHERE n.changed_at >= %s",
            [since],
        )
        # Without the vectors, whose statistics nothing asks for and which are a tenth of the whole work.
        cursor.execute(
            f"CREATE INDEX ON {TABLE} USING gin (tsv) WITH (fastupdate = off); "
            f"ANALYZE {TABLE} (posting_id, expires_at, changed_at, first_at)"
        )
    return TABLE


def gather_told():
    """Fill a table of this transaction with the ledger of what was gathered, for matching very many alerts.

    To ask the whole ledger about each match takes a third of their time; for one claim's it is cheaper.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TABLE IF EXISTS {TOLD}; "  # noqa: S608
            f"CREATE TEMP TABLE {TOLD} ON COMMIT DROP AS SELECT d.subscriber_id, d.posting_id "
            f"FROM {LEDGER} d JOIN {TABLE} p ON p.posting_id = d.posting_id; "
            f"CREATE INDEX ON {TOLD} (subscriber_id, posting_id); ANALYZE {TOLD}"
        )
    return TOLD


def everything():
    """The live table in the same shape, for alerts that have not looked for long."""
    return (
        "(SELECT l.*, n.first_at, n.changed_at FROM jobs_liveposting l "
        "JOIN alerts_news n ON n.posting_id = l.posting_id)"
    )
