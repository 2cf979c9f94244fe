"""Which board an answer is made from: cheap to ask, equal only while every search finds the same."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connections

# Counted up where the JSON of a posting changes its shape: stored copies of the old one are then stale.
SHAPE = 1
# A posting also leaves the board by the clock alone, so the next moment that happens is part of its state.
STATE = """
    SELECT c.number, c.last, greatest(c.at, e.passed), e.next, now()::date FROM
        (SELECT count(*) AS number, max(id) AS last, max(at) AS at FROM api_boardchange) c,
        (SELECT min(expires_at) FILTER (WHERE expires_at > %(at)s) AS next,
                max(expires_at) FILTER (WHERE expires_at <= %(at)s) AS passed FROM (
            (SELECT expires_at FROM jobs_posting WHERE status = 'live' AND expires_at > %(at)s
             ORDER BY expires_at LIMIT 1)
            UNION ALL
            (SELECT expires_at FROM jobs_posting WHERE status = 'live' AND expires_at <= %(at)s
             ORDER BY expires_at DESC LIMIT 1)) x) e
"""


@dataclass(frozen=True)
class Board:
    state: tuple
    changed_at: datetime | None

    def etag(self, *parts):
        return quoted([*self.state, *parts])


def current(*, at):
    """The state of the board at the time `at`, in one statement of three index look-ups.

    Read it before the search: should something change between the two, the answer is newer than its
    ETag says and is fetched once more; the other way round it would stay stale.
    """
    with connections[settings.READ_DATABASE].cursor() as cursor:
        cursor.execute(STATE, {"at": at})
        number, last, changed_at, following, today = cursor.fetchone()
    return Board((SHAPE, number, last, following, today), changed_at)


def quoted(parts):
    return f'"{hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]}"'
