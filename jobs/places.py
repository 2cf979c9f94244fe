"""Where a posting is: its coordinates and time zone from the geography tables."""

from dataclasses import dataclass

from jobs.models import City, ZipCode
from jobs.vocabulary.places import city_slug


@dataclass(frozen=True)
class Point:
    lat: float
    lon: float
    zone: str


def locate(*, zip_code=None, city="", usps=""):
    """The Point of a ZIP code or else of a city, or None where neither is known."""
    row = None
    if zip_code:
        row = ZipCode.objects.filter(zip=zip_code).first()
    if row is None and city and usps:
        row = City.objects.filter(state_id=usps, slug=city_slug(city)).first()
    return Point(row.lat, row.lon, row.timezone) if row else None


def put_in_place(posting):
    """Set a posting's coordinates and zone from its ZIP or city. Of a place we do not know it keeps no point."""
    point = locate(zip_code=posting.zip_id, city=posting.city, usps=posting.state_id)
    posting.lat, posting.lon = (point.lat, point.lon) if point else (None, None)
    if point:
        posting.zone = point.zone
