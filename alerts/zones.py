"""The time zone a new alert begins with."""

from alerts.schedule import ZONES
from jobs.models import City

DEFAULT = "America/New_York"
EASTERN, CENTRAL, ALASKA = "America/New_York", "America/Chicago", "America/Anchorage"
# Zones of the data that keep the clock of one we list.
SAME_CLOCK = {
    "America/Boise": "America/Denver",
    "America/Detroit": EASTERN,
    "America/Kentucky/Louisville": EASTERN,
    "America/Kentucky/Monticello": EASTERN,
    "America/Indiana/Indianapolis": EASTERN,
    "America/Indiana/Knox": CENTRAL,
    "America/Indiana/Tell_City": CENTRAL,
    "America/Menominee": CENTRAL,
    "America/North_Dakota/Beulah": CENTRAL,
    "America/North_Dakota/Center": CENTRAL,
    "America/North_Dakota/New_Salem": CENTRAL,
    "America/Juneau": ALASKA,
    "America/Metlakatla": ALASKA,
    "America/Nome": ALASKA,
    "America/Sitka": ALASKA,
    "America/Yakutat": ALASKA,
    "America/St_Thomas": "America/Puerto_Rico",
    "Pacific/Saipan": "Pacific/Guam",
}


def zone_of(criteria):
    """The zone most people have where this search looks: near its place, else in its only state."""
    cities = City.objects.exclude(population=None)
    if criteria.near_point:
        lat, lon = criteria.near_point
        near = cities.filter(lat__range=(lat - 0.7, lat + 0.7), lon__range=(lon - 0.7, lon + 0.7))
    elif len(criteria.state) == 1:
        near = cities.filter(state=criteria.state[0])
    else:
        return DEFAULT
    name = near.order_by("-population").values_list("timezone", flat=True).first() or DEFAULT
    name = SAME_CLOCK.get(name, name)
    # The rest of Indiana has kept Eastern time since 2007.
    return name if name in ZONES else DEFAULT
