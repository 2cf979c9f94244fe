import pytest

from candidates import steps

NOTHING = steps.Facts(role=False, home=False, licenses=0, credentials=0, skills=0, resumes=0)
ALL = steps.Facts(role=True, home=True, licenses=1, credentials=2, skills=3, resumes=1)


def test_an_empty_profile_starts_at_the_start():
    assert (steps.done_steps(NOTHING), steps.first_open(NOTHING), steps.percent(NOTHING)) == ([], "about", 0)


def test_a_full_profile_has_no_open_step():
    assert steps.first_open(ALL) is None
    assert steps.percent(ALL) == 100


def test_a_skipped_step_stays_open():
    facts = steps.Facts(role=True, home=False, licenses=1, credentials=0, skills=0, resumes=0)
    assert steps.first_open(facts) == "place"
    assert steps.done_steps(facts) == ["about", "licenses"]


@pytest.mark.parametrize(
    ("step", "next_step"), [("about", "place"), ("resume", "review"), ("review", "review")]
)
def test_each_step_has_one_after_it(step, next_step):
    assert steps.after(step) == next_step
