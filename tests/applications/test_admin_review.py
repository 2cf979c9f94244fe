"""The recruiter's review in the Django admin: only her facilities' people, moves with a reason."""

import re

import pytest
from django.urls import reverse

from applications.models import Application, ApplicationEvent
from jobs.models import Facility
from outbox.models import OutgoingMail
from tests import factories

LIST = "/admin/applications/application/"


def page_of(application, what="change"):
    if what == "change":
        return reverse("admin:applications_application_change", args=[application.public_id])
    return reverse(f"admin:applications_{what}", args=[application.public_id])


def test_a_recruiter_sees_who_applied_to_her_facility(as_recruiter, application):
    page = as_recruiter.get(LIST).content.decode()
    assert "Nadia Nursington" in page
    assert "2 days" in page


def test_she_sees_nobody_of_another_facility(as_recruiter, application, other_application):
    page = as_recruiter.get(LIST).content.decode()
    assert "Olga Otherwise" not in page
    assert "Salt Marsh" not in page
    assert "Oncology Infusion RN" not in page


@pytest.mark.parametrize(
    "query", ["?posting={}", "?q=Olga", "?facility=salt-marsh", "?stage=submitted&q=Oncology"]
)
def test_no_filter_or_search_reaches_another_facility(as_recruiter, application, other_application, query):
    page = as_recruiter.get(LIST + query.format(other_application.posting.public_id)).content.decode()
    assert "Olga Otherwise" not in page
    assert "Salt Marsh" not in page


def test_probing_addresses_through_the_query_string_is_refused(as_recruiter, application):
    response = as_recruiter.get(LIST + "?profile__user__email__startswith=n")
    assert response.status_code in {302, 400}
    assert "Nadia" not in response.content.decode()


@pytest.mark.parametrize("what", ["change", "resume"])
def test_another_facilitys_application_is_not_found(as_recruiter, other_application, what):
    assert as_recruiter.get(page_of(other_application, what)).status_code == 404


@pytest.mark.parametrize("what", ["move", "message", "note"])
def test_she_cannot_act_on_another_facilitys_application(as_recruiter, other_application, what):
    data = {"to": "hired", "reason": "x", "message": "x", "text": "x"}
    assert as_recruiter.post(page_of(other_application, what), data).status_code == 404
    other_application.refresh_from_db()
    assert other_application.stage == Application.Stage.SUBMITTED
    assert not ApplicationEvent.objects.exists()


def test_history_and_delete_of_another_facilitys_application_are_not_found(as_recruiter, other_application):
    for what in ["history", "delete"]:
        url = reverse(f"admin:applications_application_{what}", args=[other_application.public_id])
        assert as_recruiter.get(url).status_code in {403, 404}


def test_a_draft_is_nobodys_but_the_candidates(as_recruiter, as_staff, posting, nurse):
    draft = factories.ApplicationFactory(posting=posting, profile=nurse.profile, draft=True)
    for client in [as_recruiter, as_staff]:
        assert client.get(page_of(draft)).status_code == 404
        assert "Nadia Nursington" not in client.get(LIST).content.decode()


def test_an_author_posts_jobs_but_reads_no_applications(as_author, application):
    assert as_author.get(LIST).status_code == 302
    assert as_author.get(page_of(application)).status_code == 302


def test_candidates_do_not_enter_the_admin(as_nurse, application):
    assert as_nurse.get(LIST).status_code == 302


def test_the_recruiter_finds_only_applications_in_the_admin(as_recruiter, application):
    page = as_recruiter.get("/admin/").content.decode()
    assert LIST in page
    assert "/admin/jobs/" not in page
    for table in ["jobs/posting", "jobs/facility", "accounts/user", "outbox/outgoingmail"]:
        assert as_recruiter.get(f"/admin/{table}/").status_code == 403


def test_one_page_shows_the_whole_application(as_recruiter, application):
    application.snapshot = {
        "profile": {"name": "Nadia Nursington", "email": "nurse@example.com", "infusion_months": 30},
        "licenses": [
            {"name": "RN", "state": "CO", "verification": "self_reported", "expires_on": "2027-10-31"}
        ],
        "cover_note": "I like calm shifts.",
    }
    application.save()
    page = as_recruiter.get(page_of(application)).content.decode()
    for words in ["Nadia Nursington", "2 y 6 mo", "RN", "Self-reported", "I like calm shifts."]:
        assert words in page


def test_she_moves_an_application_on_with_a_reason(as_recruiter, recruiter, application):
    data = {
        "to": "interview",
        "reason": "Ports and TPN.",
        "message": "Can we talk on Tuesday?",
        "seen": "submitted",
    }
    response = as_recruiter.post(page_of(application, "move"), data)
    assert response.status_code == 302
    application.refresh_from_db()
    event = application.events.get()
    assert application.stage == Application.Stage.INTERVIEW
    assert (event.by, event.from_stage, event.to_stage, event.reason) == (
        recruiter,
        "submitted",
        "interview",
        "Ports and TPN.",
    )


