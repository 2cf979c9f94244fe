"""What stops an import, and what does not."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jobs.importing.actions import import_feed
from jobs.importing.types import FeedError
from tests.jobs.import_postings.rows import row, run

pytestmark = pytest.mark.django_db


def test_an_unreadable_file_ends_in_a_sentence(tmp_path, feed):
    with pytest.raises(CommandError, match=r"nowhere.jsonl: The file cannot be opened: No such file"):
        run(tmp_path / "nowhere.jsonl")
    with pytest.raises(CommandError, match="does not tell its format"):
        run(feed("some words"))
    with pytest.raises(CommandError, match="is empty"):
        run(feed(""))


def test_the_other_files_are_imported_when_one_cannot_be_read(feed, tmp_path):
    out = StringIO()
    paths = [str(tmp_path / "nowhere"), feed(row())]
    with pytest.raises(CommandError):
        call_command("import_postings", *paths, json=True, processes=1, stdout=out)
    assert json.loads(out.getvalue())["created"] == 1


def test_facts_that_cannot_be_written_end_in_a_sentence(feed, tmp_path):
    with pytest.raises(CommandError, match="cannot be written there"):
        run(feed(row()), dump_facts=str(tmp_path))


def test_a_source_needs_a_name_with_letters(feed):
    with pytest.raises(FeedError, match="needs a letter or digit"):
        import_feed(path=feed(row()), source="???")
