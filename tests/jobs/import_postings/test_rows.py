"""What one row becomes, and what it changes when it comes again."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from jobs.models import Facility, LivePosting, Posting, PostingEvent
from jobs.search.indexing import differences
from tests.jobs.import_postings.rows import EVERY_TEXT, counts, row, run
from tests.jobs.importing.feeds import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sample", "created", "rejected"),
    [
        ("jobspy.jsonl", 3, 4),
        ("jobspy.csv", 2, 1),
        ("greenhouse.json", 2, 1),
        ("lever.json", 2, 1),
        ("ashby.json", 1, 2),
        ("indeed.xml", 2, 2),
        ("appcast.xml", 1, 0),
        ("ziprecruiter.xml", 1, 0),
        ("jobs.rss", 2, 1),
        ("jobs.atom", 1, 0),
        ("jobposting.json", 2, 1),
        ("jobposting.jsonl", 2, 1),
        ("jobposting.html", 1, 1),
    ],
)
def test_it_imports_every_format_once(sample, created, rejected):
    first, second = run(SAMPLES / sample, publish=True), run(SAMPLES / sample, publish=True)
    assert counts(first) == {"created": created}
    assert counts(second) == {"unchanged": created}
    assert len(first["rejected"]) == rejected
    assert second["rejected"] == first["rejected"]
    assert Posting.objects.live().count() == LivePosting.objects.count() == created
    assert differences() == []


def test_it_reads_packed_files(feed):
    assert counts(run(feed(row(), name="feed.jsonl.gz"))) == {"created": 1}


def test_every_fact_lands_in_its_column(feed):
    path = feed(
        row(
            title="Home Infusion Nurse (RN)",
            description=f"Pay: $41.50 - $58.00 per hour\n\n$5,000 sign-on bonus\n\n{EVERY_TEXT}",
            date_posted="2026-10-02",
            job_url_direct="https://infusion.example.com/jobs/1",
            company_num_employees="51 to 200",
        )
    )
    run(path)
    posting = Posting.objects.get()
    assert posting.external_id == "in-1"
    assert posting.source.slug == "jobspy"
    assert (posting.facility.name, posting.facility.slug) == (
        "Example Infusion Center",
        "example-infusion-center-feed",
    )
    assert posting.facility.status == Facility.Status.UNCLAIMED
    assert (posting.pay_min, posting.pay_max, posting.pay_unit, posting.pay_source) == (
        Decimal("41.50"),
        Decimal("58.00"),
        "hour",
        "text",
    )
    assert posting.pay_annual_max == 58 * 2080
    assert posting.has_sign_on_bonus is True
    assert posting.sign_on_bonus == 5000
    assert (posting.city, posting.state_id, posting.zone) == ("Denver", "CO", "America/Denver")
    assert (posting.lat, posting.lon) == (39.74, -104.99)
    assert posting.posted_on == date(2026, 10, 2)
    assert posting.apply_url == "https://infusion.example.com/jobs/1"
    assert posting.role.slug == "home-infusion-nurse"
    assert {(term.kind, term.slug) for term in posting.terms.all()} >= {
        ("employment", "prn"),
        ("shift", "night"),
    }
    assert {(r.credential.slug, r.level) for r in posting.requirements.all()} >= {
        ("rn", "must"),
        ("crni", "nice"),
    }
    assert "<li>RN license required</li>" in posting.description_html
    assert "shifts:night" in posting.evidence
    assert posting.origin["company_num_employees"] == "51 to 200"
    event = posting.events.get()
    assert (event.from_status, event.to_status, event.reason) == ("", "draft", "Imported from jobspy.")


def test_it_makes_drafts_unless_told_to_publish(feed):
    run(feed(row()))
    assert Posting.objects.get().status == Posting.Status.DRAFT
    assert not LivePosting.objects.exists()


def test_published_postings_are_found_by_search(feed):
    run(feed(row()), publish=True)
    posting = Posting.objects.get()
    assert posting.is_live
    out = StringIO()
    call_command("search", "q=infusion&state=CO&shift=night", json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert [result["source_id"] for result in found["results"]] == ["in-1"]


def test_drafts_go_live_when_the_same_file_is_published(feed):
    path = feed(row(1), row(2))
    run(path)
    assert counts(run(path, publish=True)) == {"updated": 2}
    assert counts(run(path, publish=True)) == {"unchanged": 2}
    assert Posting.objects.live().count() == LivePosting.objects.count() == 2
    event = PostingEvent.objects.filter(posting=Posting.objects.first()).last()
    assert (event.from_status, event.to_status) == ("draft", "live")


def test_a_changed_row_is_one_update_that_search_follows(feed):
    run(feed(row(1), row(2)), publish=True)
    before = Posting.objects.get(external_id="in-2")
    report = run(feed(row(1), row(2, title="Pediatric Infusion Nurse")), publish=True)
    assert counts(report) == {"updated": 1, "unchanged": 1}
    after = Posting.objects.get(external_id="in-2")
    assert (after.pk, after.public_id, after.published_at) == (
        before.pk,
        before.public_id,
        before.published_at,
    )
    assert after.created_at == before.created_at
    assert after.live_row.card["title"] == "Pediatric Infusion Nurse"
    assert after.events.last().changes == {"title": ["Infusion Nurse (RN)", "Pediatric Infusion Nurse"]}
    assert differences() == []


def test_a_changed_row_loses_what_it_no_longer_says(feed):
    run(feed(row()))
    run(feed(row(description="We give infusions.")))
    posting = Posting.objects.get()
    assert not posting.terms.filter(kind="shift").exists()
    assert not posting.requirements.filter(credential__slug="crni").exists()


def test_the_first_of_two_rows_with_one_id_wins_every_time(feed):
    path = feed(row(1), row(1, title="Another Nurse"), row(1))
    first, second = run(path), run(path)
    assert counts(first) == {"created": 1, "unchanged": 1}
    assert counts(second) == {"unchanged": 2}
    refused = [{"row": 2, "id": "in-1", "reason": "Row 1 of this file has this id already."}]
    assert first["rejected"] == second["rejected"] == refused
    assert Posting.objects.get().title == "Infusion Nurse (RN)"


def test_one_id_of_two_sources_is_two_postings(feed):
    path = feed(row())
    run(path, source="Board One")
    run(path, source="Board Two")
    assert sorted(Posting.objects.values_list("source__slug", flat=True)) == ["board-one", "board-two"]