def test_the_candidate_hears_of_the_move_but_not_of_the_reason(as_recruiter, application):
    data = {"to": "interview", "reason": "Ports and TPN.", "message": "Can we talk on Tuesday?"}
    as_recruiter.post(page_of(application, "move"), data)
    mail = OutgoingMail.objects.get()
    assert mail.to == "nurse@example.com"
    assert "Can we talk on Tuesday?" in mail.text
    assert "Ports and TPN." not in mail.text + mail.html


def test_a_move_needs_a_reason_and_nothing_typed_is_lost(as_recruiter, application):
    response = as_recruiter.post(page_of(application, "move"), {"to": "interview", "message": "Can we talk?"})
    assert response.status_code == 400
    assert "Can we talk?" in response.content.decode()
    application.refresh_from_db()
    assert application.stage == Application.Stage.SUBMITTED


def test_every_decision_can_be_taken_back(as_recruiter, application):
    for to in ["not_selected", "in_review"]:
        as_recruiter.post(page_of(application, "move"), {"to": to, "reason": "Looked again."})
    application.refresh_from_db()
    assert application.stage == Application.Stage.IN_REVIEW
    assert application.events.count() == 2


def test_a_colleague_who_was_quicker_is_not_undone(as_recruiter, application):
    as_recruiter.post(
        page_of(application, "move"), {"to": "interview", "reason": "First.", "seen": "submitted"}
    )
    response = as_recruiter.post(
        page_of(application, "move"), {"to": "not_selected", "reason": "Second.", "seen": "submitted"}
    )
    application.refresh_from_db()
    assert application.stage == Application.Stage.INTERVIEW
    assert "meanwhile" in response.content.decode()


def test_moves_by_get_are_refused(as_recruiter, application):
    assert as_recruiter.get(page_of(application, "move")).status_code == 405


def test_she_moves_several_at_once(as_recruiter, application, other_application, posting):
    second = factories.ApplicationFactory(posting=posting)
    chosen = [application.pk, second.pk, other_application.pk]
    data = {"action": "move_selected", "_selected_action": chosen}
    page = as_recruiter.post(LIST, data).content.decode()
    assert "Olga Otherwise" not in page
    as_recruiter.post(LIST, {**data, "to": "in_review", "reason": "Reading now."})
    stages = set(Application.objects.filter(pk__in=chosen).values_list("public_id", "stage"))
    assert stages == {
        (application.public_id, "in_review"),
        (second.public_id, "in_review"),
        (other_application.public_id, "submitted"),
    }


def test_of_several_at_once_the_one_a_colleague_has_moved_stays(as_recruiter, application, posting):
    second = factories.ApplicationFactory(posting=posting)
    data = {"action": "move_selected", "_selected_action": [application.pk, second.pk]}
    page = as_recruiter.post(LIST, data).content.decode()
    seen = dict(re.findall(r'name="(seen-\d+)" value="(\w+)"', page))
    assert seen == {f"seen-{application.pk}": "submitted", f"seen-{second.pk}": "submitted"}
    Application.objects.filter(pk=application.pk).update(stage="interview")
    answer = {**data, **seen, "to": "not_selected", "reason": "No ports."}
    page = as_recruiter.post(LIST, answer, follow=True).content.decode()
    assert "Nadia Nursington: Somebody has moved this application to Interview meanwhile." in page
    assert "1 moved to Not selected." in page
    application.refresh_from_db()
    second.refresh_from_db()
    assert (application.stage, second.stage) == ("interview", "not_selected")


def test_a_note_stays_among_the_reviewers(as_recruiter, application):
    as_recruiter.post(page_of(application, "note"), {"text": "Ask about night calls."})
    assert "Ask about night calls." in as_recruiter.get(page_of(application)).content.decode()
    assert not OutgoingMail.objects.exists()


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_twenty(
    as_recruiter, application, posting, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    as_recruiter.get(LIST)
    with CaptureQueriesContext(connection) as few:
        as_recruiter.get(LIST)
    factories.ApplicationFactory.create_batch(19, posting=posting)
    with django_assert_num_queries(len(few)):
        as_recruiter.get(LIST)


def test_staff_see_all_sent_applications(as_staff, application, other_application):
    page = as_staff.get(LIST).content.decode()
    assert "Nadia Nursington" in page
    assert "Olga Otherwise" in page


@pytest.mark.parametrize("status", ["rejected", "suspended"])
def test_a_facility_we_no_longer_accept_reads_nobodys_application(
    as_recruiter, as_staff, application, facility, status
):
    url = page_of(application)
    assert as_recruiter.get(url).status_code == 200
    Facility.objects.filter(pk=facility.pk).update(status=status)
    assert as_recruiter.get(url).status_code == 404
    assert as_staff.get(url).status_code == 200
