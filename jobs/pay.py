"""Pay arithmetic: what an amount per unit comes to in a year, and how it is written. Pure."""

from decimal import Decimal

FULL_TIME_HOURS = 40
WEEKS = 52
# Units a year; a visit has no number of visits to multiply by, so its year is unknown.
PER_YEAR = {"day": Decimal(260), "week": Decimal(WEEKS), "month": Decimal(12), "year": Decimal(1)}
UNIT_WORDS = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "year": "a year",
    "visit": "a visit",
}


def annual(amount, unit, hours_per_week=None):
    """US dollars a year for `amount` dollars per `unit`.

    `unit` is hour, day, week, month, year or visit; `hours_per_week` (default 40) matters for hour
    only, and 52 paid weeks are assumed. None where it cannot be known (no amount, or per visit).
    Raises KeyError for another unit.
    """
    if amount is None or unit == "visit":
        return None
    if unit == "hour":
        return Decimal(amount) * Decimal(hours_per_week or FULL_TIME_HOURS) * WEEKS
    return Decimal(amount) * PER_YEAR[unit]


def hourly(annual_amount, hours_per_week=None):
    """US dollars an hour for a yearly amount, at `hours_per_week` (default 40) and 52 weeks; None for None."""
    if annual_amount is None:
        return None
    return Decimal(annual_amount) / (Decimal(hours_per_week or FULL_TIME_HOURS) * WEEKS)


def money(amount):
    """Dollars as people write them: $42, $42.50, $86,070."""
    amount = Decimal(amount)
    if amount == amount.to_integral_value() or amount >= 1000:
        return f"${amount:,.0f}"
    return f"${amount:,.2f}"


def pay_words(low, high, unit):
    """The range as a phrase, "$42 to $55 an hour"; one figure where both ends agree; "" where unknown."""
    if low is None and high is None:
        return ""
    words = UNIT_WORDS[unit]
    if low is None:
        return f"up to {money(high)} {words}"
    if high is None:
        return f"from {money(low)} {words}"
    if low == high:
        return f"{money(low)} {words}"
    return f"{money(low)} to {money(high)} {words}"
