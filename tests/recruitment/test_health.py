import pytest

from recruitment import health

pytestmark = pytest.mark.django_db


def test_a_live_process_says_so_to_anybody(client):
    response = client.get("/health/live")

    assert response.status_code == 200
    assert response.json() == {"status": "alive"}


def test_it_is_ready_when_everything_answers(client):
    health.beat_heart()

    response = client.get("/health/ready")

    assert response.status_code == 200
    assert response.json()["status"] == "ready"
    assert set(response.json()["checks"]) == {"database", "migrations", "broker", "worker"}


def test_it_is_not_ready_without_a_worker(client):
    with health._redis() as redis:
        redis.delete(health.HEARTBEAT_KEY)

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["checks"]["worker"]["reason"] == "no heartbeat for 120 seconds"
    assert response.json()["checks"]["database"]["ok"]


def test_it_is_not_ready_without_redis_and_does_not_quote_the_driver(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["checks"]["broker"]["reason"] == "does not answer"


def test_it_answers_no_other_method(client):
    assert client.post("/health/ready").status_code == 405
    assert client.trace("/health/live").status_code == 405
