from datetime import timedelta

from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac


class AttemptManager(models.Manager):
    def allow(self, *, what, who, most, window=timedelta(hours=1), at=None):
        """Count one attempt of `who` at `what`; False once there were more than `most` in this window.

        In PostgreSQL and not in the cache: an emptied cache must not open the door.
        """
        at = at or timezone.now()
        seconds = int(window.total_seconds())
        started = int(at.timestamp()) // seconds * seconds
        key = salted_hmac("alerts.attempt", f"{what}:{who}").hexdigest()[:40]
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (key, started, count) VALUES (%s, to_timestamp(%s), 1) "  # noqa: S608
                f"ON CONFLICT (key, started) DO UPDATE SET count = {table}.count + 1 RETURNING count",
                [key, started],
            )
            return cursor.fetchone()[0] <= most

    def forget_old(self, *, at=None):
        return self.filter(started__lt=(at or timezone.now()) - timedelta(days=2)).delete()[0]


class Attempt(models.Model):
    """How often somebody tried something within a window. Who it was is kept as a keyed hash alone."""

    key = models.CharField(max_length=40)
    started = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    objects = AttemptManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "started"],
                name="attempts_counted_in_one_row",
                violation_error_message="These attempts are counted already.",
            )
        ]

    def __str__(self):
        return f"{self.count} attempts"
