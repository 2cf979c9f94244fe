import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from jobs.actions import move_posting, register_facility
from jobs.importing.actions import import_feed
from jobs.importing.types import FeedError
from jobs.models import Facility, ImportRun, LivePosting, Posting, PostingEvent, Source
from jobs.search.indexing import differences
from jobs.vocabulary import book
from tests import factories
from tests.jobs.importing.feeds import SAMPLES

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
EVERY_TEXT = (
    "**Schedule**\n\nNight shift, PRN.\n\n**Requirements**\n\n* RN license required\n* CRNI preferred"
)


@pytest.fixture(autouse=True)
def words_of_the_trade(db):
    """The few rows of vocabulary and geography that these feeds need."""
    book.forget()
    for kind, slugs in {
        "role": ["infusion-nurse", "home-infusion-nurse", "infusion-pharmacy-technician"],
        "setting": ["home-infusion", "ambulatory-infusion-center"],
        "employment": ["full-time", "part-time", "prn"],
        "shift": ["day", "night"],
        "therapy": ["ivig"],
        "workplace": ["remote", "on-site"],
    }.items():
        for slug in slugs:
            factories.TermFactory(kind=kind, slug=slug)
    for slug in ["rn", "crni", "bls"]:
        factories.CredentialFactory(slug=slug)
    for usps in ["CO", "TX", "CA"]:
        factories.StateFactory(usps=usps)
    factories.CityFactory()
    factories.ZipCodeFactory()
    yield
    book.forget()


def row(number=1, **fields):
    return {
        "id": f"in-{number}",
        "title": "Infusion Nurse (RN)",
        "company": "Example Infusion Center",
        "location": "Denver, CO, US",
        "description": f"Posting {number}. {EVERY_TEXT}",
        "job_url": f"https://board.example.com/{number}",
        **fields,
    }


def greenhouse(*numbers, board="exampleinfusion", **fields):
    return {
        "jobs": [
            {
                "id": number,
                "title": "Infusion Nurse",
                "absolute_url": f"https://boards.greenhouse.io/{board}/jobs/{number}",
                "internal_job_id": number,
                "location": {"name": "Denver, CO"},
                "company_name": board.title(),
                "content": "<p>Night shift. RN license required.</p>",
                **fields,
            }
            for number in numbers
        ]
    }


@pytest.fixture
def feed(tmp_path):
    """Writes a feed file of rows (JSON lines) or of any JSON value, and returns its path."""

    def write(*rows, name="feed.jsonl", whole=None):
        path = tmp_path / name
        text = json.dumps(whole) if whole is not None else "\n".join(map(as_line, rows))
        data = text.encode("utf-8", "surrogatepass")
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return str(path)

    return write


def as_line(one):
    return one if isinstance(one, str) else json.dumps(one)


def run(*paths, **options):
    """What the command prints, as the report that --json gives."""
    out = StringIO()
    call_command("import_postings", *map(str, paths), json=True, processes=1, stdout=out, **options)
    return json.loads(out.getvalue())


def counts(report):
    return {name: value for name, value in report.items() if name != "rejected" and value}


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


# Snapshots


def test_a_board_that_drops_a_posting_closes_it(feed):
    run(feed(whole=greenhouse(1, 2, 3)), publish=True)
    assert counts(run(feed(whole=greenhouse(1, 3)), publish=True)) == {"unchanged": 2, "closed": 1}
    gone = Posting.objects.get(external_id="2")
    assert gone.status == Posting.Status.CLOSED
    assert gone.closed_at
    assert gone.events.last().reason == "No longer in greenhouse."
    assert LivePosting.objects.count() == 2


def test_a_draft_that_left_its_board_is_closed_too(feed):
    run(feed(whole=greenhouse(1, 2)))
    assert counts(run(feed(whole=greenhouse(1)))) == {"unchanged": 1, "closed": 1}


def test_a_posting_that_comes_back_is_live_again(feed):
    run(feed(whole=greenhouse(1, 2)), publish=True)
    run(feed(whole=greenhouse(1)), publish=True)
    assert counts(run(feed(whole=greenhouse(1, 2)), publish=True)) == {"unchanged": 1, "updated": 1}
    assert Posting.objects.live().count() == LivePosting.objects.count() == 2


