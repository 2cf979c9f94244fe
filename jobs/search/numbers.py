"""Pay, experience and the day posted as lexemes of the slabs: a step at a time. Pure.

A search for at least $47.50 an hour is the slab of $48 and the few rows between; most people ask for a step.
Derived lexemes begin with "*", which none of the words' does.
"""

import math
from datetime import UTC, timedelta

from jobs.search.criteria import HOURS_A_YEAR

# Dollars an hour.
LEAST_PAY, MOST_PAY = 15, 150
EXPERIENCE = (0, 3, 6, 12, 18, 24, 36, 48, 60, 84, 120)  # months
MOST_DAYS = 60


def lexemes(pay_year, experience_months, posted_on):
    """The derived lexemes of a row: each pay it reaches, each experience that is enough, its day."""
    found = [f"*posted={posted_on}"]
    if pay_year is not None:
        most = min(pay_year // HOURS_A_YEAR, MOST_PAY)
        found += [f"*pay>={step}" for step in range(LEAST_PAY, most + 1)]
    found += [
        f"*months<={step}" for step in EXPERIENCE if experience_months is None or experience_months <= step
    ]
    return found


def trees(criteria, at):
    """Trees (see tsquery.py) of the criteria's comparisons; None where one of them is not worth a slab.

    A tree ("rows", (SQL over the live table, parameters)) stands for what lies between two steps.
    """
    found = []
    if criteria.pay_year_min is not None:
        found.append(_pay(criteria.pay_year_min))
    if criteria.experience_max is not None:
        found.append(_experience(criteria.experience_max))
    if criteria.posted is not None:
        found.append(_posted(criteria.posted, at))
    return None if None in found else found


def _pay(least):
    step = max(math.ceil(least / HOURS_A_YEAR), LEAST_PAY)
    if step > MOST_PAY:
        return None
    exact, reached = step * HOURS_A_YEAR, ("lexeme", f"*pay>={step}")
    if least == exact:
        return reached
    return ("any", [reached, ("rows", ("pay_year >= %s AND pay_year < %s", (least, exact)))])


def _experience(most):
    step = max((step for step in EXPERIENCE if step <= most), default=None)
    if step is None:
        return None
    enough = ("lexeme", f"*months<={step}")
    if step == most:
        return enough
    between = ("rows", ("experience_months > %s AND experience_months <= %s", (step, most)))
    return ("any", [enough, between])


def _posted(days, at):
    if not 1 <= days <= MOST_DAYS:
        return None
    today = at.astimezone(UTC).date()
    return ("any", [("lexeme", f"*posted={today - timedelta(days=back)}") for back in range(days)])
