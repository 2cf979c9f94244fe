"""Redis killed, hung or emptied: pages answer, and mail goes out after all."""

import contextlib
import socket
import threading
import time

import pytest
from django.core import mail
from django.utils import timezone
from kombu import pools

from alerts.models import Alert
from alerts.sending import send_due
from outbox import actions
from outbox.models import OutgoingMail
from recruitment.celery import app
from tests.factories import AlertFactory
from tests.mail_server import free_port

pytestmark = pytest.mark.usefixtures("states")


@pytest.fixture
def broker(monkeypatch):
    """A function that lets tasks really be published, to the given address."""
    kept = {name: app.conf[name] for name in ("task_always_eager", "broker_url", "broker_write_url")}

    def forget_connections():
        pools.reset()
        app._pool = None
        app.amqp._producer_pool = None

    def use(url):
        forget_connections()
        app.conf.update(task_always_eager=False, broker_url=url, broker_write_url=url)

    monkeypatch.setattr(actions, "_broker_paused_until", 0.0)
    yield use
    app.conf.update(kept)
    forget_connections()


@pytest.fixture
def black_hole():
    """A port where connections are accepted and nothing is ever answered."""
    held = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept():
            with contextlib.suppress(OSError):
                while True:
                    held.append(listener.accept()[0])

        threading.Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    for connection in held:
        connection.close()


def ask(client, number=1):
    started = time.monotonic()
    response = client.post("/alerts/new/?state=CO", {"email": f"reader{number}@example.com"})
    return response.status_code, time.monotonic() - started


@pytest.mark.parametrize("fault", ["killed", "hung"])
def test_a_page_that_stores_mail_answers_within_three_seconds_and_the_mail_goes_out_later(
    client, broker, black_hole, fault
):
    port = black_hole if fault == "hung" else free_port()
    broker(f"redis://127.0.0.1:{port}/0")
    status, seconds = ask(client)
    assert status == 302
    assert seconds < 3
    assert OutgoingMail.objects.get().state == OutgoingMail.State.QUEUED
    assert mail.outbox == []
    actions.sweep_outbox()  # the first tick after recovery
    assert [message.to for message in mail.outbox] == [["reader1@example.com"]]


def test_a_hung_broker_costs_one_timeout_not_one_for_each_mail(client, broker, black_hole):
    broker(f"redis://127.0.0.1:{black_hole}/0")
    ask(client, 1)
    started = time.monotonic()
    for number in range(2, 6):
        assert ask(client, number)[0] == 302
    assert time.monotonic() - started < 3
    assert OutgoingMail.objects.count() == 5


def test_an_emptied_redis_loses_no_mail_and_no_alert(client, broker, publish, settings):
    broker(settings.CELERY_BROKER_URL)
    alert = AlertFactory()
    publish()
    ask(client)
    with app.connection_for_write() as connection:
        connection.default_channel.client.flushdb()
    actions.sweep_outbox()
    send_due(at=timezone.now())
    assert sorted(message.to[0] for message in mail.outbox) == sorted(["reader1@example.com", alert.email])
    assert Alert.objects.count() == 2
