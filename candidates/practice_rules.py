"""The state rules for `candidates.practice`, read from the states' table."""

import re
from datetime import date

from candidates.practice import StateRule
from jobs.models import State

URL = re.compile(r"https?://[^\s;|,)]+")


def state_rules() -> dict[str, StateRule]:
    """Every state's rule by USPS code: one query."""
    return {state.usps: rule_of(state) for state in State.objects.all()}


def rule_of(state: State) -> StateRule:
    found = URL.search(state.source)
    return StateRule(
        usps=state.usps,
        name=state.name,
        in_force=state.compact in {State.Compact.IMPLEMENTED, State.Compact.PARTIAL},
        takes_multistate=state.compact_holders_may_practice.startswith("yes"),
        issues_multistate=state.compact_issues_license.startswith("yes"),
        since=date.fromisoformat(state.compact_since) if state.compact_since else None,
        is_enacted=state.compact == State.Compact.PENDING,
        board=state.board_of_nursing,
        board_lpn=state.board_of_nursing_lpn,
        note=state.compact_note,
        source_url=found.group() if found else "",
        as_of=state.as_of,
    )
