"""Numbers as lexemes at steps: a search reads a slab and what lies between two steps."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.search import numbers

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def criteria(**fields):
    return SimpleNamespace(**{"pay_year_min": None, "experience_max": None, "posted": None} | fields)


def holds(tree, row, held):
    name, inner = tree
    if name == "lexeme":
        return inner in held
    if name == "any":
        return any(holds(one, row, held) for one in inner)
    (sql, values) = inner
    number = row["pay_year"] if "pay_year" in sql else row["experience_months"]
    if number is None:
        return False
    return values[0] <= number < values[1] if "pay_year" in sql else values[0] < number <= values[1]


ROWS = st.fixed_dictionaries(
    {
        "pay_year": st.none() | st.integers(0, 400_000),
        "experience_months": st.none() | st.integers(0, 200),
        "posted_on": st.dates(date(2026, 9, 1), date(2026, 11, 20)),
    }
)


@given(ROWS, st.integers(0, 150 * 2080))
def test_pay_is_compared_exactly(row, least):
    (tree,) = numbers.trees(criteria(pay_year_min=least), NOW)
    reaches = row["pay_year"] is not None and row["pay_year"] >= least
    assert holds(tree, row, numbers.lexemes(**row)) == reaches


@given(ROWS, st.integers(0, 200))
def test_experience_is_compared_exactly_and_silence_fits_everybody(row, most):
    (tree,) = numbers.trees(criteria(experience_max=most), NOW)
    months = row["experience_months"]
    assert holds(tree, row, numbers.lexemes(**row)) == (months is None or months <= most)


@given(ROWS, st.integers(1, numbers.MOST_DAYS))
def test_the_day_posted_is_compared_exactly(row, days):
    (tree,) = numbers.trees(criteria(posted=days), NOW)
    assert holds(tree, row, numbers.lexemes(**row)) == ((NOW.date() - row["posted_on"]).days < days)


@pytest.mark.parametrize(
    "fields",
    [{"pay_year_min": 500_000}, {"posted": 61}, {"posted": 0}, {"pay_year_min": 50_000, "posted": 900}],
)
def test_what_is_not_worth_a_slab_is_left_to_the_rows(fields):
    assert numbers.trees(criteria(**fields), NOW) is None


def test_a_whole_dollar_an_hour_needs_no_row():
    assert numbers.trees(criteria(pay_year_min=45 * 2080), NOW) == [("lexeme", "*pay>=45")]
