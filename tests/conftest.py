import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

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
def empty_cache():
    cache_module._paused_until = 0.0
    cache.clear()
