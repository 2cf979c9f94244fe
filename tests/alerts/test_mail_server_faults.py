"""Alerts against a mail server that refuses, lingers, hangs up or is away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alerts.models import DeliveredPosting, Delivery, Subscriber
from alerts.sending import send_due
from outbox.models import DeadAddress
from tests.factories import AlertFactory

pytestmark = pytest.mark.usefixtures("states")
State = Delivery.State


def later(**parts):
    return timezone.now() + timedelta(**parts)


def states():
    return list(Delivery.objects.values_list("state", flat=True))


@pytest.mark.parametrize("mode", ["tempfail", "busy"])
def test_a_temporary_refusal_is_tried_again_with_growing_waits(publish, mail_server, mode):
    AlertFactory()
    publish()
    server = mail_server(mode)
    send_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (State.RETRY, 1)
    assert not DeliveredPosting.objects.exists()
    assert send_due()["claimed"] == 0  # not before its time
    server = mail_server()
    send_due(at=later(minutes=2))
    assert states() == [State.SENT]
    assert len(server.mails) == 1


def test_the_message_id_stays_the_same_over_the_tries(publish, mail_server):
    AlertFactory()
    publish()
    mail_server("lost")  # the server has it, the answer is lost
    send_due()
    assert states() == [State.UNCERTAIN]
    assert Delivery.objects.get().message_id


def test_after_five_tries_it_is_parked_and_the_next_mail_brings_its_postings(publish, mail_server, caplog):
    AlertFactory()
    publish()
    mail_server("tempfail")
    for hours in (0, 1, 2, 4, 7):
        send_due(at=later(hours=hours))
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (State.PARKED, 5)
    assert "parked" in caplog.text
    server = mail_server()
    send_due(at=later(days=1))
    assert len(server.mails) == 1


def test_a_dead_address_is_remembered_and_left_alone(publish, mail_server):
    alert = AlertFactory()
    publish()
    mail_server("permfail")
    send_due()
    assert states() == [State.PARKED]
    assert DeadAddress.objects.holds(alert.email)
    server = mail_server()
    send_due(at=later(days=1))
    assert server.mails == []


def test_refused_content_does_not_condemn_the_address(publish, mail_server):
    AlertFactory()
    publish()
    mail_server("refuse")
    send_due()
    assert states() == [State.PARKED]
    assert not DeadAddress.objects.exists()


def test_what_was_handed_over_without_an_answer_is_not_sent_again(publish, mail_server):
    AlertFactory()
    publish()
    server = mail_server("lost")
    send_due()
    send_due(at=later(minutes=30))
    send_due(at=later(days=1))
    assert len(server.mails) == 1
    assert State.UNCERTAIN in states()


def test_a_server_that_is_away_costs_no_try_and_one_attempt_for_all(publish, mail_server):
    AlertFactory.create_batch(5)
    publish()
    server = mail_server()
    server.stop()
    went = send_due()
    assert (went["refused"], went["waiting"]) == (1, 4)
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.RETRY, 0)}
    server = mail_server()
    send_due(at=later(minutes=3))
    assert len(server.mails) == 5


def test_a_reader_whose_mail_ends_the_session_keeps_nobody_waiting(publish, mail_server):
    AlertFactory.create_batch(3)
    first = Subscriber.objects.first()  # whose mail is the first of the three
    Subscriber.objects.filter(pk=first.pk).update(email="moody@example.com")
    publish()
    server = mail_server("moody")
    assert send_due()["sent"] == 2
    assert len(server.mails) == 2
    assert Delivery.objects.exclude(state=State.SENT).get().alert.subscriber == first


def test_a_slow_server_delays_mails_and_nothing_else(publish, mail_server, client):
    AlertFactory.create_batch(3)
    publish()
    server = mail_server("slow/300")
    send_due()
    assert states() == [State.SENT] * 3
    assert len(server.mails) == 3


def test_every_third_answer_lost_makes_no_second_copy(publish, mail_server):
    alerts = AlertFactory.create_batch(9)
    publish()
    server = mail_server("lost/3")
    for days in range(3):
        send_due(at=later(days=days))
    assert sorted(mail["to"] for mail in server.mails) == sorted(alert.email for alert in alerts)
