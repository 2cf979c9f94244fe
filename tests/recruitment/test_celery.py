import pytest

from recruitment import celery, health, tasks
from recruitment.logging import bind, bound, unbind


def test_the_heartbeat_is_in_the_schedule_and_shorter_than_its_memory():
    entry = celery.app.conf.beat_schedule["heartbeat"]

    assert entry["task"] == tasks.heartbeat.name
    assert entry["schedule"] * 3 < health.HEARTBEAT_SECONDS


def test_every_scheduled_task_exists():
    celery.app.loader.import_default_modules()

    assert {entry["task"] for entry in celery.app.conf.beat_schedule.values()} <= celery.app.tasks.keys()


def test_the_heartbeat_leaves_a_mark_that_fades():
    tasks.heartbeat()

    with health._redis() as redis:
        assert 0 < redis.ttl(health.HEARTBEAT_KEY) <= health.HEARTBEAT_SECONDS


def test_a_task_is_sent_with_the_request_that_asked_for_it():
    headers, token = {}, bind(request_id="edge-12345678")
    celery.send_request_id(headers=headers)
    unbind(token)

    assert headers == {"request_id": "edge-12345678"}


def test_log_lines_of_a_task_carry_its_id_and_its_request(caplog):
    seen = {}

    @celery.app.task
    def look():
        seen.update(bound())

    result = look.apply(headers={"request_id": "edge-12345678"})

    assert seen == {"task": look.name, "task_id": result.id, "request_id": "edge-12345678"}
    assert bound() == {}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", True),
        ("worker_prefetch_multiplier", 1),
        ("task_ignore_result", True),
        ("timezone", "UTC"),
    ],
)
def test_a_task_survives_the_loss_of_its_worker(option, value):
    assert celery.app.conf[option] == value


def test_a_hung_broker_cannot_hold_a_request():
    options = celery.app.conf.broker_transport_options

    assert options["socket_timeout"] <= 2
    assert options["socket_connect_timeout"] <= 2
    assert options["visibility_timeout"] > celery.app.conf.task_time_limit
