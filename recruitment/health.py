"""What the load balancer and the on-call person ask: does the process live, can it do its work."""

import time

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

HEARTBEAT_KEY = "heartbeat:worker"
HEARTBEAT_SECONDS = 120  # four beats of 30 s may fail to come
_migrated = False


@login_not_required
@require_safe
@never_cache
def live(request):
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
@never_cache
def ready(request):
    checks = {
        "database": _check(_database),
        "migrations": _check(_migrations),
        "broker": _check(_broker),
        "worker": _check(_worker),
    }
    is_ready = all(check["ok"] for check in checks.values())
    body = {"status": "ready" if is_ready else "not ready", "checks": checks}
    return JsonResponse(body, status=200 if is_ready else 503)


def beat_heart():
    """Called in the worker, at its start and by beat: so it goes quiet when either of the two is gone."""
    with _redis() as client:
        client.set(HEARTBEAT_KEY, int(time.time()), ex=HEARTBEAT_SECONDS)


def _check(question):
    """Asks one question; the answer holds a reason of ours, never the driver's text."""
    started = time.perf_counter()
    try:
        reason = question()
    except (DatabaseError, redis.RedisError, OSError):
        reason = "does not answer"
    answer = {"ok": reason is None, "ms": round((time.perf_counter() - started) * 1000, 1)}
    return answer if reason is None else answer | {"reason": reason}


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations():
    global _migrated  # migrations do not become unapplied under a running process
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "some are not applied"
        _migrated = True
    return None


def _broker():
    with _redis() as client:
        client.ping()


def _worker():
    with _redis() as client:
        beaten = client.get(HEARTBEAT_KEY)
    return None if beaten else f"no heartbeat for {HEARTBEAT_SECONDS} seconds"


def _redis():
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
