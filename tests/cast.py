"""The people of the tests: every refusal is tried by somebody who is close, but not the one."""

import pytest
from django.test import Client

from jobs.models import Membership
from tests import factories


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def nurse(db):
    return factories.ProfileFactory(user__email="nurse@example.com", user__name="Nadia Nursington").user


@pytest.fixture
def other_nurse(db):
    return factories.ProfileFactory(user__email="other.nurse@example.com", user__name="Olga Otherwise").user


@pytest.fixture
def facility(db):
    return factories.FacilityFactory(name="Juniper Creek Infusion", slug="juniper-creek")


@pytest.fixture
def other_facility(db):
    return factories.FacilityFactory(name="Salt Marsh Home Therapies", slug="salt-marsh")


def _member(facility, role, email, name):
    user = factories.UserFactory(facility=True, email=email, name=name)
    factories.MembershipFactory(facility=facility, user=user, role=role)
    return user


@pytest.fixture
def owner(facility):
    return _member(facility, Membership.Role.OWNER, "owner@example.com", "Orla Owner")


@pytest.fixture
def author(facility):
    return _member(facility, Membership.Role.AUTHOR, "author@example.com", "Arlo Author")


@pytest.fixture
def recruiter(facility):
    return _member(facility, Membership.Role.RECRUITER, "recruiter@example.com", "Rhea Recruiter")


@pytest.fixture
def colleague(facility):
    return _member(facility, Membership.Role.RECRUITER, "colleague@example.com", "Cole Colleague")


@pytest.fixture
def other_owner(other_facility):
    return _member(other_facility, Membership.Role.OWNER, "other.owner@example.com", "Otto Otherowner")


@pytest.fixture
def other_recruiter(other_facility):
    return _member(other_facility, Membership.Role.RECRUITER, "other.recruiter@example.com", "Ruth Elsewhere")


@pytest.fixture
def staff(db):
    return factories.UserFactory(staff=True, email="staff@example.com", name="Stella Staff")


@pytest.fixture
def posting(facility):
    return factories.PostingFactory(facility=facility)


@pytest.fixture
def other_posting(other_facility):
    return factories.PostingFactory(facility=other_facility, title="Oncology Infusion RN")


@pytest.fixture
def application(posting, nurse):
    return factories.ApplicationFactory(posting=posting, profile=nurse.profile)


@pytest.fixture
def other_application(other_posting, other_nurse):
    return factories.ApplicationFactory(posting=other_posting, profile=other_nurse.profile)


@pytest.fixture
def as_nurse(nurse):
    return logged_in(nurse)


@pytest.fixture
def as_other_nurse(other_nurse):
    return logged_in(other_nurse)


@pytest.fixture
def as_owner(owner):
    return logged_in(owner)


@pytest.fixture
def as_author(author):
    return logged_in(author)


@pytest.fixture
def as_recruiter(recruiter):
    return logged_in(recruiter)


@pytest.fixture
def as_other_owner(other_owner):
    return logged_in(other_owner)


@pytest.fixture
def as_other_recruiter(other_recruiter):
    return logged_in(other_recruiter)


@pytest.fixture
def as_staff(staff):
    return logged_in(staff)