def test_what_people_closed_stays_closed(feed, facility, owner):
    run(feed(whole=greenhouse(1)), publish=True)
    move_posting(by=owner, posting=Posting.objects.get(), to=Posting.Status.CLOSED, reason="A hoax.")
    run(feed(whole=greenhouse(1)), publish=True)
    run(feed(whole=greenhouse(1, title="Infusion Nurse II")), publish=True)
    assert Posting.objects.get().status == Posting.Status.CLOSED


def test_what_staff_look_at_is_not_live_again_by_leaving_its_board_and_coming_back(feed, staff):
    run(feed(whole=greenhouse(1, 2)), publish=True)
    held = Posting.objects.get(external_id="2")
    move_posting(by=staff, posting=held, to=Posting.Status.IN_REVIEW, reason="A hoax?")
    run(feed(whole=greenhouse(1)), publish=True)
    run(feed(whole=greenhouse(1, 2)), publish=True)
    held.refresh_from_db()
    assert held.status == Posting.Status.IN_REVIEW


def test_a_jobspy_file_closes_nothing(feed):
    run(feed(row(1), row(2)), publish=True)
    assert counts(run(feed(row(1)), publish=True)) == {"unchanged": 1}


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param('{"jobs": [], "meta": {"total": 0}}', id="empty"),
        pytest.param(json.dumps(greenhouse(1, 2))[:-400], id="cut"),
        pytest.param(
            json.dumps({"jobs": [*greenhouse(1)["jobs"], {"title": "", "absolute_url": ""}, 7]}), id="no id"
        ),
    ],
)
def test_a_broken_board_closes_nothing(feed, broken):
    run(feed(whole=greenhouse(1, 2)), publish=True)
    report = run(feed(broken), format="greenhouse", publish=True)
    assert report["closed"] == 0
    assert report["rejected"]
    assert Posting.objects.live().count() == 2


def test_a_row_that_was_refused_is_still_open_at_its_source(feed):
    run(feed(whole=greenhouse(1, 2)), publish=True)
    board = greenhouse(1, 2)
    board["jobs"][1]["title"] = ""
    report = run(feed(whole=board), publish=True)
    assert counts(report) == {"unchanged": 1}
    assert [bad["id"] for bad in report["rejected"]] == ["2"]


def test_an_unlisted_posting_is_closed(feed):
    board = json.loads((SAMPLES / "ashby.json").read_text())
    run(feed(whole=board), publish=True)
    board["jobs"].append({**board["jobs"][0], "id": "d4d4"})
    board["jobs"][0]["isListed"] = False
    assert counts(run(feed(whole=board), publish=True)) == {"created": 1, "closed": 1}


def test_one_employers_board_does_not_close_anothers(feed):
    run(feed(whole=greenhouse(1, 2, board="exampleone")), publish=True)
    run(feed(whole=greenhouse(3, board="exampletwo")), publish=True)
    assert Posting.objects.live().count() == 3


def test_a_named_source_is_closed_whole(feed):
    run(feed(whole=greenhouse(1, board="oldname")), source="Example Group", publish=True)
    report = run(feed(whole=greenhouse(2, board="newname")), source="Example Group", publish=True)
    assert counts(report) == {"created": 1, "closed": 1}


# Whose posting it is


def test_a_feed_never_writes_into_a_facility_that_signed_up(feed, facility, owner):
    mine = register_facility(by=owner, name="Example Infusion Center")
    lookalike = register_facility(by=owner, name="Example Infusion Center Feed")
    assert lookalike.slug == "example-infusion-center-feed"
    run(feed(row()), publish=True)
    posting = Posting.objects.get()
    assert posting.facility not in {mine, lookalike}
    assert posting.facility.slug == "example-infusion-center-feed-2"
    run(feed(row(2)), publish=True)
    assert Facility.objects.filter(status=Facility.Status.UNCLAIMED).get().postings.count() == 2


