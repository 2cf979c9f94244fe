"""Wall hours in people's own zones, over both changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.schedule import ZONES, after_quiet_hours, next_daily, next_weekly, wall_time
from alerts.zones import SAME_CLOCK

NEW_YORK = ZoneInfo("America/New_York")
FIVE_ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Pacific/Honolulu",
]


def local(*parts, zone=NEW_YORK):
    return datetime(*parts, tzinfo=zone)


def test_it_keeps_the_wall_hour_over_the_spring_change():
    before = next_daily(after=local(2026, 3, 7, 0), hour=7, zone="America/New_York")
    after = next_daily(after=before, hour=7, zone="America/New_York")
    assert after - before == timedelta(hours=23)
    assert after.astimezone(NEW_YORK).hour == 7


def test_it_keeps_the_wall_hour_over_the_autumn_change():
    before = next_daily(after=local(2026, 10, 31, 0), hour=7, zone="America/New_York")
    assert next_daily(after=before, hour=7, zone="America/New_York") - before == timedelta(hours=25)


def test_an_hour_that_is_skipped_comes_an_hour_later():
    due = wall_time(date(2026, 3, 8), 2, "America/New_York")
    assert due.astimezone(NEW_YORK) == local(2026, 3, 8, 3)


def test_an_hour_that_comes_twice_counts_the_first_time():
    due = wall_time(date(2026, 11, 1), 1, "America/New_York")
    assert due == datetime(2026, 11, 1, 5, tzinfo=UTC)
    assert next_daily(after=due, hour=1, zone="America/New_York").date() == date(2026, 11, 2)


def test_a_day_that_had_its_mail_has_no_second():
    at = local(2026, 11, 24, 6)
    assert next_daily(after=at, hour=7, zone="America/New_York").date() == date(2026, 11, 24)
    later = next_daily(after=at, hour=7, zone="America/New_York", not_on=date(2026, 11, 24))
    assert later.astimezone(NEW_YORK) == local(2026, 11, 25, 7)


def test_weekly_mail_comes_on_its_day():
    due = next_weekly(after=local(2026, 11, 24, 12), hour=7, weekday=1, zone="America/New_York")
    assert due.astimezone(NEW_YORK) == local(2026, 12, 1, 7)  # a Tuesday after a Tuesday noon


@given(
    zone=st.sampled_from(sorted(ZONES)),
    hour=st.integers(0, 23),
    after=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
)
def test_each_local_day_has_exactly_one_due_time(zone, hour, after):
    days, due = [], after
    for _ in range(5):
        due = next_daily(after=due, hour=hour, zone=zone)
        days.append(due.astimezone(ZoneInfo(zone)).date())
    assert days == [days[0] + timedelta(days=n) for n in range(5)]
    assert due > after


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(21, 21), (22, 30), (23, 30), (3, 6), (6, 6), (12, 12)],
)
def test_quiet_hours_over_midnight_end_in_the_morning(hour, expected):
    at = local(2026, 11, 24, hour)
    end = after_quiet_hours(at, quiet_from=22, quiet_until=6, zone="America/New_York")
    assert end == local(2026, 11, 24) + timedelta(hours=expected)


def test_without_quiet_hours_any_hour_is_fine():
    at = local(2026, 11, 24, 3)
    assert after_quiet_hours(at, quiet_from=None, quiet_until=None, zone="America/New_York") == at


@pytest.mark.parametrize("name", sorted(SAME_CLOCK))
def test_the_zones_that_stand_for_others_keep_their_clock(name):
    for month in (1, 7):
        moment = datetime(2026, month, 1, tzinfo=UTC)
        assert (
            moment.astimezone(ZoneInfo(name)).utcoffset()
            == moment.astimezone(ZoneInfo(SAME_CLOCK[name])).utcoffset()
        )
