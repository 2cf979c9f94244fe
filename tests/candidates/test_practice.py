"""Practice authority: what a license is good for, state by state."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.practice import COMPACT_KINDS, License, StateRule, practice_authority

TODAY = date(2026, 11, 20)
DATA = Path(__file__).resolve().parents[2] / "jobs" / "data" / "states.csv"


def load_rules():
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["usps"]: StateRule(
            usps=row["usps"],
            name=row["name"],
            takes_multistate=row["nlc_multistate_holders_may_practice"].startswith("yes"),
            issues_multistate=row["nlc_issues_multistate_license"].startswith("yes"),
            since=date.fromisoformat(row["nlc_implemented_on"]) if row["nlc_implemented_on"] else None,
            is_enacted=row["nlc_status"] == "enacted_pending",
            board=row["board_of_nursing"],
            board_lpn=row["board_of_nursing_lpn"],
            source_url="https://example.com/",
            as_of=row["nlc_as_of"],
        )
        for row in rows
    }


RULES = load_rules()
ALL = sorted(RULES)
MEMBERS = [usps for usps in ALL if RULES[usps].issues_multistate]
TAKERS = [usps for usps in ALL if RULES[usps].takes_multistate]


def verdict(state, *licenses, residence=None, on=TODAY, kinds=None, rules=RULES):
    return practice_authority(licenses, residence=residence, state=state, on=on, rules=rules, kinds=kinds)


def rn(state, *, multistate=False, expires_on=None):
    return License(state, "rn", multistate, expires_on)


@pytest.mark.parametrize("home", ALL)
@pytest.mark.parametrize("kind", ["rn", "lpn-lvn", "aprn", "rph", "pharm-tech-state"])
def test_a_license_is_good_in_its_own_state_and_a_single_state_one_only_there(home, kind):
    for state in ALL:
        found = verdict(state, License(home, kind), residence=home)
        assert found.verdict == ("eligible" if state == home else "license_needed")


@pytest.mark.parametrize("home", ALL)
def test_a_multistate_license_is_good_wherever_the_compact_is_in_force(home):
    for state in ALL:
        found = verdict(state, rn(home, multistate=True), residence=home)
        good = state == home or (home in MEMBERS and state in TAKERS)
        assert (found.verdict == "eligible") == good, (home, state)
        if good and state != home:
            assert found.basis == "multistate"


def test_guam_is_a_place_to_work_but_not_a_home():
    assert verdict("GU", rn("TX", multistate=True), residence="TX").verdict == "eligible"
    assert verdict("TX", rn("GU", multistate=True), residence="GU").verdict == "license_needed"


def test_living_in_a_compact_state_does_not_make_a_license_multistate():
    found = verdict("TX", rn("CO"), residence="CO")
    assert found.verdict == "license_needed"
    assert any("does not make it multistate" in reason for reason in found.reasons)


@pytest.mark.parametrize("state", ["MA", "VI"])
def test_enacted_is_not_in_force(state):
    found = verdict(state, rn("CO", multistate=True), residence="CO")
    assert found.verdict == "license_needed"
    assert "not in force" in found.reasons[0]


@pytest.mark.parametrize("kind", ["aprn", "rph", "pharm-tech-state"])
def test_the_compact_covers_registered_and_practical_nurses_only(kind):
    assert verdict("TX", License("CO", kind, True), residence="CO").verdict == "license_needed"


def test_who_moved_within_the_compact_may_practice_until_the_new_license_is_issued():
    found = verdict("TX", rn("CO", multistate=True), residence="AZ")
    assert found.verdict == "eligible"
    assert "60 days" in found.steps[0]


def test_who_moved_out_of_the_compact_keeps_a_single_state_license():
    license_ = rn("CO", multistate=True)
    assert verdict("TX", license_, residence="CA").verdict == "license_needed"
    assert verdict("CO", license_, residence="CA").verdict == "eligible"


def test_without_a_residence_a_multistate_license_cannot_be_judged_elsewhere():
    found = verdict("TX", rn("CO", multistate=True))
    assert (found.verdict, found.steps) == ("cannot_tell", ["Enter your primary state of residence."])
    assert verdict("CO", rn("CO", multistate=True)).verdict == "eligible"


def test_a_license_is_good_on_its_last_day_and_not_the_day_after():
    last = date(2026, 11, 20)
    assert verdict("CO", rn("CO", expires_on=last), on=last).verdict == "eligible"
    expired = verdict("CO", rn("CO", expires_on=last), on=last + timedelta(days=1))
    assert expired.verdict == "license_needed"
    assert "expired on Nov 20, 2026" in expired.reasons[0]


def test_a_known_later_start_is_named():
    rules = RULES | {"MA": StateRule("MA", "Massachusetts", True, True, date(2027, 1, 15), as_of="2026-11")}
    found = verdict("MA", rn("CO", multistate=True), residence="CO", rules=rules)
    assert (found.verdict, found.on) == ("eligible_from", date(2027, 1, 15))
    early_end = rn("CO", multistate=True, expires_on=date(2027, 1, 1))
    assert verdict("MA", early_end, residence="CO", rules=rules).verdict == "license_needed"


def test_before_the_compact_started_it_did_not_count():
    license_ = rn("CO", multistate=True)
    assert verdict("CT", license_, residence="CO", on=date(2025, 9, 30)).verdict == "eligible_from"
    assert verdict("CT", license_, residence="CO", on=date(2025, 10, 1)).verdict == "eligible"


def test_only_licenses_the_job_takes_count():
    found = verdict("CO", License("CO", "lpn-lvn"), kinds={"rn"})
    assert found.verdict == "license_needed"
    assert "You have entered no RN license." in found.reasons


def test_the_best_license_counts():
    found = verdict("CA", rn("CO", multistate=True), rn("CA"), residence="CO")
    assert (found.verdict, found.basis) == ("eligible", "single_state")


def test_it_never_says_licensed_or_not_allowed():
    for state in ALL:
        for license_ in [rn("CO"), rn("CO", multistate=True), License("CO", "aprn")]:
            words = " ".join([*verdict(state, license_, residence="CO").reasons]).lower()
            assert "you are licensed" not in words
            assert "not allowed" not in words


licenses = st.builds(
    License,
    st.sampled_from(ALL),
    st.sampled_from(["rn", "lpn-lvn", "aprn", "rph", "pharm-tech-state"]),
    st.booleans(),
    st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2030, 1, 1))),
)


@given(st.lists(licenses, max_size=4), st.one_of(st.none(), st.sampled_from(ALL)), st.sampled_from(ALL))
def test_every_verdict_explains_itself_with_a_source(held, residence, state):
    found = verdict(state, *held, residence=residence)
    assert found.reasons
    assert found.sources
    assert (found.verdict == "eligible") == (found.basis is not None and found.on is None)
    assert (found.on is not None) == (found.verdict == "eligible_from")


@given(st.lists(licenses, max_size=4), licenses, st.sampled_from(ALL), st.sampled_from(ALL))
def test_one_more_license_never_makes_it_worse(held, one_more, residence, state):
    rank = ["eligible", "eligible_from", "cannot_tell", "license_needed"]
    before = verdict(state, *held, residence=residence)
    after = verdict(state, *held, one_more, residence=residence)
    assert rank.index(after.verdict) <= rank.index(before.verdict)


def test_the_kinds_of_the_compact_are_the_two_it_names():
    assert {"rn", "lpn-lvn"} == COMPACT_KINDS
