"""A Redis cache that a lost or hung Redis cannot take the site down with."""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# After a failure Redis is left alone this long, so that a hung one costs one timeout, not one per use.
PAUSE_SECONDS = 5

_paused_until = 0.0


def _fail_open(name):
    def method(self, *args, **kwargs):
        global _paused_until
        if time.monotonic() >= _paused_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                _paused_until = time.monotonic() + PAUSE_SECONDS
                logger.warning("cache unavailable", extra={"error": type(error).__name__})
        return getattr(self.fallback, name)(*args, **kwargs)

    method.__name__ = name
    return method


class FailOpenRedisCache(RedisCache):
    """Uses this process's memory while Redis does not answer; rate limits then count per process."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self.fallback = LocMemCache("while-redis-is-away", {**params, "OPTIONS": {"MAX_ENTRIES": 1000}})


for _name in (
    "add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many", "clear",
):  # fmt: skip
    setattr(FailOpenRedisCache, _name, _fail_open(_name))
