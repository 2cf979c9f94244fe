"""A posting's public page, from live to gone."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.models import Facility, Posting
from tests import factories


def markup_of(response):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    return json.loads(found.group(1)) if found else None


def test_anybody_reads_a_live_posting(client, posting):
    page = client.get(posting.get_absolute_url()).content.decode()
    assert "Home Infusion RN" in page
    assert "$42 to $55 an hour" in page
    assert "Answers within 14 days" in page


def test_a_wrong_slug_redirects_to_the_right_one(client, posting):
    for wrong in [f"/jobs/{posting.public_id}/", f"/jobs/{posting.public_id}/something-else/"]:
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (302, posting.get_absolute_url())


def test_no_browser_keeps_a_redirect_to_a_title_that_may_come_back(client, posting):
    first = posting.get_absolute_url()
    Posting.objects.update(title="Infusion RN, Evenings")
    response = client.get(first)
    assert response.status_code == 302
    Posting.objects.update(title=posting.title)
    assert client.get(first).status_code == 200


def test_an_unknown_posting_is_not_found(client, db):
    assert client.get("/jobs/zzzzzzzzzzzz/").status_code == 404


@pytest.mark.parametrize("status", [Posting.Status.DRAFT, Posting.Status.IN_REVIEW])
def test_what_is_not_published_is_not_found(client, status, facility):
    posting = factories.PostingFactory(facility=facility, status=status, published_at=None, expires_at=None)
    assert client.get(posting.get_absolute_url()).status_code == 404


def test_a_closed_posting_says_so_and_has_no_markup(client, facility):
    posting = factories.PostingFactory(facility=facility, closed=True)
    response = client.get(posting.get_absolute_url())
    assert response.status_code == 200
    assert "This job is closed." in response.content.decode()
    assert markup_of(response) is None


def test_a_posting_is_closed_the_minute_its_time_is_over(client, facility):
    posting = factories.PostingFactory(facility=facility, overdue=True)
    response = client.get(posting.get_absolute_url())
    assert "This job is closed." in response.content.decode()
    assert markup_of(response) is None


def test_a_posting_that_closed_over_30_days_ago_is_gone(client, facility):
    long_ago = timezone.now() - timedelta(days=31)
    posting = factories.PostingFactory(facility=facility, closed=True, closed_at=long_ago)
    assert client.get(posting.get_absolute_url()).status_code == 410


def test_the_markup_says_what_the_page_says(client, posting):
    response = client.get(posting.get_absolute_url())
    markup = markup_of(response)
    assert markup["title"] == "Home Infusion RN"
    assert markup["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 42,
        "maxValue": 55,
        "unitText": "HOUR",
    }
    assert markup["jobLocation"]["address"]["addressRegion"] == "CO"
    assert markup["directApply"] is True
    assert markup["validThrough"] > markup["datePosted"]


def test_pay_for_a_visit_stays_out_of_the_markup(client, facility):
    posting = factories.PostingFactory(facility=facility, pay_unit="visit")
    assert "baseSalary" not in markup_of(client.get(posting.get_absolute_url()))


def test_a_title_cannot_break_out_of_the_markup(client, facility):
    posting = factories.PostingFactory(facility=facility, title="RN </script><script>alert(1)</script>")
    response = client.get(posting.get_absolute_url())
    assert "<script>alert" not in response.content.decode()
    assert markup_of(response)["title"] == "RN </script><script>alert(1)</script>"


def test_a_page_costs_the_same_queries_with_one_requirement_and_with_twenty(
    client, posting, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    factories.RequirementFactory(posting=posting)
    with CaptureQueriesContext(connection) as few:
        client.get(posting.get_absolute_url())
    for number in range(19):
        factories.RequirementFactory(posting=posting, credential__slug=f"c{number}")
        posting.terms.add(factories.TermFactory(kind="therapy", slug=f"t{number}"))
    with django_assert_num_queries(len(few)):
        client.get(posting.get_absolute_url())


def test_a_facility_page_lists_its_open_jobs_only(client, posting, other_posting, facility):
    factories.PostingFactory(facility=facility, title="Closed One", closed=True)
    page = client.get(facility.get_absolute_url()).content.decode()
    assert "Home Infusion RN" in page
    assert "Closed One" not in page
    assert "Oncology Infusion RN" not in page


@pytest.mark.parametrize(
    "status", [Facility.Status.PENDING, Facility.Status.REJECTED, Facility.Status.SUSPENDED]
)
def test_a_facility_we_have_not_verified_has_no_page(client, status, db):
    facility = factories.FacilityFactory(status=status)
    assert client.get(facility.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("traits", [{"status": Posting.Status.PAUSED}, {"closed": True}])
def test_what_a_facility_posted_that_we_no_longer_accept_is_gone(client, facility, traits):
    posting = factories.PostingFactory(facility=facility, **traits)
    assert client.get(posting.get_absolute_url()).status_code == 200
    Facility.objects.filter(pk=facility.pk).update(status=Facility.Status.REJECTED)
    assert client.get(posting.get_absolute_url()).status_code == 410


def test_facilities_are_listed_with_their_open_jobs(client, posting, other_facility):
    page = client.get("/facilities/").content.decode()
    assert "Juniper Creek Infusion" in page
    assert "Salt Marsh" not in page


def test_a_nurse_sees_her_verdict_in_each_state_with_its_reasons(as_nurse, nurse, posting):
    factories.LicenseRecordFactory(profile=nurse.profile)
    posting.patient_states.set([posting.state, factories.StateFactory(usps="CA")])
    page = as_nurse.get(posting.get_absolute_url()).content.decode()
    assert "Your license here" in page
    assert page.count("You may practice here") == 1
    assert page.count("License needed") == 2  # of the whole posting, and of California
    assert "<h3>California</h3>" in page


def test_a_nurse_sees_what_she_has_of_what_is_asked(as_nurse, nurse, posting):
    factories.RequirementFactory(posting=posting, credential__slug="crni")
    factories.RequirementFactory(posting=posting, credential__slug="bls", level="nice")
    factories.CredentialRecordFactory(profile=nurse.profile, credential__slug="crni")
    page = as_nurse.get(posting.get_absolute_url()).content.decode()
    assert page.count("You have it") == 1
    assert page.count("Not in your profile") == 1


def test_a_nurse_without_a_license_is_asked_for_it(as_nurse, posting):
    page = as_nurse.get(posting.get_absolute_url()).content.decode()
    assert "Enter your license" in page
    assert "Your license here" not in page


def test_visitors_and_facilities_see_nobodys_standing(client, as_owner, posting):
    factories.RequirementFactory(posting=posting)
    for visitor in (client, as_owner):
        page = visitor.get(posting.get_absolute_url()).content.decode()
        assert "Not in your profile" not in page
        assert "Your license here" not in page


def test_it_links_the_same_job_in_other_places(client, posting, facility):
    other = factories.PostingFactory(facility=facility, city="Boulder")
    factories.PostingFactory(facility=facility, city="Pueblo", overdue=True)
    page = client.get(posting.get_absolute_url()).content.decode()
    assert "The same job in 1 other place" in page
    assert other.get_absolute_url() in page


def test_it_shows_similar_jobs_of_others(client, posting, other_posting):
    page = client.get(posting.get_absolute_url()).content.decode()
    assert "Similar jobs" in page
    assert other_posting.get_absolute_url() in page


def test_a_closed_one_shows_similar_jobs_that_are_open(client, posting, other_facility):
    closed = factories.PostingFactory(
        facility=other_facility, title="Gone Nurse", role=posting.role, closed=True
    )
    page = client.get(closed.get_absolute_url()).content.decode()
    assert "Similar jobs that are open" in page
    assert posting.get_absolute_url() in page


def test_it_takes_as_few_statements_for_many_neighbors_as_for_one(
    client, posting, facility, other_posting, settings
):
    settings.VOCABULARY_CACHE_SECONDS = 60
    client.get(posting.get_absolute_url())
    few = statements(client, posting)
    factories.PostingFactory.create_batch(20, facility=facility)
    for slug in ("rn", "crni", "bls"):
        factories.RequirementFactory(posting=posting, credential__slug=slug)
    assert statements(client, posting) == few <= 9


def statements(client, posting):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(posting.get_absolute_url()).status_code == 200
    return len(captured)


def test_hours_are_said_as_people_say_them(client, facility):
    posting = factories.PostingFactory(facility=facility, pay_min=45, pay_unit="hour", hours_per_week="36.0")
    posting.refresh_from_db()
    assert "At 36 hours a week" in client.get(posting.get_absolute_url()).content.decode()
