"""Celery's soft limit strikes in the middle of sending: the task ends, and what it had taken is free again."""

import signal
from contextlib import contextmanager

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from alerts.models import Delivery
from alerts.sending import send_due
from outbox.actions import send_mail_row, sweep_outbox
from outbox.models import OutgoingMail
from tests.factories import AlertFactory

pytestmark = pytest.mark.usefixtures("states")


@contextmanager
def time_for(seconds):
    """Raises in the main thread after some time, from a signal, as a worker's pool does."""

    def end(*_):
        raise SoftTimeLimitExceeded

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def stored(number):
    return OutgoingMail.objects.create(
        to=f"reader{number}@example.com", subject="News", text="News.", purpose="test"
    )


def test_a_stored_mail_goes_back_and_the_task_ends(mail_server):
    mail_server("slow/1500")
    row = stored(1)
    with time_for(0.5), pytest.raises(SoftTimeLimitExceeded):
        send_mail_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (OutgoingMail.State.QUEUED, 1)
    assert "out of time" in row.last_error


def test_the_sweeper_stops_and_leaves_the_rest_as_it_was(mail_server):
    mail_server("slow/400")
    rows = [stored(number) for number in range(9)]
    with time_for(0.6), pytest.raises(SoftTimeLimitExceeded):
        sweep_outbox()
    states = list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True))
    assert OutgoingMail.State.INFLIGHT not in states
    assert states.count(OutgoingMail.State.QUEUED) >= 7
    mail_server()
    OutgoingMail.objects.update(next_attempt_at=timezone.now())
    sweep_outbox()
    assert OutgoingMail.objects.filter(state=OutgoingMail.State.SENT).count() == len(rows)


def test_alerts_that_were_not_begun_go_to_the_next_worker_at_once(publish, mail_server):
    server = mail_server("slow/400")
    for _ in range(5):
        AlertFactory()
    publish()
    with time_for(0.6), pytest.raises(SoftTimeLimitExceeded):
        send_due()
    first = Delivery.objects.filter(state=Delivery.State.SENT).count()
    in_the_air = Delivery.objects.filter(state=Delivery.State.HANDED_OVER).count()
    assert first + in_the_air < 5
    assert Delivery.objects.lost().count() == 5 - first - in_the_air
    server = mail_server()
    send_due()
    assert Delivery.objects.filter(state=Delivery.State.SENT).count() == 5 - in_the_air
    assert len({mail["to"] for mail in server.mails}) == len(server.mails)
