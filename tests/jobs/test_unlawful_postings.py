"""A law that comes to bind live postings is said where it can be mended; nothing is taken down."""

import pytest
from django.urls import reverse

from jobs import actions
from jobs.models import Facility, PayLaw
from outbox.models import OutgoingMail
from tests import factories


@pytest.fixture
def small(facility):
    """Fourteen people in a state whose law begins at fifteen, with one posting that says no pay."""
    PayLaw.objects.create(
        state=factories.StateFactory(usps="CO"),
        asks="yes",
        effective="2021-01-01",
        min_employees=15,
        must_show="the range",
        citation="C.R.S. 8-5-201",
        source="https://law.example.com/co",
        as_of="2025-11",
    )
    Facility.objects.filter(pk=facility.pk).update(employees=14)
    silent = {"pay_min": None, "pay_max": None, "pay_unit": "", "pay_source": ""}
    factories.PostingFactory(facility=facility, title="Silent RN", **silent)
    factories.PostingFactory(facility=facility, title="Paused RN", status="paused", **silent)
    factories.PostingFactory(facility=facility, title="Lawful RN")
    facility.refresh_from_db()
    return facility


def grow(client, facility, employees="15"):
    answers = {"name": facility.name, "answer_days": "14", "employees": employees}
    url = reverse("jobs:facility_edit", args=[facility.slug])
    return client.post(url, answers, follow=True).content.decode()


def test_an_owner_reads_which_live_postings_break_which_law(as_owner, small):
    assert "lack" not in as_owner.get(reverse("jobs:facility_home")).content.decode()
    page = grow(as_owner, small)
    assert "With this number of employees, a law asks for more than you have posted." in page
    banner = page.split("1 live posting lacks what the law asks for")[1].split("Not legal advice")[0]
    assert "Silent RN" in banner
    assert "Colorado (C.R.S. 8-5-201) forbids a posting without its pay" in banner
    assert "Source: https://law.example.com/co, as of 2025-11." in banner
    assert "Lawful RN" not in banner
    assert "Paused RN" not in banner


def test_the_postings_own_page_says_it_too(as_owner, small):
    grow(as_owner, small)
    silent = small.postings.get(title="Silent RN")
    page = as_owner.get(reverse("jobs:posting_preview", args=[silent.public_id])).content.decode()
    assert "forbids a posting without its pay" in page


def test_nothing_is_taken_down_for_it(as_owner, small):
    grow(as_owner, small)
    assert small.postings.live().count() == 2


def test_the_other_owners_are_told_by_mail(as_owner, owner, recruiter, small):
    second = factories.MembershipFactory(facility=small, role="owner")
    grow(as_owner, small)
    mail = OutgoingMail.objects.get()
    assert mail.to == second.user.email
    assert mail.subject == "1 posting of Juniper Creek Infusion needs another look"
    assert "- Silent RN, Denver, CO" in mail.text


@pytest.mark.parametrize("employees", ["14", "5"])
def test_a_number_below_the_threshold_changes_nothing(as_owner, small, employees):
    assert "lack" not in grow(as_owner, small, employees)
    assert not OutgoingMail.objects.exists()


def test_staff_who_correct_the_number_read_it_and_the_owners_are_told(as_staff, owner, small):
    url = reverse("admin:jobs_facility_change", args=[small.pk])
    answers = {"name": small.name, "slug": small.slug, "answer_days": "14", "employees": "15"}
    answers |= {
        f"{prefix}-{count}_FORMS": "0"
        for prefix in ["memberships", "sites"]
        for count in ["TOTAL", "INITIAL"]
    }
    page = as_staff.post(url, answers | {"_continue": "1"}, follow=True).content.decode()
    assert "Silent RN: Colorado (C.R.S. 8-5-201) forbids a posting without its pay" in page
    silent = small.postings.get(title="Silent RN")
    posting_url = reverse("admin:jobs_posting_change", args=[silent.pk])
    assert f'<a href="{posting_url}">Silent RN</a>: Colorado' in page
    assert "forbids a posting without its pay" in as_staff.get(posting_url).content.decode()
    assert OutgoingMail.objects.get().to == owner.email


def test_a_name_that_staff_correct_is_found_at_once(as_staff, staff, posting, facility):
    facility.name = "Juniper Creek Home Infusion"
    actions.change_facility(by=staff, facility=facility, save=facility.save)
    posting.live_row.refresh_from_db()
    assert posting.live_row.card["facility"] == "Juniper Creek Home Infusion"


def test_the_facilitys_page_costs_the_same_queries_for_one_such_posting_and_for_twenty(
    as_owner, small, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    grow(as_owner, small)
    with CaptureQueriesContext(connection) as few:
        as_owner.get(reverse("jobs:facility_home"))
    factories.PostingFactory.create_batch(19, facility=small, pay_min=None, pay_max=None, pay_unit="")
    with django_assert_num_queries(len(few)):
        assert "20 live postings lack what" in as_owner.get(reverse("jobs:facility_home")).content.decode()
