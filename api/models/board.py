from datetime import timedelta

from django.db import models


class BoardChange(models.Model):
    """One statement that changed the live table; a trigger writes it (migration 0002).

    Their number and the newest of them say which board an answer was made from, without looking at it.
    Rows are only ever added, so that two people who publish at once do not wait for each other.
    """

    KEPT = timedelta(days=1)

    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"Change {self.pk} at {self.at:%Y-%m-%d %H:%M:%S}"
