from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories


def test_it_lists_sent_ones_and_drafts(as_nurse, nurse, application, facility):
    factories.ApplicationFactory(draft=True, posting__title="PICC Nurse", profile=nurse.profile)
    page = as_nurse.get("/me/applications/").content.decode()
    assert "Home Infusion RN" in page
    assert "PICC Nurse" in page
    assert "promised an answer by" in page


def test_it_lists_nobody_elses(as_nurse, application, other_application):
    page = as_nurse.get("/me/applications/").content.decode()
    assert other_application.public_id not in page
    assert "Salt Marsh" not in page


def test_an_empty_list_says_what_to_do(as_nurse):
    assert "You have not applied yet" in as_nurse.get("/me/applications/").content.decode()


def test_a_late_answer_is_named(as_nurse, application):
    application.answer_by = application.submitted_at.date()
    application.save()
    assert "days ago" in as_nurse.get("/me/applications/").content.decode()


def test_a_visitor_is_asked_to_log_in_and_a_facility_refused(client, as_recruiter, db):
    assert client.get("/me/applications/").status_code == 302
    assert as_recruiter.get("/me/applications/").status_code == 403


def test_it_takes_as_many_queries_for_twenty_as_for_one(as_nurse, nurse):
    def count():
        with CaptureQueriesContext(connection) as queries:
            as_nurse.get("/me/applications/")
        return len(queries)

    factories.ApplicationFactory(profile=nurse.profile)
    factories.ApplicationFactory(profile=nurse.profile, draft=True)
    count()
    one = count()
    for _ in range(19):
        factories.ApplicationFactory(profile=nurse.profile)
        factories.ApplicationFactory(profile=nurse.profile, draft=True)
    assert count() == one
