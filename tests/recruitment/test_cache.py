import socket
import time

import pytest

from recruitment import cache as cache_module
from recruitment.cache import FailOpenRedisCache


@pytest.fixture
def away():
    return FailOpenRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.5}})


def test_it_serves_from_memory_while_redis_is_away(away):
    away.set("key", "value", 60)

    assert away.get("key") == "value"
    assert away.add("count", 1)
    assert away.incr("count") == 2


def test_it_leaves_a_hung_redis_alone_after_one_timeout():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hung = FailOpenRedisCache(
            f"redis://127.0.0.1:{silent.getsockname()[1]}/0",
            {"OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2}},
        )
        started = time.monotonic()
        for number in range(20):
            hung.set(str(number), number, 60)

    assert time.monotonic() - started < 1.5


def test_it_comes_back_to_redis(away, settings):
    away.set("key", "from memory", 60)
    cache_module._paused_until = 0.0
    back = FailOpenRedisCache(settings.REDIS_URL, {})
    back.set("key", "from redis", 60)

    assert back.get("key") == "from redis"
    assert back.fallback.get("key") == "from memory"
