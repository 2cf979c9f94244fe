import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.limits import within_limit
from applications.models import Application
from candidates.models import Resume
from jobs.models import Posting
from outbox.models import OutgoingMail
from tests import factories
from tests.candidates import samples
from tests.cast import logged_in


def pdf(name="cv.pdf"):
    return SimpleUploadedFile(name, samples.pdf())


def test_a_visitor_logs_in_and_comes_back(client, apply_url, db):
    assert client.get(apply_url)["Location"] == f"/accounts/login/?next={apply_url}"
    assert client.post(apply_url, {"action": "send"})["Location"] == f"/accounts/login/?next={apply_url}"


def test_a_facility_does_not_apply(as_recruiter, apply_url):
    assert as_recruiter.get(apply_url).status_code == 403


def test_the_page_says_what_is_sent_and_by_when_it_is_answered(as_nurse, nurse, apply_url):
    factories.LicenseRecordFactory(profile=nurse.profile, number="RN.42")
    page = as_nurse.get(apply_url).content.decode()
    for words in ["Home Infusion RN", "RN.42", "within 14 days", "accommodation", "Send application"]:
        assert words in page


def test_looking_starts_nothing(as_nurse, apply_url):
    as_nurse.get(apply_url)
    assert not Application.objects.exists()


def test_she_applies_with_a_file_in_one_go(as_nurse, nurse, apply_url, recruiter):
    response = as_nurse.post(apply_url, {"action": "send", "cover_note": "Hello", "upload": pdf()})
    application = Application.objects.get()
    assert response["Location"] == f"/me/applications/{application.public_id}/"
    assert application.stage == "submitted"
    assert application.resume.original_name == "cv.pdf"
    assert application.snapshot["resume"]["sha256"] == application.resume.sha256
    assert OutgoingMail.objects.count() == 2


def test_her_newest_resume_is_chosen_for_her(as_nurse, nurse, apply_url):
    as_nurse.post("/me/profile/resume/", {"upload": pdf()})
    resume = Resume.objects.get()
    page = as_nurse.get(apply_url).content.decode()
    assert re.search(rf'value="{resume.public_id}"[^>]*checked', page)
    as_nurse.post(apply_url, {"action": "send", "resume": resume.public_id})
    assert Application.objects.get().resume == resume


def test_she_may_send_none(as_nurse, apply_url):
    as_nurse.post("/me/profile/resume/", {"upload": pdf()})
    as_nurse.post(apply_url, {"action": "send", "resume": ""})
    assert Application.objects.get().resume is None


def test_anothers_resume_is_no_choice(as_nurse, as_other_nurse, apply_url):
    as_other_nurse.post("/me/profile/resume/", {"upload": pdf()})
    stolen = Resume.objects.get().public_id
    as_nurse.post("/me/profile/resume/", {"upload": SimpleUploadedFile("b.docx", samples.docx())})
    page = as_nurse.post(apply_url, {"action": "send", "resume": stolen})
    assert "Check your answers" in page.content.decode()
    assert Application.objects.get().is_draft
    assert Application.objects.get().resume.public_id != stolen


def test_save_and_finish_later_keeps_a_draft(as_nurse, apply_url):
    response = as_nurse.post(apply_url, {"action": "save", "cover_note": "Half a thought"})
    assert response["Location"] == "/me/applications/"
    assert Application.objects.get().is_draft
    assert "Half a thought" in as_nurse.get(apply_url).content.decode()
    assert not OutgoingMail.objects.exists()


def test_it_saves_quietly_while_she_types(as_nurse, apply_url):
    page = as_nurse.post(apply_url, {"cover_note": "Dear"}, HTTP_HX_REQUEST="true").content.decode()
    assert "Draft saved" in page
    assert "<html" not in page
    assert Application.objects.get().cover_note == "Dear"


def test_a_quiet_save_never_sends(as_nurse, apply_url):
    as_nurse.post(apply_url, {"cover_note": "x", "action": "send"}, HTTP_HX_REQUEST="true")
    assert Application.objects.get().is_draft


def test_a_quiet_save_says_when_the_posting_is_closed(as_nurse, apply_url, posting):
    Posting.objects.filter(pk=posting.pk).update(status="paused")
    page = as_nurse.post(apply_url, {"cover_note": "x"}, HTTP_HX_REQUEST="true").content.decode()
    assert "paused" in page


def test_a_bad_file_is_told_and_the_rest_is_kept(as_nurse, apply_url):
    bad = SimpleUploadedFile("cv.pdf", b"MZ\x90")
    page = as_nurse.post(
        apply_url, {"action": "send", "cover_note": "Keep me", "upload": bad}
    ).content.decode()
    assert "no PDF file" in page
    assert "Keep me" in page
    application = Application.objects.get()
    assert (application.is_draft, application.cover_note) == (True, "Keep me")
    assert not Resume.objects.exists()


def test_a_note_as_long_as_the_browser_lets_it_be_is_sent(as_nurse, apply_url):
    note = "x" * 2000 + "\n" + "y" * 1999  # 4,000 as maxlength counts them
    as_nurse.post(apply_url, {"action": "send", "cover_note": note.replace("\n", "\r\n")})
    assert Application.objects.get().snapshot["cover_note"] == note


def test_a_good_file_survives_another_error(as_nurse, apply_url):
    page = as_nurse.post(
        apply_url, {"action": "send", "cover_note": "x" * 4001, "upload": pdf()}
    ).content.decode()
    assert "Use up to 4,000 characters" in page
    assert re.search(rf'value="{Resume.objects.get().public_id}"[^>]*checked', page)
    assert Application.objects.get().is_draft


