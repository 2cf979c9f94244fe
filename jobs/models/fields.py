from django.db import models


class HttpsURLField(models.URLField):
    """A URLField whose forms take "example.com" as https, as Django 6 will by itself. To migrations a URLField."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
