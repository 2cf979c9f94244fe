import pytest

from applications import actions
from jobs.models import Posting


@pytest.fixture
def url(application, nurse):
    actions.withdraw_application(by=nurse, application=application)
    return f"/me/applications/{application.public_id}/reopen/"


def test_it_reopens(as_nurse, application, url):
    assert "open again" in as_nurse.post(url, follow=True).content.decode()
    application.refresh_from_db()
    assert application.stage == "submitted"


def test_a_link_reopens_nothing(as_nurse, url):
    assert as_nurse.get(url).status_code == 405


def test_a_paused_posting_says_why_not(as_nurse, application, url, posting):
    Posting.objects.filter(pk=posting.pk).update(status="paused")
    page = as_nurse.post(url, follow=True).content.decode()
    assert "paused this posting" in page
    application.refresh_from_db()
    assert application.stage == "withdrawn"


def test_anothers_is_not_found(as_other_nurse, url):
    assert as_other_nurse.post(url).status_code == 404
