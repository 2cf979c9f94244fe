"""What keeps alerts honest over the months."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from alerts.actions import FOREVER
from alerts.models import Alert, Subscriber
from alerts.sending import send_due
from alerts.upkeep import ask_still_looking, pause_silent, purge, refresh_queries
from jobs.models import Term
from tests.conftest import run_commit_callbacks
from tests.factories import AlertFactory, SubscriberFactory, TermFactory

pytestmark = pytest.mark.usefixtures("states")


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def test_unconfirmed_alerts_and_their_addresses_are_forgotten_after_a_week():
    kept = AlertFactory()
    for days in (3, 8):
        alert = AlertFactory(waiting=True)
        Alert.objects.filter(pk=alert.pk).update(created_at=days_ago(days))
        Subscriber.objects.filter(pk=alert.subscriber_id).update(created_at=days_ago(days))
    assert purge() == 1
    assert Alert.objects.count() == 2
    assert Subscriber.objects.count() == 2
    assert Alert.objects.filter(pk=kept.pk).exists()


def test_a_retired_criterion_pauses_the_alert_with_a_mail(publish):
    TermFactory(slug="home-infusion")
    alert, other = AlertFactory(criteria="setting=home-infusion"), AlertFactory(criteria="state=CO")
    Term.objects.filter(slug="home-infusion").delete()
    assert refresh_queries() == (0, 1)
    run_commit_callbacks(0)
    alert.refresh_from_db()
    assert alert.paused_until == FOREVER
    [message] = mail.outbox
    assert message.to == [alert.email]
    assert "home-infusion" in message.body
    assert refresh_queries() == (0, 0)
    publish()
    mail.outbox.clear()
    send_due()
    assert [sent.to for sent in mail.outbox] == [[other.email]]


def test_once_a_year_it_asks_and_rests_without_an_answer(client):
    silent = AlertFactory(subscriber=SubscriberFactory(last_seen_at=days_ago(366)))
    AlertFactory(subscriber=SubscriberFactory(last_seen_at=days_ago(300)))
    assert ask_still_looking() == 1
    run_commit_callbacks(0)
    assert [message.to for message in mail.outbox] == [[silent.email]]
    assert ask_still_looking() == 0
    assert pause_silent() == 0
    assert pause_silent(at=timezone.now() + timedelta(days=31)) == 1
    silent.refresh_from_db()
    assert silent.is_paused
    client.post(f"/alerts/{silent.token}/still-looking/")
    silent.refresh_from_db()
    assert not silent.is_paused
    assert pause_silent(at=timezone.now() + timedelta(days=31)) == 0
