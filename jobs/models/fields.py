from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models

# Reading the names of all zones takes the disk some milliseconds.
zones = cache(available_timezones)


def known_zone(name):
    """For fields that hold a time zone's name: a wrong one would break every page that counts its days."""
    if name not in zones():
        raise ValidationError("This is no time zone we know. Write one such as America/Denver.")


class HttpsURLField(models.URLField):
    """A URLField whose forms take "example.com" as https, as Django 6 will by itself. To migrations a URLField."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
