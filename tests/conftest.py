import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from outbox import actions as outbox_actions
from recruitment import cache as cache_module
from tests.strict import inline_code

pytest_plugins = ["tests.cast", "tests.mail_server"]

settings.register_profile(
    "fast", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def run_commit_callbacks(since):
    """Runs what on_commit holds from the given place on, as a commit would, and takes it off the list."""
    while len(connection.run_on_commit) > since:
        _, callback, _ = connection.run_on_commit.pop(since)
        callback()


@pytest.fixture(autouse=True)
def requests_as_in_life(monkeypatch):
    """Each request of the test client commits, and its HTML must pass the Content-Security-Policy."""
    send = Client.request

    def request(self, **environ):
        waiting = len(connection.run_on_commit)
        response = send(self, **environ)
        if connection.in_atomic_block:
            run_commit_callbacks(waiting)
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if (
            is_html
            and not response.streaming
            and "sandbox" not in response.headers.get("Content-Security-Policy", "")
        ):
            problems = inline_code(response.content.decode(response.charset))
            assert not problems, f"{environ.get('PATH_INFO')}: {'; '.join(problems)}"
        return response

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """A process rests a cache and a broker that failed; the next test must not find it resting."""
    cache_module._paused_until = 0.0
    outbox_actions._broker_paused_until = 0.0
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def sessions_of_killed_processes_end(django_db_setup, django_db_blocker):
    """Tests kill workers, servers and imports; PostgreSQL may hold their sessions a little longer than it
    takes to come to the end, and would refuse to drop the database."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
