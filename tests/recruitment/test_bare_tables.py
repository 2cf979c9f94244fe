"""The benchmark's board is filled without indexes and constraints, and must have every one of them afterwards."""

import pytest
from django.db import IntegrityError, connection, transaction

from bench._bare_tables import bare
from jobs.models import Posting
from tests import factories


def definitions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
        found = {definition for (definition,) in cursor.fetchall()}
        cursor.execute(
            "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace"
        )
        return found | set(cursor.fetchall())


def test_every_index_and_constraint_comes_back(db):
    before = definitions()
    with bare():
        assert len(definitions()) < len(before) - 10
    assert definitions() == before


def test_rows_that_break_a_constraint_are_found_when_it_comes_back(db):
    one, other = factories.PostingFactory(), factories.PostingFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic(), bare():
        Posting.objects.filter(pk=other.pk).update(public_id=one.public_id)