def test_a_claimed_posting_is_its_facilitys_own(feed, owner):
    run(feed(whole=greenhouse(1, 2)), publish=True)
    claimed = Facility.objects.get(status=Facility.Status.UNCLAIMED)
    factories.MembershipFactory(facility=claimed, user=owner)
    report = run(feed(whole=greenhouse(1, title="Changed")), publish=True)
    assert [bad["reason"] for bad in report["rejected"]] == [
        "The employer has signed up here and keeps this posting itself."
    ]
    assert set(Posting.objects.values_list("title", "status")) == {("Infusion Nurse", "live")}


def test_a_suspended_employers_postings_do_not_go_live(feed):
    run(feed(row()))
    Facility.objects.update(status=Facility.Status.SUSPENDED)
    run(feed(row(), row(2)), publish=True)
    assert not Posting.objects.live().exists()


def test_employers_without_a_latin_name_stay_apart(feed):
    run(feed(row(1, company="药房"), row(2, company="Клиника"), row(3, company=""), row(4, company="nan")))
    names = sorted(Facility.objects.values_list("name", flat=True))
    assert names == ["Employer not named", "Клиника", "药房"]


def test_spellings_of_one_employer_are_one(feed):
    run(feed(row(1, company="St. Example's"), row(2, company="ST EXAMPLES")))
    assert Facility.objects.get().postings.count() == 2


# Values that do not fit


@pytest.mark.parametrize(
    "pay",
    [
        {"min_amount": "99999999999", "max_amount": "99999999999", "interval": "hourly"},
        {"min_amount": "9999999", "max_amount": "9999999", "interval": "hourly"},
        {"min_amount": "0.001", "max_amount": "0.004", "interval": "hourly"},
        {"min_amount": "90", "max_amount": "40", "interval": "hourly"},
        {"min_amount": "1e400", "interval": "yearly"},
        {"min_amount": "-5", "max_amount": "NaN", "interval": "fortnightly"},
    ],
)
def test_impossible_pay_is_unknown(feed, pay):
    columns = {"salary_source": "direct_data", "currency": "USD", **pay}
    report = run(feed(row(description="Infusions.", **columns)), publish=True)
    assert counts(report) == {"created": 1}
    posting = Posting.objects.get()
    assert posting.pay_min is None or posting.pay_min <= (posting.pay_max or posting.pay_min)


def test_a_long_title_is_cut_at_a_word(feed):
    run(feed(row(title="Infusion Nurse " * 20)))
    title = Posting.objects.get().title
    assert len(title) <= 160
    assert title.endswith("Infusion…")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"location": "Springfield, ZZ"}, id="unknown state"),
        pytest.param({"location": "X" * 5000}, id="long place"),
        pytest.param({"location": None, "company": None, "description": None}, id="nothing known"),
        pytest.param({"title": "Nurse\x00", "description": "a\x00b\ud800c", "company": "\x00"}, id="NUL"),
        pytest.param({"company": "y" * 900}, id="long company"),
        pytest.param({"id": "i" * 900}, id="long id"),
        pytest.param({"job_url_direct": "https://example.com/" + "x" * 1900}, id="long address"),
        pytest.param({"date_posted": "9999-99-99"}, id="no day"),
        pytest.param({"description": "nurse " * 90_000}, id="long text"),
        pytest.param({"description": " ".join(map(str, range(100_000)))}, id="many words"),
        pytest.param({"description": "x" * 400_000}, id="long word"),
        pytest.param({"description": "<script>alert(1)</script>&lt;script&gt;alert(2)"}, id="script"),
    ],
)
def test_hostile_values_are_cleaned_or_refused(feed, fields):
    report = run(feed(row(1, **fields), row(2)), publish=True)
    assert report["created"] + len(report["rejected"]) == 2
    assert Posting.objects.get(external_id="in-2").is_live
    assert not Posting.objects.filter(description_html__contains="<script").exists()
    assert differences() == []


def test_a_title_of_invisible_signs_is_no_title(feed):
    report = run(feed(row(1, title="\u200b\u2060 \x00")))
    assert [bad["reason"] for bad in report["rejected"]] == ["The posting has no title."]


