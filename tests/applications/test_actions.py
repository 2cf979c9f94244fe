from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from applications import actions
from applications.actions import Refused
from applications.models import Application, ApplicationEvent
from jobs.models import Posting
from outbox.models import OutgoingMail
from tests import factories

Stage = Application.Stage


def mails(purpose):
    return OutgoingMail.objects.filter(purpose=purpose)


# --- Applying ---------------------------------------------------------------------------------------------


def test_starting_twice_gives_the_same_draft(nurse, posting):
    first = actions.start_application(by=nurse, posting=posting)
    assert actions.start_application(by=nurse, posting=posting) == first
    assert first.is_draft


def test_sending_keeps_what_was_sent(nurse, draft, facility, recruiter):
    factories.LicenseRecordFactory(profile=nurse.profile, number="RN.9")
    sent = actions.submit_application(by=nurse, application=draft, cover_note="I can start Monday.")
    nurse.profile.licenses.all().delete()
    Posting.objects.update(title="Something else")
    sent.refresh_from_db()
    assert sent.snapshot["profile"]["name"] == "Nadia Nursington"
    assert sent.snapshot["licenses"][0]["number"] == "RN.9"
    assert sent.snapshot["posting"]["title"] == "Home Infusion RN"
    assert sent.snapshot["posting"]["pay"] == "$42 to $55 an hour"
    assert sent.snapshot["cover_note"] == "I can start Monday."


def test_sending_sets_the_answer_day_from_the_posting(nurse, draft, posting):
    Posting.objects.filter(pk=posting.pk).update(answer_days=9)
    sent = actions.submit_application(by=nurse, application=draft)
    assert sent.answer_by == timezone.localdate() + timedelta(days=9)
    assert sent.snapshot["answer_by"] == sent.answer_by.isoformat()


def test_sending_writes_one_event_and_tells_both_sides(
    nurse, draft, owner, recruiter, author, other_recruiter
):
    actions.submit_application(by=nurse, application=draft)
    event = draft.events.get()
    assert (event.from_stage, event.to_stage, event.by, event.by_candidate) == (
        "draft",
        "submitted",
        nurse,
        True,
    )
    assert mails("application-receipt").get().to == nurse.email
    assert set(mails("application-notice").values_list("to", flat=True)) == {owner.email, recruiter.email}


def test_a_notice_names_no_candidate(nurse, draft, recruiter):
    actions.submit_application(by=nurse, application=draft)
    notice = mails("application-notice").get()
    for text in (notice.subject, notice.text, notice.html):
        assert "Nadia" not in text
        assert nurse.email not in text


def test_a_member_who_left_gets_no_mail(nurse, draft, recruiter):
    recruiter.is_active = False
    recruiter.save()
    actions.submit_application(by=nurse, application=draft)
    assert not mails("application-notice").exists()


def test_sending_twice_changes_nothing(nurse, draft, recruiter):
    first = actions.submit_application(by=nurse, application=draft, cover_note="One")
    again = actions.submit_application(by=nurse, application=draft, cover_note="Two")
    assert (again.submitted_at, again.cover_note) == (first.submitted_at, "One")
    assert draft.events.count() == 1
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "paused"}, "paused"),
        ({"status": "closed", "closed_at": timezone.now()}, "closed"),
        ({"status": "filled", "closed_at": timezone.now()}, "filled"),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "closing day"),
        ({"apply_url": "https://example.com/job"}, "own site"),
    ],
)
def test_an_ended_posting_takes_no_application(nurse, draft, posting, changes, words):
    Posting.objects.filter(pk=posting.pk).update(**changes)
    with pytest.raises(Refused, match=words):
        actions.submit_application(by=nurse, application=draft)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not OutgoingMail.objects.exists()


def test_a_draft_is_not_started_for_an_ended_posting(nurse, posting):
    posting.status = "paused"
    with pytest.raises(Refused, match="paused"):
        actions.start_application(by=nurse, posting=posting)


