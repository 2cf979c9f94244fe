"""The page of the people who run it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from alerts.models import Delivery
from alerts.overview import hours, standing
from tests.factories import AlertFactory

pytestmark = pytest.mark.usefixtures("states")
PAGE = "/admin/alerts/delivery/overview/"


def deliver(state, **fields):
    sent_at = timezone.now() if state == Delivery.State.SENT else None
    return Delivery.objects.create(
        alert=AlertFactory(next_due_at=timezone.now() + timedelta(days=1)),
        period=timezone.now(),
        claim=1,
        state=state,
        sent_at=sent_at,
        **fields,
    )


def test_it_counts_by_what_somebody_would_do():
    AlertFactory(next_due_at=timezone.now() - timedelta(hours=3))
    for state in (
        Delivery.State.CLAIMED,
        Delivery.State.SENT,
        Delivery.State.PARKED,
        Delivery.State.UNCERTAIN,
    ):
        deliver(state)
    deliver(Delivery.State.RETRY, next_attempt_at=timezone.now())
    deliver(Delivery.State.CLAIMED, claimed_at=timezone.now() - timedelta(hours=1))
    now = standing()
    names = ["due", "claimed", "lost", "waiting", "sent", "parked", "uncertain"]
    assert [now[name] for name in names] == [1, 1, 1, 1, 1, 1, 1]
    assert now["oldest"] < timezone.now() - timedelta(hours=2)


def test_it_draws_the_last_two_days():
    deliver(Delivery.State.SENT)
    deliver(Delivery.State.SENT)
    deliver(Delivery.State.PARKED)
    drawn = hours()
    assert len(drawn["rows"]) == 48
    assert (drawn["rows"][-1].sent, drawn["rows"][-1].failed, drawn["most"]) == (2, 1, 3)
    assert drawn["rows"][-1].sent_height == 80


def test_staff_see_it_and_send_what_is_due(as_staff, publish):
    AlertFactory()
    publish()
    assert "Send what is due" in as_staff.get(PAGE).content.decode()
    as_staff.post(PAGE)
    assert len(mail.outbox) == 1


def test_recruiters_and_nurses_do_not(as_recruiter, as_nurse, client):
    AlertFactory()
    for person in (as_recruiter, as_nurse, client):
        assert person.get(PAGE).status_code in {302, 403}
        assert person.post(PAGE).status_code in {302, 403}
    assert mail.outbox == []


def test_staff_do_not_see_the_tokens(as_staff):
    alert = AlertFactory()
    for page in (f"alert/{alert.pk}", f"subscriber/{alert.subscriber_id}"):
        html = as_staff.get(f"/admin/alerts/{page}/change/").content.decode()
        assert alert.token not in html
        assert alert.subscriber.token not in html
