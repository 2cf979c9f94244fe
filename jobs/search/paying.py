"""What the board's own postings pay: quartiles of the yearly figures, with how many they rest on."""

from dataclasses import dataclass

from django.utils import timezone

from jobs import pay
from jobs.search import asking, query

# Below this many figures a quartile is one employer's number, not a market.
FEWEST = 5


@dataclass(frozen=True)
class PaySummary:
    """Quartiles in dollars an hour at 40 hours a week, and the number of postings that state their pay."""

    low: float
    middle: float
    high: float
    count: int

    @property
    def words(self):
        low, middle, high = (pay.money(round(value * 2) / 2) for value in (self.low, self.middle, self.high))
        return f"{middle} an hour in the middle; half of them between {low} and {high}"


def pay_summary(criteria, *, at=None):
    """The PaySummary of a search's live postings, or None where fewer than five state their pay."""
    asked = asking.asked(criteria)
    where, params = query.conditions(asked, at or timezone.now())
    rows = query.run(
        "SELECT count(pay_year), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY pay_year) "
        f"FROM {query.TABLE} l WHERE {where} AND pay_year IS NOT NULL",
        params,
    )
    count, quartiles = rows[0]
    if count < FEWEST:
        return None
    low, middle, high = (float(pay.hourly(value)) for value in quartiles)
    return PaySummary(low, middle, high, count)