def test_a_sent_application_stays_as_it_was_sent(nurse, application):
    with pytest.raises(Refused, match="already"):
        actions.save_draft(by=nurse, application=application, cover_note="Changed")
    with pytest.raises(Refused, match="withdraw"):
        actions.discard_draft(by=nurse, application=application)


# --- Races ------------------------------------------------------------------------------------------------


def at_once(*calls):
    """Runs each call in its own thread and connection, and returns what they raised."""
    together, raised = Barrier(len(calls)), []

    def run(call):
        together.wait()
        try:
            call()
        except (Refused, DatabaseError) as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return raised


@pytest.fixture
def committed():
    """A nurse, a posting and its recruiter that every connection sees."""
    posting = factories.PostingFactory()
    factories.MembershipFactory(facility=posting.facility)
    return factories.ProfileFactory().user, posting


@pytest.mark.django_db(transaction=True)
def test_two_threads_send_one_application(committed):
    nurse, posting = committed

    def send():
        application = actions.start_application(by=nurse, posting=posting)
        actions.submit_application(by=nurse, application=application)

    assert at_once(*[send] * 4) == []
    assert Application.objects.get().stage == Stage.SUBMITTED
    assert ApplicationEvent.objects.count() == 1
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_posting_that_closes_meanwhile_wins_or_loses_as_a_whole(committed):
    nurse, posting = committed
    application = actions.start_application(by=nurse, posting=posting)
    waiting = Barrier(2)

    def close():
        with transaction.atomic():
            locked = Posting.objects.select_for_update().get(pk=posting.pk)
            waiting.wait()
            locked.status, locked.closed_at = "closed", timezone.now()
            locked.save()

    def send():
        waiting.wait()  # the posting is locked now; the rest must wait for its end
        actions.submit_application(by=nurse, application=application)

    raised = at_once(close, send)
    assert [type(error) for error in raised] == [Refused]
    application.refresh_from_db()
    assert application.is_draft
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_recruiters_cannot_both_move_what_they_saw(committed):
    nurse, posting = committed
    application = actions.start_application(by=nurse, posting=posting)
    actions.submit_application(by=nurse, application=application)

    def move(to):
        return lambda: actions.move_application(by=nurse, application=application, to=to, seen="submitted")

    raised = at_once(move("shortlisted"), move("not_selected"))
    assert [type(error) for error in raised] == [Refused]
    assert ApplicationEvent.objects.filter(from_stage="submitted").count() == 1


# --- Taking back ---------------------------------------------------------------------------------------------


def test_withdrawing_tells_the_facility_once(nurse, application, recruiter):
    actions.withdraw_application(by=nurse, application=application, reason="Moved away")
    actions.withdraw_application(by=nurse, application=application)
    application.refresh_from_db()
    assert application.stage == Stage.WITHDRAWN
    assert mails("application-withdrawal").get().to == recruiter.email
    assert application.events.get().reason == "Moved away"


@pytest.mark.parametrize("stage", ["hired", "not_selected", "no_answer", "draft"])
def test_what_is_over_cannot_be_withdrawn(nurse, application, stage):
    Application.objects.filter(pk=application.pk).update(stage=stage)
    with pytest.raises(Refused):
        actions.withdraw_application(by=nurse, application=application)


def test_reopening_leads_back_to_where_it_stood(nurse, application, recruiter):
    actions.move_application(by=recruiter, application=application, to="interview")
    actions.withdraw_application(by=nurse, application=application)
    again = actions.reopen_application(by=nurse, application=application)
    assert again.stage == Stage.INTERVIEW
    assert [event.to_stage for event in again.events.all()] == ["interview", "withdrawn", "interview"]
    assert "open again" in mails("application-notice").get().subject


def test_reopening_late_starts_the_clock_anew(nurse, application, posting):
    actions.withdraw_application(by=nurse, application=application)
    later = timezone.now() + timedelta(days=20)
    again = actions.reopen_application(by=nurse, application=application, at=later)
    assert again.answer_by == timezone.localdate(later) + timedelta(days=posting.days_to_answer)