def test_a_double_click_shows_the_sent_page(as_nurse, apply_url, recruiter):
    first = as_nurse.post(apply_url, {"action": "send"})
    second = as_nurse.post(apply_url, {"action": "send"})
    assert second["Location"] == first["Location"]
    assert Application.objects.get().events.count() == 1
    assert OutgoingMail.objects.count() == 2
    assert as_nurse.get(apply_url)["Location"] == first["Location"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "paused"}, "paused"),
        ({"status": "closed", "closed_at": timezone.now()}, "This posting is closed"),
        ({"expires_at": timezone.now()}, "closing day"),
    ],
)
def test_an_ended_posting_is_refused_with_a_sentence(as_nurse, apply_url, posting, changes, words):
    Posting.objects.filter(pk=posting.pk).update(**changes)
    assert words in as_nurse.get(apply_url).content.decode()
    response = as_nurse.post(apply_url, {"action": "send", "cover_note": "My words"})
    assert response.status_code == 409
    assert words in response.content.decode()
    assert "My words" in response.content.decode()
    assert not Application.objects.exists()


def test_what_was_never_public_is_not_found(as_nurse, facility):
    posting = factories.PostingFactory(draft=True, facility=facility)
    assert as_nurse.get(f"/me/applications/apply/{posting.public_id}/").status_code == 404
    assert as_nurse.get("/me/applications/apply/doesnotexist/").status_code == 404


def test_extra_fields_change_nothing(as_nurse, nurse, other_nurse, apply_url):
    extra = {"stage": "hired", "profile": other_nurse.profile.pk, "answer_by": "2020-01-01", "posting": "1"}
    as_nurse.post(apply_url, {"action": "send", **extra})
    application = Application.objects.get()
    assert (application.stage, application.profile) == ("submitted", nurse.profile)
    assert application.answer_by > timezone.localdate()


@pytest.fixture
def elsewhere(facility):
    return factories.PostingFactory(facility=facility, apply_url="https://www.careers.example.com/job/7?a=1")


@pytest.mark.parametrize("htmx", ["", "true"])
def test_a_new_account_applies_without_having_seen_a_page(apply_url, htmx):
    client = logged_in(factories.UserFactory(email="newcomer@example.com"))
    extra = {"headers": {"HX-Request": htmx}} if htmx else {}
    response = client.post(apply_url, {"action": "send", "cover_note": "Hello", "upload": pdf()}, **extra)
    assert response.status_code == (200 if htmx else 302)
    assert Application.objects.get().profile.user.email == "newcomer@example.com"


def test_beyond_what_anybody_writes_in_a_day_the_draft_is_kept(as_nurse, nurse, apply_url):
    for _ in range(40):
        assert within_limit("apply", nurse.pk, limit=40, per=timedelta(days=1))
    response = as_nurse.post(apply_url, {"action": "send", "cover_note": "My words", "upload": pdf()})
    page = response.content.decode()
    assert response.status_code == 429
    assert "You have sent 40 applications within a day." in page
    assert "My words" in page
    application = Application.objects.get()
    assert (application.is_draft, application.cover_note) == (True, "My words")
    assert application.resume is not None
    assert as_nurse.post(apply_url, {"action": "save", "cover_note": "My words"}).status_code == 302


def test_what_was_not_sent_counts_for_nothing(as_nurse, nurse, apply_url):
    for _ in range(3):
        as_nurse.post(apply_url, {"action": "send", "cover_note": "x" * 4001})
        as_nurse.post(apply_url, {"action": "save"})
    assert within_limit("apply", nurse.pk, limit=1, per=timedelta(days=1))


def test_a_file_too_many_is_told_and_the_note_is_kept(as_nurse, apply_url):
    for _ in range(4):
        as_nurse.post(apply_url, {"action": "save", "upload": SimpleUploadedFile("cv.pdf", b"MZ")})
    response = as_nurse.post(apply_url, {"action": "send", "cover_note": "Keep me", "upload": pdf()})
    page = response.content.decode()
    assert response.status_code == 429
    assert "Wait a minute, then add this one." in page
    assert "Keep me" in page
    assert Application.objects.get().is_draft
    assert not Resume.objects.exists()


def test_an_application_elsewhere_names_the_site_to_everybody(client, elsewhere):
    page = client.get(f"/me/applications/apply/{elsewhere.public_id}/").content.decode()
    assert "You apply at careers.example.com" in page
    assert 'href="https://www.careers.example.com/job/7?a=1"' in page
    assert "noopener" in page


def test_a_closed_posting_elsewhere_leads_nowhere(client, elsewhere):
    Posting.objects.filter(pk=elsewhere.pk).update(status="closed", closed_at=timezone.now())
    page = client.get(f"/me/applications/apply/{elsewhere.public_id}/").content.decode()
    assert "careers.example.com/job" not in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//[bad", "ftp://example.com/x"])
def test_a_link_that_is_no_web_address_leads_nowhere(client, elsewhere, url):
    Posting.objects.filter(pk=elsewhere.pk).update(apply_url=url)
    page = client.get(f"/me/applications/apply/{elsewhere.public_id}/").content.decode()
    assert "does not work" in page
    assert url not in page


def test_nobody_applies_here_to_a_posting_elsewhere(as_nurse, elsewhere):
    as_nurse.post(f"/me/applications/apply/{elsewhere.public_id}/", {"action": "send"})
    assert not Application.objects.exists()
