"""How the sending stands, for the people who run it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import Now, TruncHour
from django.utils import timezone

from alerts.models import Alert, Delivery

HOURS = 48
FAILED = [Delivery.State.PARKED, Delivery.State.UNCERTAIN]
# The drawing's units: an hour's column and the tallest bar.
COLUMN, TALLEST = 15, 120


@dataclass
class Hour:
    at: object
    sent: int = 0
    failed: int = 0
    x: int = 0
    sent_height: float = 0
    failed_height: float = 0

    @property
    def sent_y(self):
        return TALLEST - self.sent_height

    @property
    def failed_y(self):
        return TALLEST - self.sent_height - self.failed_height


def standing(*, at=None):
    """Counts by what somebody would do about them, and the oldest moment that is due and not done."""
    at = at or timezone.now()
    unfinished = Delivery.objects.aggregate(
        claimed=Count("pk", filter=Q(state=Delivery.State.CLAIMED, claimed_at__gte=Now() - Delivery.LEASE)),
        waiting=Count("pk", filter=Q(state=Delivery.State.RETRY)),
        parked=Count("pk", filter=Q(state=Delivery.State.PARKED, claimed_at__gte=at - timedelta(days=7))),
        sent=Count("pk", filter=Q(state=Delivery.State.SENT, sent_at__gte=at - timedelta(days=1))),
    )
    due = Alert.objects.due(at=at).aggregate(count=Count("pk"), oldest=Min("next_due_at"))
    return {
        **unfinished,
        "due": due["count"],
        "oldest": due["oldest"],
        "lost": Delivery.objects.lost().count(),
        "uncertain": Delivery.objects.uncertain().count(),
        "alerts": Alert.objects.awake(at=at).count(),
    }


def hours(*, at=None):
    """The last two days hour by hour, with the heights of their bars."""
    at = at or timezone.now()
    first = at.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    rows = [Hour(first + timedelta(hours=n), x=n * COLUMN) for n in range(HOURS)]
    by_hour = {row.at: row for row in rows}
    counted = (
        Delivery.objects.filter(claimed_at__gte=first, state__in=[Delivery.State.SENT, *FAILED])
        .order_by()
        .annotate(hour=TruncHour("claimed_at"))
        .values("hour")
        .annotate(
            sent=Count("pk", filter=Q(state=Delivery.State.SENT)),
            failed=Count("pk", filter=Q(state__in=FAILED)),
        )
    )
    for found in counted:
        if row := by_hour.get(found["hour"]):
            row.sent, row.failed = found["sent"], found["failed"]
    most = max([row.sent + row.failed for row in rows] + [1])
    for row in rows:
        row.sent_height = round(row.sent / most * TALLEST, 1)
        row.failed_height = round(row.failed / most * TALLEST, 1)
    return {"rows": rows, "most": most, "width": HOURS * COLUMN, "height": TALLEST}
