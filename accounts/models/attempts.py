from django.contrib.postgres.fields import ArrayField
from django.db import models


class Attempts(models.Model):
    """When somebody last did something that has a limit. Who it was is kept as a keyed hash alone.

    Written by accounts.limits.
    """

    key = models.CharField(max_length=40, primary_key=True)
    times = ArrayField(models.DateTimeField())
    # When the newest of the times counts no more, and the row can go.
    over_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self):
        return f"{len(self.times)} attempts"
