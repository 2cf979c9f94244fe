from datetime import date

import pytest

from jobs.standing import ATTENTION, HAVE, MISSING, Held, of_credential, of_experience, of_skill

TODAY = date(2026, 11, 20)
BEFORE, AFTER = date(2026, 11, 19), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("held", "kind", "words"),
    [
        (Held(), MISSING, "Not in your profile"),
        (Held(licenses={"rn": [("TX", None), ("CO", AFTER)]}), HAVE, "You have it: CO, TX"),
        (Held(licenses={"rn": [("TX", BEFORE), ("CO", TODAY)]}), HAVE, "You have it: CO"),
        (Held(licenses={"rn": [("TX", BEFORE)]}), ATTENTION, "Yours expired Nov 19, 2026"),
        (Held(licenses={"lpn-lvn": [("TX", AFTER)]}), MISSING, "Not in your profile"),
        (Held(credentials={"rn": None}), HAVE, "You have it"),
        (Held(credentials={"rn": BEFORE}), ATTENTION, "Yours expired Nov 19, 2026"),
    ],
)
def test_a_credential(held, kind, words):
    mark = of_credential("rn", held, on=TODAY)
    assert (mark.kind, mark.words) == (kind, words)


def test_a_skill_is_said_in_her_own_words():
    held = Held(skills={7: "On my own"})
    assert of_skill(7, held).words == "On my own"
    assert of_skill(8, held).kind == MISSING


def test_experience_is_compared_only_where_both_sides_are_known():
    assert of_experience(12, Held(infusion_months=12)).kind == HAVE
    assert of_experience(12, Held(infusion_months=11)).kind == ATTENTION
    assert of_experience(12, Held()) is None
    assert of_experience(None, Held(infusion_months=5)) is None