def test_a_posting_whose_last_day_is_over_stays_a_draft(feed):
    yesterday, soon = (str(timezone.localdate() + timedelta(days=days)) for days in (-2, 5))
    board = greenhouse(1, 2)
    board["jobs"][0]["application_deadline"], board["jobs"][1]["application_deadline"] = yesterday, soon
    assert counts(run(feed(whole=board), publish=True)) == {"created": 2}
    assert dict(Posting.objects.values_list("external_id", "status")) == {"1": "draft", "2": "live"}


def test_a_row_the_database_refuses_does_not_stop_the_others(feed):
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE jobs_posting ADD CONSTRAINT no_thirteen CHECK (external_id NOT IN ('in-13', 'in-20'))"
        )
    report = run(feed(*(row(number) for number in range(1, 31))), publish=True)
    assert counts(report) == {"created": 28}
    assert report["rejected"] == [
        {"row": 13, "id": "in-13", "reason": "The database does not take this row (no_thirteen)."},
        {"row": 20, "id": "in-20", "reason": "The database does not take this row (no_thirteen)."},
    ]
    assert Posting.objects.live().count() == LivePosting.objects.count() == 28


def test_a_lost_connection_is_no_fault_of_a_row(feed):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_requirement RENAME TO elsewhere")
    with pytest.raises(Exception, match="jobs_requirement"):
        run(feed(row()))


# What stops


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


# How it runs


def test_several_processes_read_what_one_reads(feed):
    path = feed(*(row(number, title=f"Infusion Nurse {number}") for number in range(120)))
    report = import_feed(path=path, processes=2, publish=True)
    assert report.created == 120
    assert Posting.objects.filter(terms__slug="night").count() == 120
    assert import_feed(path=path, processes=2, publish=True).unchanged == 120


def statements(path):
    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        import_feed(path=path, publish=True)
    return seen


def test_a_batch_takes_the_same_statements_at_1_row_and_at_60(feed):
    numbers = iter(range(1000))
    one, many = ([row(next(numbers)) for _ in range(count)] for count in (1, 60))
    statements(feed(row(next(numbers))))  # the vocabulary's bits are given once
    assert len(statements(feed(*one))) == len(statements(feed(*many)))
    changed = [{**fields, "title": "Charge Nurse"} for fields in one + many]
    assert len(statements(feed(*changed[:1]))) == len(statements(feed(*changed[1:])))


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_lose_and_double_nothing(feed):
    paths = [
        feed(*(row(number) for number in numbers), name=f"{numbers.start}.jsonl")
        for numbers in (range(1, 40), range(20, 60))
    ]
    reports = []

    def work(path):
        try:
            reports.append(import_feed(path=path, publish=True))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[path]) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(reports) == 2
    assert sum(report.created for report in reports) == 59
    assert sum(report.unchanged for report in reports) == 20
    assert Posting.objects.live().count() == LivePosting.objects.count() == 59
    assert Facility.objects.filter(status=Facility.Status.UNCLAIMED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_leaves_nothing(feed):
    """The command's own process, killed after its first batch is stored."""
    path = feed(*(row(number, description="Short.") for number in range(1, 2501)))
    script = (
        "import django; django.setup()\n"
        "from jobs.importing.actions import import_feed\n"
        f"import_feed(path={path!r}, publish=True, processes=2, on_batch=lambda done: print(done, flush=True))\n"
    )
    database = connection.settings_dict
    environ = os.environ | {
        "DATABASE_URL": f"postgres://{database['USER']}@/{database['NAME']}?host={quote(database['HOST'], safe='')}",
        "PROCESS_ROLE": "command",
        "DJANGO_SETTINGS_MODULE": "recruitment.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    ) as child:
        done = child.stdout.readline().strip()
        readers = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
        child.send_signal(signal.SIGKILL)
    assert done == "500"
    assert len(readers) >= 2
    wait_until(lambda: not any(Path(f"/proc/{reader}").exists() for reader in readers))
    wait_until(lambda: other_sessions() == 0)
    for model in [Posting, ImportRun, LivePosting, PostingEvent, Source]:
        assert not model.objects.exists()
    assert import_feed(path=path, publish=True).created == 2500


def other_sessions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0]


def wait_until(condition):
    # PostgreSQL notices a lost client when it next writes to it: after the statement under way.
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "The killed import goes on."
        time.sleep(0.05)
