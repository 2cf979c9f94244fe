"""Tables without their indexes and constraints while they are filled: sorting once beats inserting each."""

from contextlib import contextmanager

from django.db import connection

INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
WHERE i.indrelid = ANY(%s::regclass[]) AND c.oid IS NULL ORDER BY 1
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('f', 'u') AND conrelid = ANY(%s::regclass[])
AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = pg_constraint.conindid
                AND f.oid <> pg_constraint.oid AND pg_constraint.contype = 'u')
ORDER BY contype = 'f', conname
"""
# Building stays within this; the rest of the machine's memory is for reading.
MEMORY = "1GB"


@contextmanager
def bare():
    """Takes indexes, unique and foreign keys off the tables of postings, and puts them back, checked, at the end."""
    from jobs.models import LivePosting, Posting, Requirement

    tables = [model._meta.db_table for model in (Posting, Posting.terms.through, Requirement, LivePosting)]
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [tables])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [tables])
        indexes = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET statement_timeout = 0; SET maintenance_work_mem = '{MEMORY}'; SET synchronous_commit = off; "
            "SET max_parallel_maintenance_workers = 2"
        )
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        cursor.execute("RESET maintenance_work_mem; RESET synchronous_commit")
