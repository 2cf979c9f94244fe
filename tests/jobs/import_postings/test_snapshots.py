"""A file that is all of a board: what it no longer names is over."""

import json

import pytest

from jobs.actions import move_posting
from jobs.models import LivePosting, Posting
from tests.jobs.import_postings.rows import counts, greenhouse, row, run
from tests.jobs.importing.feeds import SAMPLES

pytestmark = pytest.mark.django_db


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
