from datetime import date

import pytest

from candidates.models import Verification
from tests import factories


@pytest.fixture
def license_record(nurse):
    return factories.LicenseRecordFactory(profile=nurse.profile, number="RN.1")


@pytest.fixture
def credential_record(nurse):
    return factories.CredentialRecordFactory(profile=nurse.profile)


def answers(record, **changes):
    return {"credential": record.credential_id, "state": "CO", "number": "RN.2", **changes}


def test_it_changes_a_license(as_nurse, license_record):
    response = as_nurse.post(f"/me/profile/licenses/{license_record.pk}/", answers(license_record))
    assert response["Location"] == "/me/profile/licenses/"
    license_record.refresh_from_db()
    assert license_record.number == "RN.2"


def test_a_changed_record_is_no_longer_checked(as_nurse, license_record):
    license_record.verification, license_record.checked_on = Verification.SOURCE_CHECKED, date(2026, 11, 1)
    license_record.save()
    assert (
        "have checked this record"
        in as_nurse.get(f"/me/profile/licenses/{license_record.pk}/").content.decode()
    )
    as_nurse.post(f"/me/profile/licenses/{license_record.pk}/", answers(license_record))
    license_record.refresh_from_db()
    assert (license_record.verification, license_record.checked_on) == (Verification.SELF_REPORTED, None)


def test_saving_without_a_change_keeps_the_check(as_nurse, license_record):
    license_record.verification, license_record.checked_on = Verification.SOURCE_CHECKED, date(2026, 11, 1)
    license_record.save()
    same = answers(license_record, number="RN.1", expires_on="2027-10-31")
    as_nurse.post(f"/me/profile/licenses/{license_record.pk}/", same)
    license_record.refresh_from_db()
    assert license_record.verification == Verification.SOURCE_CHECKED


def test_verification_cannot_be_typed(as_nurse, license_record):
    typed = answers(license_record, verification="source_checked", checked_on="2026-11-01")
    as_nurse.post(f"/me/profile/licenses/{license_record.pk}/", typed)
    license_record.refresh_from_db()
    assert license_record.verification == Verification.SELF_REPORTED


def test_a_clash_with_another_record_is_told(as_nurse, license_record, nurse):
    texas = factories.StateFactory(usps="TX")
    factories.LicenseRecordFactory(profile=nurse.profile, state=texas)
    page = as_nurse.post(f"/me/profile/licenses/{license_record.pk}/", answers(license_record, state="TX"))
    assert "on your list already" in page.content.decode()


def test_it_changes_a_credential(as_nurse, credential_record):
    changed = {"credential": credential_record.credential_id, "number": "9", "expires_on": "2028-01-31"}
    as_nurse.post(f"/me/profile/credentials/{credential_record.pk}/", changed)
    credential_record.refresh_from_db()
    assert credential_record.expires_on == date(2028, 1, 31)


@pytest.mark.parametrize("kind", ["licenses", "credentials"])
def test_it_removes_a_record(as_nurse, nurse, license_record, credential_record, kind):
    record = {"licenses": license_record, "credentials": credential_record}[kind]
    as_nurse.post(f"/me/profile/{kind}/{record.pk}/remove/")
    assert not getattr(nurse.profile, kind).exists()


@pytest.mark.parametrize("kind", ["licenses", "credentials"])
def test_a_link_removes_nothing(as_nurse, nurse, license_record, credential_record, kind):
    record = {"licenses": license_record, "credentials": credential_record}[kind]
    assert as_nurse.get(f"/me/profile/{kind}/{record.pk}/remove/").status_code == 405
    assert getattr(nurse.profile, kind).exists()


@pytest.mark.parametrize("kind", ["licenses", "credentials"])
def test_anothers_record_is_not_found(as_other_nurse, license_record, credential_record, kind):
    record = {"licenses": license_record, "credentials": credential_record}[kind]
    assert as_other_nurse.get(f"/me/profile/{kind}/{record.pk}/").status_code == 404
    assert as_other_nurse.post(f"/me/profile/{kind}/{record.pk}/", {}).status_code == 404
    assert as_other_nurse.post(f"/me/profile/{kind}/{record.pk}/remove/").status_code == 404
    record.refresh_from_db()
