from django.db import models

from jobs.models.vocabulary import BIT_HELP, Fact


class State(Fact):
    """A state or territory, with its place in the Nurse Licensure Compact (NLC) on a date."""

    class Compact(models.TextChoices):
        IMPLEMENTED = "implemented"
        PARTIAL = "partial"
        PENDING = "enacted_pending", "enacted, not in force"
        NOT_MEMBER = "not_member", "not a member"

    usps = models.CharField("USPS code", max_length=2, primary_key=True)
    fips = models.CharField("FIPS code", max_length=2, blank=True)
    name = models.CharField(max_length=40)
    slug = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    compact = models.CharField(max_length=20, choices=Compact)
    compact_holders_may_practice = models.CharField(max_length=60, blank=True)
    compact_issues_license = models.CharField(max_length=60, blank=True)
    compact_since = models.CharField(max_length=40, blank=True)
    compact_note = models.TextField(blank=True)
    board_of_nursing = models.CharField(max_length=200, blank=True)
    board_of_nursing_lpn = models.CharField(max_length=200, blank=True)
    board_source = models.TextField(blank=True)
    bit = models.PositiveSmallIntegerField(null=True, unique=True, editable=False, help_text=BIT_HELP)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ZipCode(models.Model):
    """A ZIP code with its center. Source and date of the file: jobs/data/README.md."""

    zip = models.CharField(max_length=5, primary_key=True)
    city = models.CharField(max_length=80)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="zip_codes")
    county = models.CharField(max_length=80, blank=True)
    timezone = models.CharField(max_length=40)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        ordering = ["zip"]

    def __str__(self):
        return self.zip


class City(models.Model):
    """A populated place. Source: GeoNames (CC BY 4.0) and the ZIP file; see jobs/data/README.md."""

    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="cities")
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=100)
    lat = models.FloatField()
    lon = models.FloatField()
    population = models.PositiveIntegerField(null=True, blank=True)
    timezone = models.CharField(max_length=40)

    class Meta:
        ordering = ["state", "name"]
        verbose_name_plural = "cities"
        constraints = [
            models.UniqueConstraint(
                fields=["state", "slug"],
                name="city_once_per_state",
                violation_error_message="This state has a city of this name.",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.state_id}"
