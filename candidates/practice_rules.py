"""Practice authority of a person on the board: her license records and the states' table in, verdicts out."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from candidates.practice import (
    CANNOT_TELL,
    ELIGIBLE,
    ELIGIBLE_FROM,
    LICENSE_NEEDED,
    RANK,
    License,
    StateRule,
    Verdict,
    day_words,
    practice_authority,
)
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
        takes_multistate=state.compact_holders_may_practice.startswith("yes"),
        issues_multistate=state.compact_issues_license.startswith("yes"),
        since=date.fromisoformat(state.compact_since) if state.compact_since else None,
        is_enacted=state.compact == State.Compact.PENDING,
        board=state.board_of_nursing,
        board_lpn=state.board_of_nursing_lpn,
        source_url=found.group() if found else "",
        as_of=state.as_of,
    )


# Role: the license a job of this role takes. Every other role takes a registered nurse.
ROLE_LICENSES = {
    "lpn-infusion": {"lpn-lvn"},
    "infusion-nurse-practitioner": {"aprn"},
    "infusion-pharmacist": {"rph"},
    "infusion-pharmacy-technician": {"pharm-tech-state"},
    "iv-compounding-technician": {"pharm-tech-state"},
    "chemo-compounding-technician": {"pharm-tech-state"},
    "lead-infusion-pharmacy-technician": {"pharm-tech-state"},
    "pharmacy-purchaser": {"pharm-tech-state"},
}
WORDS = {
    ELIGIBLE: "You may practice here",
    ELIGIBLE_FROM: "You may practice here from {on}",
    CANNOT_TELL: "Cannot tell yet",
    LICENSE_NEEDED: "License needed",
}


@dataclass(frozen=True)
class PlaceVerdict:
    """The verdict on a posting's places, for templates/components/_verdict.html."""

    kind: str
    word: str
    sentence: str
    verdicts: tuple[Verdict, ...]


class Practice:
    """What one person's licenses are good for, on one day. Asks the database twice, however many postings."""

    def __init__(self, profile, *, on=None):
        self.on = on or timezone.localdate()
        self.residence = profile.residence_state_id
        rows = profile.licenses.select_related("credential")
        self.licenses = [License(r.state_id, r.credential.slug, r.is_multistate, r.expires_on) for r in rows]

    @cached_property
    def rules(self):
        return state_rules()

    def verdict(self, state, kinds=None):
        return practice_authority(
            self.licenses, residence=self.residence, state=state, on=self.on, rules=self.rules, kinds=kinds
        )

    def allowed_states(self):
        """USPS codes where any of her licenses is good today."""
        return [usps for usps in self.rules if self.verdict(usps).verdict == ELIGIBLE]

    def for_places(self, states, role=""):
        """The PlaceVerdict for a posting whose patients are in `states`; None where the states are not known.

        In several states the least favorable one counts: a nurse who may not practice in one of them
        cannot do all of the job.
        """
        if not states or not self.licenses:
            return None
        kinds = ROLE_LICENSES.get(role, {"rn"})
        verdicts = tuple(self.verdict(state, kinds) for state in states)
        worst = max(verdicts, key=lambda verdict: RANK[verdict.verdict])
        word = WORDS[worst.verdict].format(on=day_words(worst.on) if worst.on else "")
        return PlaceVerdict(worst.verdict, word, worst.reasons[0], verdicts)
