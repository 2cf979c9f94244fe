"""Where a log-in leads when nobody came from another page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def log_in(user, **answers):
    answers = {"login": user.email, "password": PASSWORD, **answers}
    return Client().post(reverse("account_login"), answers)["Location"]


@pytest.fixture(autouse=True)
def verified(nurse, owner, author, recruiter, staff):
    for user in [nurse, owner, author, recruiter, staff]:
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)


def test_a_recruiter_with_applicants_begins_at_her_review(recruiter, application):
    assert log_in(recruiter) == "/admin/applications/application/"


@pytest.mark.parametrize("stage", ["not_selected", "withdrawn", "draft"])
def test_a_recruiter_whom_nobody_waits_for_begins_at_her_facility(recruiter, posting, stage):
    factories.ApplicationFactory(posting=posting, stage=stage)
    assert log_in(recruiter) == "/facility/"


def test_applicants_of_another_facility_are_not_her_work(recruiter, other_application):
    assert log_in(recruiter) == "/facility/"


def test_an_owner_and_an_author_begin_at_their_facility(owner, author, application):
    assert log_in(owner) == log_in(author) == "/facility/"


def test_everybody_else_begins_at_their_own_pages(nurse, staff):
    assert (log_in(nurse), log_in(staff)) == ("/me/", "/admin/")


def test_whoever_came_from_a_page_goes_back_to_it(recruiter, application):
    assert log_in(recruiter, next="/facilities/") == "/facilities/"