def test_reopening_needs_a_live_posting(nurse, application, posting):
    actions.withdraw_application(by=nurse, application=application)
    Posting.objects.filter(pk=posting.pk).update(status="filled", closed_at=timezone.now())
    with pytest.raises(Refused, match="filled"):
        actions.reopen_application(by=nurse, application=application)


def test_only_what_was_withdrawn_can_be_reopened(nurse, application):
    Application.objects.filter(pk=application.pk).update(stage="not_selected")
    with pytest.raises(Refused, match="withdrawn"):
        actions.reopen_application(by=nurse, application=application)


def test_withdrawing_again_after_reopening_tells_again(nurse, application, recruiter):
    for _ in range(2):
        actions.withdraw_application(by=nurse, application=application)
        actions.reopen_application(by=nurse, application=application)
    assert mails("application-withdrawal").count() == 2


# --- The reviewer's moves ------------------------------------------------------------------------------------


def test_a_move_is_logged_and_told(nurse, application, recruiter):
    moved = actions.move_application(
        by=recruiter, application=application, to="shortlisted", reason="Strong ports", message="Call us."
    )
    event = moved.events.get()
    assert (event.from_stage, event.to_stage, event.by, event.reason) == (
        "submitted", "shortlisted", recruiter, "Strong ports",
    )  # fmt: skip
    mail = mails("application-moved").get()
    assert mail.to == nurse.email
    assert "short list" in mail.text
    assert "Call us." in mail.text
    assert "Strong ports" not in mail.text + mail.html


def test_a_move_to_where_it_stands_changes_nothing(application, recruiter):
    actions.move_application(by=recruiter, application=application, to="submitted")
    assert not application.events.exists()
    assert not OutgoingMail.objects.exists()


def test_a_colleague_who_was_quicker_is_not_undone(application, recruiter, colleague):
    actions.move_application(by=colleague, application=application, to="interview", seen="submitted")
    with pytest.raises(Refused, match="Interview"):
        actions.move_application(by=recruiter, application=application, to="not_selected", seen="submitted")


def test_a_decision_can_be_taken_back(application, recruiter):
    actions.move_application(by=recruiter, application=application, to="not_selected")
    back = actions.move_application(by=recruiter, application=application, to="in_review")
    assert back.stage == Stage.IN_REVIEW
    assert back.events.count() == 2


@pytest.mark.parametrize("to", ["draft", "withdrawn"])
def test_a_reviewer_does_not_move_for_the_candidate(application, recruiter, to):
    with pytest.raises(Refused, match="candidate"):
        actions.move_application(by=recruiter, application=application, to=to)


def test_a_withdrawn_application_is_left_alone(nurse, application, recruiter):
    actions.withdraw_application(by=nurse, application=application)
    with pytest.raises(Refused, match="withdrawn"):
        actions.move_application(by=recruiter, application=application, to="offer")


def test_a_message_is_mailed_and_logged(nurse, application, recruiter):
    actions.send_message(by=recruiter, application=application, message="Can you call <us> & talk?")
    mail = mails("application-message").get()
    assert "Can you call <us> & talk?" in mail.text
    assert "&lt;us&gt;" in mail.html
    with pytest.raises(Refused, match="message"):
        actions.send_message(by=recruiter, application=application, message="  ")


def test_a_note_is_told_to_nobody(application, recruiter):
    actions.add_note(by=recruiter, application=application, text="Ask about chemo")
    assert not OutgoingMail.objects.exists()


def test_a_subject_says_the_title_as_it_is(nurse, draft, posting):
    Posting.objects.filter(pk=posting.pk).update(title="RN\r\nBcc: x & <y>")
    actions.submit_application(by=nurse, application=draft)
    assert mails("application-receipt").get().subject == "Sent: RN Bcc: x & <y>"


def test_mail_leaves_only_with_its_change(nurse, draft, recruiter):
    with transaction.atomic():
        actions.submit_application(by=nurse, application=draft)
        transaction.set_rollback(True)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not OutgoingMail.objects.exists()
