"""The lint: what is unlawful, unfair or incomplete in a posting."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from jobs.lint import Draft, Pay, asked_for, lint
from jobs.lint.laws import law_findings
from jobs.lint_rules import laws_in_force
from jobs.vocabulary.loading import load_vocabulary

ON = date(2026, 12, 1)
RANGE = Pay(Decimal(42), Decimal(55), "hour")
LONG = "You give IVIG and antibiotics to four patients a day in their homes. " * 5
LAWFUL = Draft(
    title="Home Infusion RN",
    description=LONG,
    role="home-infusion-nurse",
    employees=200,
    states=("TX",),
    pay=RANGE,
    benefits="Health insurance, retirement plan",
    closes_on=date(2026, 12, 31),
)


@pytest.fixture(scope="module")
def laws(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            load_vocabulary()
            found = laws_in_force()
            transaction.set_rollback(True)
    return found


def changed(**values):
    from dataclasses import replace

    return replace(LAWFUL, **values)


def codes(draft, laws, on=ON):
    return {finding.code for finding in lint(draft, laws, on=on).findings if finding.severity == "block"}


STATES_THAT_ASK = ["CA", "CO", "CT", "DC", "HI", "IL", "ME", "MD", "MA", "MN", "NJ", "NY", "VT", "VA", "WA"]
STATES_THAT_DO_NOT = ["TX", "FL", "PA", "GA", "AZ", "NV", "RI", "OH", "DE"]


def test_a_full_posting_in_a_state_without_a_law_has_nothing_to_say(laws):
    assert lint(LAWFUL, laws, on=ON).findings == []


@pytest.mark.parametrize("state", STATES_THAT_ASK)
def test_these_states_forbid_a_posting_without_its_pay(laws, state):
    report = lint(changed(states=(state,), pay=None), laws, on=ON)
    finding = next(f for f in report.findings if f.code == "pay_range_missing")
    assert not report.publishable
    assert finding.law.state == state
    assert finding.law.source
    assert finding.law.as_of


@pytest.mark.parametrize("state", STATES_THAT_ASK)
def test_a_range_with_benefits_and_a_closing_day_satisfies_them(laws, state):
    assert codes(changed(states=(state,)), laws) == set()


@pytest.mark.parametrize("state", STATES_THAT_DO_NOT)
def test_these_states_do_not(laws, state):
    assert codes(changed(states=(state,), pay=None, city=""), laws) == set()


@pytest.mark.parametrize("pay", [Pay(Decimal(40), None, "hour"), Pay(None, Decimal(60), "hour")])
def test_an_open_end_is_no_range(laws, pay):
    assert "pay_range_open" in codes(changed(states=("MN",), pay=pay), laws)


@pytest.mark.parametrize("state", ["CO", "CT", "IL", "MD", "MN", "NJ", "WA"])
def test_these_states_ask_for_the_benefits_too(laws, state):
    assert "benefits_missing" in codes(changed(states=(state,), benefits=""), laws)


def test_what_is_asked_for_can_be_known_before_anything_is_written(laws):
    def asked(**place):
        found = asked_for(changed(**place), laws, on=ON)
        return {field: [law.state for law in found[field]] for field in found}

    assert asked(states=("CO",)) == {"pay": ["CO"], "benefits": ["CO"], "closes_on": ["CO"]}
    assert asked(states=("CA",)) == {"pay": ["CA"]}
    assert asked(states=("IL",), employees=14) == asked(states=("TX",)) == {}
    assert asked(states=("IL",), employees=None) == {"pay": ["IL"], "benefits": ["IL"]}


def test_a_threshold_is_heeded(laws):
    assert codes(changed(states=("IL",), pay=None, employees=14), laws) == set()
    assert "pay_range_missing" in codes(changed(states=("IL",), pay=None, employees=15), laws)


def test_an_unknown_number_of_employees_warns_instead_of_blocking(laws):
    report = lint(changed(states=("IL",), pay=None, employees=None), laws, on=ON)
    assert report.publishable
    assert {"pay_range_missing", "employees_unknown"} <= {f.code for f in report.findings}


def test_a_law_counts_from_its_day_and_is_announced_before(laws):
    draft = changed(states=("CT",), pay=None)
    assert codes(draft, laws, on=date(2026, 9, 30)) == set()
    assert "pay_law_coming" in {f.code for f in law_findings(draft, laws, on=date(2026, 9, 30))}
    assert "pay_range_missing" in codes(draft, laws, on=date(2026, 10, 1))


def test_remote_work_is_judged_where_the_employer_has_people(laws):
    draft = changed(states=(), remote=True, employer_states=("CO", "TX"), pay=None)
    assert "pay_range_missing" in codes(draft, laws)
    assert codes(changed(states=(), remote=True, employer_states=("TX",), pay=None), laws) == set()


def test_a_city_law_counts_in_its_city(laws):
    assert "pay_range_missing" in codes(changed(states=("OH",), city="Cleveland", pay=None), laws)
    assert codes(changed(states=("OH",), city="Dayton", pay=None), laws) == set()


def test_competitive_is_not_a_range(laws):
    report = lint(changed(states=("CO",), pay=None, pay_text="Competitive, DOE"), laws, on=ON)
    assert any("is not a range" in finding.message for finding in report.findings)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("We want a young and energetic nurse.", "age_wording"),
        ("Recent graduates only.", "age_wording"),
        ("Female nurses preferred.", "sex_wording"),
        ("US citizens only.", "citizenship_wording"),
        ("Send a $50 training fee before you start.", "asks_for_money"),
        ("You are paid by gift cards.", "asks_for_money"),
        ("Reply with your social security number.", "asks_for_secrets"),
    ],
)
def test_words_that_exclude_or_swindle_are_blocked(laws, words, code):
    assert code in codes(changed(description=LONG + words), laws)


@pytest.mark.parametrize(
    "words",
    [
        "We treat young adults and children.",
        "We are an equal opportunity employer, without regard to age, sex or citizenship.",
        "We never ask for your social security number.",
        "You work with male and female patients.",
        "Young patients are welcome here.",
    ],
)
def test_ordinary_words_pass(laws, words):
    assert codes(changed(description=LONG + words), laws) == set()


@pytest.mark.parametrize(
    ("pay", "code"),
    [
        (Pay(Decimal(60), Decimal(40), "hour"), "pay_range_reversed"),
        (Pay(Decimal(95_000), Decimal(99_000), "hour"), "pay_implausible"),
        (Pay(Decimal(40), Decimal(50), "fortnight"), "pay_unit"),
        (Pay(Decimal(40), Decimal(50), "hour", "EUR"), "pay_currency"),
    ],
)
def test_figures_that_cannot_be_right_are_blocked(laws, pay, code):
    assert code in codes(changed(pay=pay), laws)


def test_a_very_wide_range_is_a_warning(laws):
    report = lint(changed(pay=Pay(Decimal(30), Decimal(90), "hour")), laws, on=ON)
    assert report.publishable
    assert "pay_range_wide" in {f.code for f in report.findings}


@given(st.text(max_size=400), st.text(max_size=400))
def test_it_never_fails_on_any_words(title, description):
    report = lint(Draft(title=title, description=description, states=("TX",)), [], on=ON)
    assert all(finding.message for finding in report.findings)


def test_the_command_speaks_the_contracts_json(db, tmp_path, capsys):
    load_vocabulary()
    path = tmp_path / "posting.json"
    posting = {
        "title": "Infusion RN",
        "description": LONG,
        "role": "infusion-nurse",
        "facility": {"name": "Example", "employees": 40, "states": ["CO"]},
        "states": ["CO"],
        "remote": False,
        "pay": None,
        "pay_text": None,
        "benefits": None,
        "closes_on": None,
        "external": True,
    }
    path.write_text(json.dumps(posting))
    call_command("lint_posting", str(path), "--json", "--on", "2026-12-01")
    answer = json.loads(capsys.readouterr().out)
    assert answer["publishable"] is False
    finding = answer["findings"][0]
    assert set(finding) == {"code", "severity", "field", "message", "fix", "law"}
    assert set(finding["law"]) == {"jurisdiction", "citation", "effective", "source", "as_of"}
