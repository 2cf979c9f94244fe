import pytest

from applications import rules
from applications.models import Application

STAGES = [str(stage) for stage in Application.Stage]


def test_the_rules_know_the_models_stages():
    assert set(Application.OPEN) == rules.OPEN
    assert set(Application.REVIEWER_STAGES) == rules.REVIEWED


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("to", STAGES)
def test_a_reviewer_moves_between_her_own_stages_and_nowhere_else(stage, to):
    allowed = stage in rules.REVIEWED and to in rules.REVIEWED
    assert (rules.refuse_review_move(stage, to) == "") is allowed


@pytest.mark.parametrize("stage", STAGES)
def test_only_an_open_application_can_be_withdrawn(stage):
    allowed = stage in rules.OPEN | {"withdrawn"}
    assert (rules.refuse_withdrawal(stage) == "") is allowed


@pytest.mark.parametrize(
    ("status", "is_over", "is_elsewhere", "is_verified", "words"),
    [
        ("live", False, False, True, ""),
        ("live", True, False, True, "closing day"),
        ("live", False, True, True, "own site"),
        ("live", False, False, False, "does not take"),
        ("paused", False, False, True, "paused"),
        ("filled", False, False, True, "filled"),
        ("expired", True, False, True, "closing day"),
        ("closed", False, False, True, "closed"),
        ("draft", False, False, True, "closed"),
        ("in_review", False, False, True, "closed"),
    ],
)
def test_it_says_why_nobody_can_apply(status, is_over, is_elsewhere, is_verified, words):
    said = rules.refuse_applying(status, is_over=is_over, is_elsewhere=is_elsewhere, is_verified=is_verified)
    assert words in said
    assert bool(said) is bool(words)
