"""Values that do not fit."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs.models import LivePosting, Posting
from jobs.search.indexing import differences
from tests.jobs.import_postings.rows import counts, greenhouse, row, run

pytestmark = pytest.mark.django_db


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
