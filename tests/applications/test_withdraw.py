import pytest

from applications.models import Application
from jobs.models import Facility
from outbox.models import OutgoingMail


@pytest.fixture
def url(application):
    return f"/me/applications/{application.public_id}/withdraw/"


def test_it_asks_first(as_nurse, application, url):
    assert "Withdraw your application?" in as_nurse.get(url).content.decode()
    application.refresh_from_db()
    assert application.stage == "submitted"


def test_it_withdraws(as_nurse, application, url):
    page = as_nurse.post(url, {"reason": "Found another job"}, follow=True).content.decode()
    assert "withdrawn" in page
    assert "Found another job" in page
    application.refresh_from_db()
    assert application.stage == "withdrawn"


def test_the_facilitys_reviewers_hear_of_it(as_nurse, application, url, recruiter, author):
    as_nurse.post(url)
    assert [mail.to for mail in OutgoingMail.objects.all()] == [recruiter.email]


def test_a_facility_that_we_no_longer_accept_hears_nothing(as_nurse, application, url, recruiter, facility):
    Facility.objects.filter(pk=facility.pk).update(status=Facility.Status.REJECTED)
    page = as_nurse.post(url, follow=True).content.decode()
    application.refresh_from_db()
    assert application.stage == "withdrawn"
    assert not OutgoingMail.objects.exists()
    assert "has been told" not in page


def test_withdrawing_twice_is_calm(as_nurse, application, url):
    as_nurse.post(url)
    assert as_nurse.post(url).status_code == 302
    assert application.events.count() == 1


def test_a_decided_one_cannot_be_withdrawn(as_nurse, application, url):
    Application.objects.update(stage="not_selected")
    assert "already decided" in as_nurse.get(url).content.decode()
    as_nurse.post(url)
    application.refresh_from_db()
    assert application.stage == "not_selected"


def test_anothers_is_not_found(as_other_nurse, url, application):
    assert as_other_nurse.get(url).status_code == 404
    assert as_other_nurse.post(url).status_code == 404
    application.refresh_from_db()
    assert application.stage == "submitted"
