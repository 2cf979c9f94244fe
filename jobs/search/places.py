"""Places people type, resolved to a point: a ZIP code or a city."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from jobs.models import City, ZipCode
from jobs.vocabulary import book as vocabulary
from jobs.vocabulary.places import city_slug

_ZIP = re.compile(r"\d{5}(?:-\d{4})?")


@dataclass(frozen=True)
class Place:
    label: str
    lat: float
    lon: float
    usps: str


def resolve(text):
    """The Place of "98402" or "Tacoma, WA" (the comma may be missing, the state may be a name), or None.

    A city without its state is the most populous of that name.
    """
    text = " ".join(text.split())[:80]
    if settings.VOCABULARY_CACHE_SECONDS:
        return _resolve_cached(text)
    return _resolve(text)


def _resolve(text):
    if _ZIP.fullmatch(text):
        row = ZipCode.objects.filter(zip=text[:5]).first()
        return row and Place(f"{row.city}, {row.state_id} {row.zip}", row.lat, row.lon, row.state_id)
    city, usps = split_state(text)
    slug = city_slug(city)
    if not slug:
        return None
    rows = City.objects.filter(slug=slug)
    if usps:
        rows = rows.filter(state_id=usps)
    row = rows.order_by("-population").exclude(population=None).first() or rows.order_by("pk").first()
    return row and Place(f"{row.name}, {row.state_id}", row.lat, row.lon, row.state_id)


_resolve_cached = lru_cache(maxsize=4096)(_resolve)


def split_state(text):
    """("Tacoma", "WA") of "Tacoma, WA" or "Tacoma Washington"; the code is "" where no state is named."""
    city, comma, state = (part.strip() for part in text.rpartition(","))
    if comma:
        return city, state_code(state)
    for count in (3, 2, 1):
        words = text.split()
        if len(words) > count and (usps := state_code(" ".join(words[-count:]))):
            return " ".join(words[:-count]), usps
    return text, ""


def state_code(name):
    """The USPS code of a state's code or name, "" where it is neither."""
    wanted = name.strip(" .").lower()
    for entry in vocabulary.current().of("state"):
        if wanted in {entry.slug.lower(), entry.label.lower()}:
            return entry.slug
    return ""
