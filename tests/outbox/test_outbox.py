"""Mail stored with the change it tells of: at least once, with one Message-ID."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from outbox import actions
from outbox.actions import send_mail_row, store_mail, store_message, sweep_outbox
from outbox.models import DeadAddress, OutgoingMail

State = OutgoingMail.State


def stored(number=1, **fields):
    fields = {
        "to": f"reader{number}@example.com",
        "subject": "News",
        "text": "News.",
        "purpose": "test",
    } | fields
    return OutgoingMail.objects.create(**fields)


def later(**parts):
    return timezone.now() + timedelta(**parts)


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_is_refused():
    with pytest.raises(actions.OutsideTransaction):
        store_message(EmailMultiAlternatives("News", "News.", to=["a@example.com"]), purpose="test")


@pytest.mark.django_db(transaction=True)
def test_it_leaves_after_commit_and_never_after_a_rollback():
    message = EmailMultiAlternatives("News", "News.", to=["a@example.com"])
    with transaction.atomic():
        store_message(message, purpose="test")
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    with transaction.atomic():
        store_message(message, purpose="test")
        assert mail.outbox == []
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_is_mailed_once():
    message = EmailMultiAlternatives("News", "News.", to=["a@example.com"])
    for _ in range(2):
        with transaction.atomic():
            store_message(message, purpose="test", key="one")
    assert len(mail.outbox) == 1


def test_a_subject_with_line_ends_is_one_line(db):
    row = store_message(
        EmailMultiAlternatives("News\r\nBcc: x@example.com", "x", to=["a@example.com"]), purpose="test"
    )
    assert row.subject == "News Bcc: x@example.com"


def test_subjects_and_texts_are_not_html(db):
    class Alert:
        sentence = "Jobs at O'Hara & Sons"

    row = store_mail(
        to="a@example.com",
        template="alerts/emails/confirm",
        context={"alert": Alert, "url": "https://example.com/?a=1&b=2"},
        purpose="test",
    )
    assert row.subject == "Turn on your alert: Jobs at O'Hara & Sons"
    assert "?a=1&b=2" in row.text
    assert "O&#x27;Hara &amp; Sons" in row.html


def test_a_killed_workers_mail_is_sent_again_with_the_same_message_id(db):
    row = stored()
    actions.claim_mail(row.pk)
    assert sweep_outbox() == 0
    sweep_outbox(at=later(minutes=1))
    assert mail.outbox == []
    OutgoingMail.objects.update(claimed_at=timezone.now() - OutgoingMail.LEASE * 2)
    assert sweep_outbox() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == row.message_id


def test_two_workers_do_not_send_one_mail(db):
    row = stored()
    assert actions.claim_mail(row.pk)
    assert send_mail_row(row.pk) is None
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "state", "attempts"),
    [
        ("ok", State.SENT, 1),
        ("tempfail", State.QUEUED, 1),
        ("busy", State.QUEUED, 1),
        ("permfail", State.PARKED, 1),
        ("refuse", State.PARKED, 1),
        ("lost", State.QUEUED, 1),
        ("goodbye/1", State.QUEUED, 0),
    ],
)
def test_each_fault_of_the_mail_server(mail_server, mode, state, attempts):
    mail_server(mode)
    row = stored()
    send_mail_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (state, attempts)
    assert DeadAddress.objects.holds(row.to) == (mode == "permfail")


@pytest.mark.django_db
def test_a_server_that_is_away_for_hours_parks_nothing(mail_server):
    server = mail_server()
    server.stop()
    rows = [stored(number) for number in range(3)]
    for _ in range(10):
        OutgoingMail.objects.update(next_attempt_at=timezone.now())
        assert sweep_outbox() == 1  # the first tells that it is away
    server = mail_server()
    OutgoingMail.objects.update(next_attempt_at=timezone.now())
    sweep_outbox()
    assert len(server.mails) == len(rows)


@pytest.mark.django_db
def test_five_refusals_park_a_mail_and_say_so(mail_server, caplog):
    mail_server("tempfail")
    row = stored()
    for _ in range(5):
        OutgoingMail.objects.update(next_attempt_at=timezone.now())
        send_mail_row(row.pk)
    row.refresh_from_db()
    assert row.state == State.PARKED
    assert "mail parked" in caplog.text
    assert actions.report_outbox() == (0, 1)


def test_a_mail_that_cannot_be_built_does_not_stop_the_others(db):
    broken, fine = stored(1, headers={"X-Bad": "line\nend"}), stored(2)
    sweep_outbox()
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, fine.state) == (State.QUEUED, State.SENT)


def test_a_mail_that_takes_its_worker_down_each_time_is_parked(db):
    row = stored(attempts=OutgoingMail.MAX_ATTEMPTS)
    assert send_mail_row(row.pk) == State.PARKED
    assert mail.outbox == []


def test_a_mail_taken_over_is_settled_by_its_new_owner_alone(db):
    row = stored()
    first = actions.claim_mail(row.pk)
    OutgoingMail.objects.update(claimed_at=timezone.now() - OutgoingMail.LEASE * 2)
    send_mail_row(row.pk)
    assert actions._settle(first, actions.SendFailed("late")) is None
    row.refresh_from_db()
    assert row.state == State.SENT


def test_sent_mail_is_purged_after_a_month(db):
    stored(state=State.SENT, sent_at=later(days=-31))
    stored(2, state=State.SENT, sent_at=later(days=-3))
    stored(3)
    assert actions.purge_mail() == (1, 0)


def test_parked_mail_is_kept_for_three_months(db):
    stored(state=State.PARKED, claimed_at=later(days=-91))
    stored(2, state=State.PARKED, claimed_at=later(days=-89))
    assert actions.purge_mail() == (0, 1)
    assert actions.report_outbox() == (0, 1)
    assert actions.purge_mail(at=later(days=2)) == (0, 1)
    assert not OutgoingMail.objects.exists()
