"""When a mail is due: a wall hour in somebody's own time zone. Pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

# The zones of the states and territories, by the names people know.
ZONES = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Mountain, Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "America/Adak": "Aleutian",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic (Puerto Rico, Virgin Islands)",
    "Pacific/Guam": "Guam, Northern Marianas",
    "Pacific/Pago_Pago": "American Samoa",
}


def is_zone(name):
    return name in available_timezones()


def wall_time(day, hour, zone):
    """The instant (UTC) at which the clock in `zone` shows `hour` on `day`.

    An hour the clock skips in spring counts one hour later; one it shows twice in autumn, the first time.
    """
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def next_daily(*, after, hour, zone, not_on=None):
    """The first time after the instant `after` at which the clock in `zone` shows `hour`, as UTC.

    `not_on` is a local day that has had its mail: the answer lies on a later one.
    """
    day = after.astimezone(ZoneInfo(zone)).date()
    if not_on is not None:
        day = max(day, not_on + timedelta(days=1))
    while (due := wall_time(day, hour, zone)) <= after:
        day += timedelta(days=1)
    return due


def next_weekly(*, after, hour, weekday, zone, not_on=None):
    """As next_daily, on the given weekday alone (Monday is 0)."""
    due = next_daily(after=after, hour=hour, zone=zone, not_on=not_on)
    while due.astimezone(ZoneInfo(zone)).weekday() != weekday:
        day = due.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        due = wall_time(day, hour, zone)
    return due


def after_quiet_hours(at, *, quiet_from, quiet_until, zone):
    """`at`, or the end of the quiet hours it lies in. They may run over midnight; None means there are none."""
    if quiet_from is None or quiet_until is None:
        return at
    local = at.astimezone(ZoneInfo(zone))
    over_midnight = quiet_from > quiet_until
    is_quiet = (
        local.hour >= quiet_from or local.hour < quiet_until
        if over_midnight
        else quiet_from <= local.hour < quiet_until
    )
    if not is_quiet:
        return at
    day = local.date() + timedelta(days=1 if over_midnight and local.hour >= quiet_from else 0)
    return wall_time(day, quiet_until, zone)
