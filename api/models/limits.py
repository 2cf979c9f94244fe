import math
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Policy:
    """A token bucket: `burst` requests at once, and `per_minute` more as time goes by."""

    name: str
    burst: int
    per_minute: int

    @property
    def per_second(self):
        return self.per_minute / 60


@dataclass(frozen=True)
class Take:
    """Whether a token was left, how many are now, and in how many seconds there is one and there are all."""

    policy: Policy
    is_allowed: bool
    left: float

    @property
    def headers(self):
        policy, left = self.policy, self.left
        found = {
            "RateLimit-Limit": str(policy.burst),
            "RateLimit-Remaining": str(max(int(left), 0)),
            "RateLimit-Reset": str(math.ceil((policy.burst - left) / policy.per_second)),
            "RateLimit-Policy": f"{policy.burst};w={math.ceil(policy.burst / policy.per_second)}",
        }
        if not self.is_allowed:
            found["Retry-After"] = str(max(math.ceil((1 - left) / policy.per_second), 1))
        return found


class BucketManager(models.Manager):
    def take(self, policy, who, *, at=None):
        """Take one token of `who`. One statement, so that two processes cannot both have the last.

        In PostgreSQL and not in the cache: an emptied cache must not open the door.
        """
        at = at or timezone.now()
        key = salted_hmac("api.bucket", f"{policy.name}:{who}").hexdigest()[:40]
        table = self.model._meta.db_table
        refilled = "least(%(burst)s, b.tokens + %(rate)s * greatest(0, extract(epoch FROM %(at)s - b.at)))"
        with connection.cursor() as cursor:
            cursor.execute(
                # SET LOCAL ends with this statement: a bucket lost in a crash is a full bucket, not worth
                # waiting for the disk.
                f"SET LOCAL synchronous_commit = off; INSERT INTO {table} AS b (key, tokens, was_allowed, at) "  # noqa: S608
                "VALUES (%(key)s, %(burst)s - 1, true, %(at)s) ON CONFLICT (key) DO UPDATE SET "
                f"tokens = {refilled} - ({refilled} >= 1)::int, was_allowed = {refilled} >= 1, "
                "at = greatest(b.at, %(at)s) RETURNING was_allowed, tokens",
                {"key": key, "burst": policy.burst, "rate": policy.per_second, "at": at},
            )
            is_allowed, left = cursor.fetchone()
        return Take(policy, is_allowed, left)

    def forget_old(self, *, at=None):
        """Buckets nobody touched for an hour are full again, as new ones are."""
        return self.filter(at__lt=(at or timezone.now()) - timedelta(hours=1)).delete()[0]


class Bucket(models.Model):
    """How many requests somebody may still make. Who it is is kept as a keyed hash alone."""

    key = models.CharField(max_length=40, primary_key=True)
    tokens = models.FloatField()
    was_allowed = models.BooleanField()
    at = models.DateTimeField(db_index=True)

    objects = BucketManager()

    def __str__(self):
        return f"{self.tokens:.0f} tokens"
