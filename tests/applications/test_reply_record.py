"""The share of answers in time, which ranks a facility's postings."""

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.models import Application
from applications.reply_record import keep_reply_records
from applications.rules import answered_in_time
from applications.tasks import keep_reply_records as task
from jobs.models import LivePosting
from tests import factories

NOW = datetime(2026, 11, 23, 8, 25, tzinfo=UTC)
PROMISED = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("answered_on", "withdrawn_on", "today", "verdict"),
    [
        (date(2026, 11, 10), None, date(2026, 11, 10), True),
        (date(2026, 11, 11), None, date(2026, 11, 11), False),
        (None, None, date(2026, 11, 10), None),
        (None, None, date(2026, 11, 11), False),
        (None, date(2026, 11, 10), date(2026, 12, 1), None),
        (None, date(2026, 11, 11), date(2026, 12, 1), False),
        (date(2026, 11, 9), date(2026, 11, 10), date(2026, 12, 1), True),
    ],
)
def test_a_promise_is_kept_broken_or_open(answered_on, withdrawn_on, today, verdict):
    days = {"answered_on": answered_on, "withdrawn_on": withdrawn_on, "today": today}
    assert answered_in_time(PROMISED, **days) is verdict


def applied(posting, *moves, sent=NOW - timedelta(days=30)):
    """An application, answered by `moves`: (day of November, stage) each."""
    application = factories.ApplicationFactory(posting=posting, submitted_at=sent, answer_by=PROMISED)
    was = "submitted"
    for day, to in moves:
        at = datetime(2026, 11, day, 12, tzinfo=UTC)
        by_candidate = to == "withdrawn"
        application.events.create(kind="moved", at=at, from_stage=was, to_stage=to, by_candidate=by_candidate)
        Application.objects.filter(pk=application.pk).update(stage=to, stage_since=at)
        was = to
    return application


def share_of(facility):
    facility.refresh_from_db()
    return facility.answered_on_time


@pytest.fixture
def four_of_five(posting):
    applied(posting, (1, "in_review"), (9, "interview"), (20, "not_selected"))
    applied(posting, (10, "not_selected"))
    applied(posting, (2, "shortlisted"))
    applied(posting, (3, "interview"), (5, "withdrawn"))
    applied(posting, (1, "in_review"))


def test_the_first_answer_counts_and_looking_is_none(four_of_five, facility):
    assert keep_reply_records(at=NOW) == 1
    assert share_of(facility) == 0.8


def test_it_changes_nothing_twice(four_of_five, facility):
    keep_reply_records(at=NOW)
    assert keep_reply_records(at=NOW) == 0


def test_fewer_than_five_say_nothing(posting, facility):
    for _ in range(4):
        applied(posting, (9, "interview"))
    applied(posting, (5, "withdrawn"))  # owed no answer
    assert keep_reply_records(at=NOW) == 0
    assert share_of(facility) is None


def test_what_is_long_ago_is_forgotten(four_of_five, facility):
    keep_reply_records(at=NOW)
    assert keep_reply_records(at=NOW + timedelta(days=180)) == 1
    assert share_of(facility) is None


def test_the_clocks_closing_is_no_answer(four_of_five, posting, facility):
    applied(posting, (1, "no_answer"))
    keep_reply_records(at=NOW)
    assert share_of(facility) == round(4 / 6, 2)


def test_each_facility_has_its_own(four_of_five, facility, other_posting, other_facility):
    for _ in range(5):
        applied(other_posting, (11, "interview"))
    assert keep_reply_records(at=NOW) == 2
    assert (share_of(facility), share_of(other_facility)) == (0.8, 0.0)


def test_search_ranks_by_it_at_once(four_of_five, posting, other_posting):
    before = dict(LivePosting.objects.values_list("posting", "quality"))
    keep_reply_records(at=NOW)
    after = dict(LivePosting.objects.values_list("posting", "quality"))
    assert after[posting.pk] > before[posting.pk]
    assert after[other_posting.pk] == before[other_posting.pk]


def test_a_posting_that_is_not_live_stays_out_of_search(four_of_five, facility):
    paused = factories.PostingFactory(facility=facility, status="paused")
    keep_reply_records(at=NOW)
    assert not LivePosting.objects.filter(posting=paused).exists()


def test_the_task_runs(db):
    task.delay()
