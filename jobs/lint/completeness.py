"""What a nurse would miss, and figures that cannot be right."""

import re
from datetime import date
from decimal import Decimal

from jobs.lint.types import Draft, Finding

SHORTEST = 200
# Dollars that nobody is paid in this trade: a slip of the pen or of the unit.
PLAUSIBLE = {
    "hour": (7, 400),
    "day": (50, 5_000),
    "week": (200, 15_000),
    "month": (1_000, 60_000),
    "year": (15_000, 700_000),
    "visit": (10, 1_000),
}
# A highest pay of more than twice the lowest tells a nurse nothing; several laws call for good faith.
WIDEST = Decimal(2)


def completeness_findings(draft: Draft, *, on: date) -> list[Finding]:
    return [*title(draft), *text(draft), *pay(draft), *place(draft), *closing(draft, on)]


def title(draft: Draft):
    words = draft.title.strip()
    if not words:
        yield Finding("title_missing", "block", "title", "The posting has no title.", "Name the job.")
        return
    if re.search(r"[$!*]|\d+\s*k\b", words):
        yield Finding(
            "title_has_pay_or_shouting",
            "warn",
            "title",
            "The title carries pay or signs.",
            "Only the job's name.",
        )
    letters = [sign for sign in words if sign.isalpha()]
    if len(letters) > 8 and all(sign.isupper() for sign in letters):
        yield Finding("title_in_capitals", "warn", "title", "The title is in capitals.", words.title())
    if len(words) > 100:
        yield Finding(
            "title_long", "warn", "title", "The title is over 100 characters.", "Only the job's name."
        )


def text(draft: Draft):
    words = draft.description.strip()
    if not words:
        yield Finding(
            "description_missing", "block", "description", "The posting does not say what the work is."
        )
    elif len(words) < SHORTEST:
        yield Finding(
            "description_short",
            "warn",
            "description",
            f"The description has {len(words)} characters; nurses decide on a normal day, patients and training.",
            "Write at least a few sentences on each.",
        )
    if not draft.role:
        yield Finding(
            "role_missing", "info", "role", "No role is chosen, so the posting is in no role's list."
        )


def pay(draft: Draft):
    given = draft.pay
    if given is None:
        return
    if given.currency != "USD":
        yield Finding(
            "pay_currency", "block", "pay", f"Pay is in {given.currency}; this board shows US dollars."
        )
    low, high = given.min, given.max
    if low is not None and high is not None and low > high:
        yield Finding(
            "pay_range_reversed", "block", "pay", "The lowest pay is above the highest.", "Swap them."
        )
    elif low and high and high > low * WIDEST:
        yield Finding(
            "pay_range_wide",
            "warn",
            "pay",
            "The highest pay is more than twice the lowest, so it is hardly a range somebody is hired in.",
            "Narrow it to what you really expect to pay on hire, or post two jobs.",
        )
    least, most = PLAUSIBLE.get(given.unit, (None, None))
    if least is None:
        yield Finding(
            "pay_unit",
            "block",
            "pay.unit",
            f"“{given.unit}” is no unit of pay.",
            "Use hour, day, week, month, year or visit.",
        )
        return
    for amount in {amount for amount in [low, high] if amount is not None}:
        if not least <= amount <= most:
            yield Finding(
                "pay_implausible",
                "block",
                "pay",
                f"${amount:,.0f} per {given.unit} cannot be right.",
                "Check the figure and what it is for.",
            )


def place(draft: Draft):
    if not draft.states and not draft.remote:
        yield Finding(
            "place_missing",
            "block",
            "states",
            "The posting does not say where the work is.",
            "Choose the state.",
        )


def closing(draft: Draft, on: date):
    if draft.closes_on and draft.closes_on < on:
        yield Finding(
            "closes_in_the_past",
            "block",
            "closes_on",
            "The last day to apply is over.",
            "Choose a later day.",
        )
