import json

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from alerts.models import Subscriber
from applications import actions
from applications.models import Application
from candidates.actions import store_resume
from candidates.models import Profile, Resume
from outbox.models import OutgoingMail
from tests import factories
from tests.candidates import samples
from tests.factories import PASSWORD


@pytest.fixture
def sent(nurse, draft, recruiter):
    """An application with everything in it, read and answered."""
    factories.LicenseRecordFactory(profile=nurse.profile, number="RN.SECRET")
    resume = store_resume(by=nurse, upload=SimpleUploadedFile("nadia.pdf", samples.pdf()))
    application = actions.submit_application(
        by=nurse, application=draft, cover_note="I am Nadia", resume=resume
    )
    actions.send_message(by=recruiter, application=application, message="Dear Nadia, call us")
    actions.add_note(by=recruiter, application=application, text="Nursington seems good")
    return application


def delete(client, password=PASSWORD):
    return client.post("/me/privacy/delete/", {"password": password})


def test_the_page_says_what_happens(as_nurse, sent):
    page = as_nurse.get("/me/privacy/").content.decode()
    assert "You have sent 1 application" in page
    assert "cannot be undone" in page


def test_she_takes_her_data_along(as_nurse, nurse, sent):
    response = as_nurse.get("/me/privacy/export/")
    data = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert data["account"]["email"] == nurse.email
    assert data["licenses"][0]["number"] == "RN.SECRET"
    assert data["applications"][0]["sent"]["cover_note"] == "I am Nadia"
    assert "call us" in json.dumps(data)
    assert "seems good" not in json.dumps(data)


def test_the_export_is_only_hers(as_other_nurse, sent):
    assert "Nadia" not in as_other_nurse.get("/me/privacy/export/").content.decode()


def test_deleting_needs_the_password(as_nurse, nurse, sent):
    page = delete(as_nurse, "wrong")
    assert "This is not your password" in page.content.decode()
    assert User.objects.filter(pk=nurse.pk, is_active=True).exists()


def test_a_link_deletes_nothing(as_nurse, nurse):
    assert as_nurse.get("/me/privacy/delete/").status_code == 405


def test_an_account_without_sent_applications_is_gone_altogether(as_nurse, nurse, posting):
    factories.ApplicationFactory(draft=True, posting=posting, profile=nurse.profile)
    assert delete(as_nurse)["Location"] == "/"
    assert not User.objects.filter(pk=nurse.pk).exists()
    assert not Profile.objects.exists()
    assert not Application.objects.exists()


def test_what_was_sent_stays_without_the_person(as_nurse, nurse, sent, recruiter):
    address, file = nurse.email, Resume.objects.get().file
    assert file.storage.exists(file.name)
    delete(as_nurse)
    application = Application.objects.get()
    assert application.stage == "withdrawn"
    assert not Resume.objects.exists()
    assert not file.storage.exists(file.name)
    everything = json.dumps(
        [
            application.snapshot,
            application.cover_note,
            list(application.events.values_list("reason", "message")),
            list(Profile.objects.values_list("phone", "summary")),
            list(User.objects.values_list("email", "name")),
            list(OutgoingMail.objects.values_list("to", "subject", "text", "html")),
        ]
    )
    for word in ["Nadia", "Nursington", address, "RN.SECRET", "303-555-0142", "nadia.pdf"]:
        assert word not in everything
    assert OutgoingMail.objects.filter(purpose="application-withdrawal", to=recruiter.email).exists()


def test_after_that_nobody_logs_in_with_it(as_nurse, client, nurse, sent):
    address = nurse.email
    delete(as_nurse)
    assert as_nurse.get("/me/").status_code == 302
    assert not client.login(email=address, password=PASSWORD)


def test_a_facility_has_no_such_page(as_recruiter):
    assert as_recruiter.get("/me/privacy/").status_code == 403
    assert as_recruiter.get("/me/privacy/export/").status_code == 403
    assert as_recruiter.post("/me/privacy/delete/", {"password": PASSWORD}).status_code == 403


def test_alerts_to_an_older_address_of_hers_end_too_but_not_those_of_one_she_only_typed_in(
    as_nurse, nurse, sent
):
    for address, is_hers in [("older@example.com", True), ("victim@example.com", False)]:
        EmailAddress.objects.create(user=nurse, email=address, verified=is_hers)
        factories.AlertFactory(subscriber__email=address)
    linked = factories.AlertFactory(subscriber__email="oldest@example.com", subscriber__user=nurse)
    delete(as_nurse)
    assert not Subscriber.objects.filter(pk=linked.subscriber_id).exists()
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["victim@example.com"]
