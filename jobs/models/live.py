from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.utils import timezone


class RealField(models.FloatField):
    """Four bytes instead of eight: the row has to be narrow, and 1e-5 of a degree is one meter."""

    def db_type(self, connection):
        return "real"


class LivePostingQuerySet(models.QuerySet):
    def open(self, *, at=None):
        """What is not over; the rows that are wait for their sweeper."""
        return self.filter(expires_at__gt=at or timezone.now())

    def newest(self):
        return self.order_by("-posted_on", "-published_at", "-posting")


class LivePosting(models.Model):
    """What search reads: one narrow row for each posting with status live. See docs/adr/search.md.

    jobs.search.indexing alone writes it, in the transaction of each change. The vector holds words,
    concepts, filters and map cells; the masks hold, one bit a term, what the facets count. Vector and
    card lie out of line, so that counting reads few pages.
    """

    posting = models.OneToOneField(
        "jobs.Posting", on_delete=models.CASCADE, primary_key=True, related_name="live_row"
    )
    published_at = models.DateTimeField()
    posted_on = models.DateField(help_text="The day the card shows: the employer's, else ours.")
    expires_at = models.DateTimeField()
    facility = models.ForeignKey("jobs.Facility", on_delete=models.CASCADE, related_name="+", db_index=False)
    group_key = models.BigIntegerField(help_text="Equal for one posting repeated for many places.")
    # Packed, from bit 0: flags 8, workplaces 8, shifts 16, employment 16, role 8 (its bit + 1).
    packed = models.BigIntegerField(default=0)
    states = models.BigIntegerField(default=0)
    settings = models.BigIntegerField(default=0)
    therapies = models.BigIntegerField(default=0)
    devices = models.BigIntegerField(default=0)
    systems = models.BigIntegerField(default=0)
    populations = models.BigIntegerField(default=0)
    credentials = models.BigIntegerField(default=0)
    lat = RealField(null=True)
    lon = RealField(null=True)
    pay_year = models.IntegerField(null=True, help_text="The highest pay it names, in dollars a year.")
    quality = RealField(default=0, help_text="From 0 to 1; see jobs/search/ranking.py.")
    experience_months = models.SmallIntegerField(null=True)
    card = models.JSONField(default=dict)
    tsv = SearchVectorField()

    objects = LivePostingQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["tsv"], name="live_words", fastupdate=False),
            models.Index(fields=["-posted_on", "-published_at", "-posting"], name="live_newest"),
            models.Index(F("pay_year").desc(nulls_last=True), F("posting").desc(), name="live_best_paid"),
            models.Index(fields=["expires_at"], name="live_ending"),
            models.Index(fields=["facility"], name="live_of_facility"),
        ]

    def __str__(self):
        return f"Live row of posting {self.posting_id}"


class SearchWord(models.Model):
    """How many live postings hold a lexeme, and how it is most often spelt. Refreshed once a day."""

    lexeme = models.CharField(max_length=80, primary_key=True)
    documents = models.PositiveIntegerField()
    spelling = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-documents"]

    def __str__(self):
        return self.lexeme
