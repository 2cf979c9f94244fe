from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories


def test_it_shows_the_next_step_and_her_applications(as_nurse, application):
    page = as_nurse.get("/me/").content.decode()
    assert "Next: About you" in page
    assert application.posting.title in page


def test_it_says_what_to_do_when_there_is_nothing(as_nurse):
    assert "You have not applied yet" in as_nurse.get("/me/").content.decode()


def test_it_shows_nobody_elses(as_other_nurse, application):
    assert application.public_id not in as_other_nurse.get("/me/").content.decode()


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get("/me/")["Location"] == "/accounts/login/?next=/me/"


def test_a_facility_has_its_own_pages(as_recruiter):
    assert as_recruiter.get("/me/").status_code == 403


def test_it_only_reads(as_nurse):
    assert as_nurse.post("/me/").status_code == 405
    assert as_nurse.generic("TRACE", "/me/").status_code == 405


def test_it_takes_as_many_queries_for_five_as_for_one(as_nurse, nurse, facility):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            as_nurse.get("/me/")
        return len(queries)

    factories.ApplicationFactory(posting__facility=facility, profile=nurse.profile)
    count()
    one = count()
    for number in range(6):
        factories.ApplicationFactory(
            posting=factories.PostingFactory(title=f"P{number}"), profile=nurse.profile
        )
    assert count() == one
