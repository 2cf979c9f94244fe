from django.db import models


class News(models.Model):
    """When a posting first entered the live table, and when its row there last changed.

    A trigger on the live table writes it (migration 0002), so that no way of publishing can forget to;
    the times are the database's.
    """

    posting = models.OneToOneField(
        "jobs.Posting", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "news"

    def __str__(self):
        return f"News of posting {self.posting_id}"


class LastLook(models.Model):
    """Up to which moment the instant alerts have been compared with the news."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} up to {self.at:%Y-%m-%d %H:%M:%S}"
