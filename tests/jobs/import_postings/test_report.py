"""Every row is accounted for, and every fact can be looked at."""

import json

import pytest
from django.core.management import call_command

from jobs.importing.actions import import_feed
from jobs.models import Facility, ImportRun, LivePosting, Posting, PostingEvent, Source
from tests.jobs.import_postings.rows import counts, row, run

pytestmark = pytest.mark.django_db


def test_a_row_is_accounted_for_once(feed):
    path = feed(row(1), "not json", row(2, title=""), row(3, location="Toronto, ON, CA"), row(1), row(4))
    report = run(path)
    assert report["created"] + report["unchanged"] + len(report["rejected"]) == 6
    assert [(bad["row"], bad["id"]) for bad in report["rejected"]] == [(2, ""), (3, "in-2"), (4, "in-3")]
    assert all(bad["reason"].endswith((".", "States")) for bad in report["rejected"])


def test_the_words_name_each_bad_row(feed, capsys):
    path = feed(row(1), row(2, title=""))
    call_command("import_postings", path, processes=1)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{path}: row 2 (in-2): The posting has no title.",
        f"{path}: 1 created, 0 updated, 0 unchanged, 0 closed, 1 rejected",
    ]


def test_the_json_report_has_the_names_others_script_against(feed):
    report = run(feed(row(1), row(2, title="")))
    assert list(report) == ["created", "updated", "unchanged", "closed", "rejected"]
    assert [list(bad) for bad in report["rejected"]] == [["row", "id", "reason"]]


def test_the_report_of_several_files_is_their_sum(feed):
    one, two = feed(row(1), row(2), name="one.jsonl"), feed(row(2), row(3, title=""), name="two.jsonl")
    report = run(one, two)
    assert counts(report) == {"created": 2, "unchanged": 1}
    assert report["rejected"] == [
        {"row": 2, "id": "in-3", "reason": "The posting has no title.", "file": two}
    ]


def test_each_run_is_kept_with_its_counts(feed, facility, recruiter):
    import_feed(by=recruiter, path=feed(row(1), row(2, title="")))
    kept = ImportRun.objects.get()
    assert (kept.created, kept.rejected, kept.by, kept.file_name) == (1, 1, recruiter, "feed.jsonl")
    assert kept.rejections[0]["id"] == "in-2"
    assert kept.finished_at
    assert PostingEvent.objects.get().by == recruiter


def test_a_dry_run_tells_and_leaves_nothing(feed):
    assert counts(run(feed(row(1), row(2)), dry_run=True, publish=True)) == {"created": 2}
    for model in [Posting, Facility, Source, ImportRun, LivePosting, PostingEvent]:
        assert not model.objects.exists()


def test_dumped_facts_are_a_line_a_posting(feed, tmp_path):
    path, facts = feed(row(1), row(2, title=""), row(3, description="")), tmp_path / "facts.jsonl"
    run(path, dump_facts=str(facts))
    lines = [json.loads(line) for line in facts.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["in-1", "in-3"]
    assert (
        list(lines[0])
        == (
            "id role settings employment shifts pay sign_on_bonus credentials_required credentials_preferred "
            "experience_months will_train new_grad_ok therapies devices systems city state benefits evidence"
        ).split()
    )
    assert lines[0]["shifts"] == ["night"]
    assert (lines[1]["pay"], lines[1]["shifts"], lines[1]["state"]) == (None, [], "CO")


def test_facts_are_dumped_for_unchanged_rows_too(feed, tmp_path):
    path, facts = feed(row(1), row(2)), tmp_path / "facts.jsonl"
    run(path)
    assert counts(run(path, dump_facts=str(facts))) == {"unchanged": 2}
    assert len(facts.read_text(encoding="utf-8").splitlines()) == 2


def test_dumped_pay_has_its_four_parts(feed, tmp_path):
    facts = tmp_path / "facts.jsonl"
    text = "Pay: $41.50 - $58.00 per hour."
    run(feed(row(description=text)), dump_facts=str(facts))
    assert json.loads(facts.read_text())["pay"] == {"min": 41.5, "max": 58, "unit": "hour", "from": "text"}
