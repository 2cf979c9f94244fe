"""Mails that come as soon as a posting does."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now
from django.utils import timezone

from alerts import claims
from alerts.claims import INSTANT_MAILS_PER_HOUR
from alerts.models import Alert, DeliveredPosting, News
from alerts.sending import send_due
from tests.factories import AlertFactory

pytestmark = pytest.mark.usefixtures("states")


def later(**parts):
    return timezone.now() + timedelta(**parts)


def test_it_tells_at_the_next_tick(publish):
    alert = AlertFactory(instant=True)
    send_due()
    publish()
    went = send_due()
    assert (went["woken"], went["sent"]) == (1, 1)
    alert.refresh_from_db()
    assert alert.next_due_at is None
    send_due()
    assert len(mail.outbox) == 1


def test_it_sleeps_through_what_does_not_match(publish):
    AlertFactory(instant=True, criteria="state=TX")
    publish()
    assert send_due()["woken"] == 0


def test_an_hour_has_so_many_mails_and_the_rest_comes_together(publish):
    AlertFactory(instant=True)
    start = timezone.now()
    for minute in range(INSTANT_MAILS_PER_HOUR + 3):
        publish()
        send_due(at=start + timedelta(minutes=minute))
    assert len(mail.outbox) == INSTANT_MAILS_PER_HOUR
    send_due(at=start + timedelta(minutes=61))
    assert len(mail.outbox) == INSTANT_MAILS_PER_HOUR + 1
    assert "3 new jobs" in mail.outbox[-1].subject
    assert DeliveredPosting.objects.count() == INSTANT_MAILS_PER_HOUR + 3


def test_quiet_hours_hold_it_back_and_lose_nothing(publish):
    at = later(days=1).replace(hour=3, minute=0)
    AlertFactory(
        instant=True, zone="America/Puerto_Rico", subscriber__quiet_from=22, subscriber__quiet_until=6
    )
    publish()
    send_due(at=at)  # 11 in the evening there
    assert mail.outbox == []
    send_due(at=at + timedelta(hours=7, minutes=1))  # past 6 in the morning
    assert len(mail.outbox) == 1


def test_a_paused_one_tells_after_its_pause(publish, client):
    alert = AlertFactory(instant=True, paused_until=timezone.localdate() + timedelta(days=3))
    publish()
    assert send_due()["woken"] == 0
    client.post(f"/alerts/{alert.token}/pause/", {"resume": "1"})
    assert send_due()["sent"] == 1


def test_a_posting_that_was_told_wakes_nobody_when_it_is_edited(publish):
    AlertFactory(instant=True)
    other = AlertFactory(instant=True)
    send_due()
    publish()
    assert send_due()["sent"] == 2
    DeliveredPosting.objects.filter(alert=other).delete()
    News.objects.update(changed_at=Now())
    assert claims.wake_instant(at=later(minutes=1)) == 1  # the one that was not told
    assert list(Alert.objects.exclude(next_due_at=None)) == [other]
