"""Whose posting it is."""

import pytest

from jobs.actions import register_facility
from jobs.models import Facility, Posting
from tests import factories
from tests.jobs.import_postings.rows import greenhouse, row, run

pytestmark = pytest.mark.django_db


def test_a_feed_never_writes_into_a_facility_that_signed_up(feed, facility, owner):
    mine = register_facility(by=owner, name="Example Infusion Center")
    lookalike = register_facility(by=owner, name="Example Infusion Center Feed")
    assert lookalike.slug == "example-infusion-center-feed"
    run(feed(row()), publish=True)
    posting = Posting.objects.get()
    assert posting.facility not in {mine, lookalike}
    assert posting.facility.slug == "example-infusion-center-feed-2"
    run(feed(row(2)), publish=True)
    assert Facility.objects.filter(status=Facility.Status.UNCLAIMED).get().postings.count() == 2


def test_a_claimed_posting_is_its_facilitys_own(feed, owner):
    run(feed(whole=greenhouse(1, 2)), publish=True)
    claimed = Facility.objects.get(status=Facility.Status.UNCLAIMED)
    factories.MembershipFactory(facility=claimed, user=owner)
    report = run(feed(whole=greenhouse(1, title="Changed")), publish=True)
    assert [bad["reason"] for bad in report["rejected"]] == [
        "The employer has signed up here and keeps this posting itself."
    ]
    assert set(Posting.objects.values_list("title", "status")) == {("Infusion Nurse", "live")}


def test_a_suspended_employers_postings_do_not_go_live(feed):
    run(feed(row()))
    Facility.objects.update(status=Facility.Status.SUSPENDED)
    run(feed(row(), row(2)), publish=True)
    assert not Posting.objects.live().exists()


def test_employers_without_a_latin_name_stay_apart(feed):
    run(feed(row(1, company="药房"), row(2, company="Клиника"), row(3, company=""), row(4, company="nan")))
    names = sorted(Facility.objects.values_list("name", flat=True))
    assert names == ["Employer not named", "Клиника", "药房"]


def test_spellings_of_one_employer_are_one(feed):
    run(feed(row(1, company="St. Example's"), row(2, company="ST EXAMPLES")))
    assert Facility.objects.get().postings.count() == 2
