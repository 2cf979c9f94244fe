"""Both changes of the clock, ticked each minute for 48 hours, in five zones."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from alerts import claims
from alerts.models import Delivery
from tests.factories import AlertFactory

ZONES = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu"]
HOURS = (1, 2, 7)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change", [datetime(2026, 3, 8, 10, tzinfo=UTC), datetime(2026, 11, 1, 8, tzinfo=UTC)]
)
def test_there_is_one_digest_per_local_day_at_the_wall_hour(db, change):
    start = change - timedelta(hours=24)
    for zone in ZONES:
        for hour in HOURS:
            alert = AlertFactory(zone=zone, hour=hour)
            alert.next_due_at = claims.next_due(alert, after=start - timedelta(seconds=1))
            alert.save()
    for minute in range(48 * 60):
        at = start + timedelta(minutes=minute)
        claim = claims.claim_due(at=at)
        if claim:
            claims.settle_empty(claim, claim.deliveries)
            assert all(delivery.period == at for delivery in claim.deliveries), "late by a tick"

    periods = Counter()
    for delivery in Delivery.objects.select_related("alert"):
        alert = delivery.alert
        periods[alert.zone, alert.hour, delivery.period.astimezone(ZoneInfo(alert.zone))] += 1
    assert set(periods.values()) == {1}
    assert set(periods) == {
        (zone, hour, at) for zone in ZONES for hour in HOURS for at in wall(zone, hour, start)
    }


def wall(zone, hour, start):
    """The moments at which a clock on the wall there shows the hour, or has just skipped it, first that day."""
    clock = [(start + timedelta(minutes=n)).astimezone(ZoneInfo(zone)) for n in range(-1, 48 * 60)]
    shown = {}
    for before, at in pairwise(clock):
        is_skipped = at.hour == hour + 1 and before.hour == hour - 1
        if at.minute == 0 and (at.hour == hour or is_skipped):
            shown.setdefault(at.date(), at)
    return shown.values()
