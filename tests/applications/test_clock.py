from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from applications import clock
from applications.models import Application
from jobs.models import Facility, Posting
from outbox.models import OutgoingMail
from tests import factories

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def promised(application):
    """Sent, with an answer promised for that Monday."""
    application.answer_by = date(2026, 11, 23)
    application.save()
    return application


def test_two_weeks_after_the_promise_it_is_closed_and_told(promised, nurse):
    assert clock.close_unanswered_applications(at=MONDAY + timedelta(days=14)) == 0
    assert clock.close_unanswered_applications(at=MONDAY + timedelta(days=15)) == 1
    assert clock.close_unanswered_applications(at=MONDAY + timedelta(days=15)) == 0
    promised.refresh_from_db()
    assert promised.stage == "no_answer"
    assert promised.events.get().by is None
    assert "did not answer" in OutgoingMail.objects.get(to=nurse.email).text


@pytest.mark.parametrize("stage", ["shortlisted", "withdrawn", "hired", "not_selected"])
def test_what_was_answered_is_left_alone(promised, stage):
    Application.objects.update(stage=stage)
    assert clock.close_unanswered_applications(at=MONDAY + timedelta(days=99)) == 0


def test_a_facility_is_reminded_once_a_day(promised, recruiter, owner, author, other_recruiter):
    assert clock.send_reminders(at=MONDAY) == 2
    assert clock.send_reminders(at=MONDAY + timedelta(hours=3)) == 0
    assert clock.send_reminders(at=MONDAY + timedelta(days=1)) == 2
    mail = OutgoingMail.objects.filter(to=recruiter.email).latest("pk")
    assert mail.subject == "1 applicant waits for your answer"
    assert "1 of them past the promised day" in mail.text
    assert "Nadia" not in mail.text


@pytest.mark.parametrize("status", ["rejected", "suspended"])
def test_a_facility_that_may_not_read_them_is_not_reminded(promised, recruiter, facility, status):
    Facility.objects.filter(pk=facility.pk).update(status=status)
    assert clock.send_reminders(at=MONDAY) == 0
    assert not OutgoingMail.objects.exists()


def test_nobody_is_reminded_early_or_on_a_weekend(promised, recruiter):
    assert clock.send_reminders(at=MONDAY - timedelta(days=3)) == 0
    assert clock.send_reminders(at=MONDAY - timedelta(days=2)) == 0
    assert clock.send_reminders(at=MONDAY - timedelta(days=1)) == 0


def test_forgotten_drafts_go_and_fresh_ones_stay(draft):
    assert clock.purge_expired_data(at=timezone.now()) == 0
    assert clock.purge_expired_data(at=timezone.now() + timedelta(days=181)) == 1
    assert not Application.objects.exists()


@pytest.mark.parametrize(("state", "kept", "stripped"), [("CO", 729, 731), ("CA", 1460, 1462)])
def test_the_person_is_taken_out_when_the_keeping_time_is_over(application, state, kept, stripped):
    factories.StateFactory(usps=state)
    now = timezone.now()
    Posting.objects.update(status="closed", closed_at=now, state=state)
    assert clock.purge_expired_data(at=now + timedelta(days=kept)) == 0
    assert clock.purge_expired_data(at=now + timedelta(days=stripped)) == 1
    assert clock.purge_expired_data(at=now + timedelta(days=stripped)) == 0
    application.refresh_from_db()
    assert "Nadia" not in str(application.snapshot)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["close_unanswered_applications", "send_reminders", "purge_expired_data"])
def test_the_commands_take_a_time(command, capsys):
    call_command(command, at="2026-11-23T07:00:00-05:00")
    assert "0" in capsys.readouterr().out
    for wrong in ["tomorrow", "2026-02-31T00:00:00"]:
        with pytest.raises(CommandError, match="is no time"):
            call_command(command, at=wrong)
