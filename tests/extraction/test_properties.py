"""What holds for any text at all."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.extraction import RawPosting, normalise, read_facts

# Pieces of real postings' shapes, so that random texts meet the rules at all.
PIECES = st.sampled_from(
    [
        "Pay Range: $40.10 - $55",
        "$3.50/hour",
        "per week",
        "Sign-On Bonus:",
        "\n",
        "\n\n",
        "**",
        "* ",
        "\\-",
        "&nbsp;",
        "<p>",
        "</li>",
        "Requirements:",
        "Preferred",
        "2 years of experience",
        "required",
        "or",
        "7p-7a",
        "no weekends",
        "Full time",
        "PRN",
        "Location: Mesa, AZ",
        "USD",
        "$1,000,000",
        "$.50",
        "401(k)",
        "\u200b",
        "𝗣𝗮𝘆",
        "İ",
        "–",
        "$",
        "to",
        "99999999999",
        "0",
        "new grads welcome",
        "Remote",
        "\x00",
        "#RN #Nurse",
        "Equal Opportunity Employer",
        " ",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map(" ".join))
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["45.0", "-1", "NaN", "Infinity", "1e9", "hourly", "fulltime, contract", "True"]),
)
COLUMNS = st.dictionaries(
    st.sampled_from(["job_type", "interval", "min_amount", "max_amount", "is_remote", "salary_source"]), CELLS
)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, title=TEXTS, location=TEXTS, columns=COLUMNS)
def test_it_reads_any_text_without_raising(text, title, location, columns):
    facts = read_facts(RawPosting(id="x", title=title, text=text, location=location, columns=columns))

    read = facts.as_dict()

    assert read["id"] == "x"
    if facts.pay:
        amounts = [amount for amount in (facts.pay.min, facts.pay.max) if amount is not None]
        assert amounts == sorted(amounts)
        assert all(amount > 0 for amount in amounts)
        assert facts.pay.unit in {"hour", "day", "week", "month", "year", "visit"}
    assert facts.experience_months is None or 0 <= facts.experience_months <= 240
    assert facts.sign_on_bonus is None or isinstance(facts.sign_on_bonus, bool | Decimal)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, title=TEXTS, location=TEXTS)
def test_its_evidence_stands_in_the_posting(text, title, location):
    facts = read_facts(RawPosting(title=title, text=text, location=location))

    source = _words(f"{title}\n{text}\n{location}")
    for quotes in facts.evidence.values():
        for quote in quotes:
            assert len(quote) <= 200
            whole = re.sub(r"&#?\w*$", "", quote)  # a quote of full length may end within an entity
            assert _words(whole) in source


def _words(text):
    """Letters and digits alone: quotes are cut at odd characters, words are not."""
    return re.sub(r"[\W_]+", "", normalise(text).clean.casefold())


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_its_offsets_lead_back_to_the_source(text):
    read = normalise(text)

    for line in read.lines:
        assert read.quote(line.start, line.end) in text
        assert line.text in read.clean
    assert len(read.lower) == len(read.clean)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 60_000,
        "A" * 60_000,
        "1" * 60_000,
        "(" * 60_000,
        "*" * 60_000,
        "\\" * 60_000,
        "$" * 60_000,
        "\n" * 60_000,
        "$1,000" * 10_000,
        "1 " * 30_000,
        "Pay: " * 12_000,
        "new grad " * 6_000,
        "- " * 30_000,
        "A, " * 20_000,
        "A " * 30_000,
        "Aa-" * 20_000,
        "Mon-Fri " * 7_000,
        "no weekends or " * 4_000,
        "$$$ " * 15_000,
        "1-" * 30_000,
        "&amp;" * 12_000,
        "<p " * 20_000,
        "one year or " * 5_000,
        "RN in " * 10_000,
        "remote " * 9_000,
        "bonus " * 10_000,
    ],
    ids=lambda line: line[:14],
)
def test_it_is_quick_on_a_hostile_line(line):
    started = time.process_time()

    read_facts(RawPosting(title="Infusion RN", text=line, location=line[:200]))

    # A plain run of letters takes 0.05 s; repeated matches of one rule at most a few tenths.
    assert time.process_time() - started < (0.3 if len(set(line)) == 1 else 2)
