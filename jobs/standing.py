"""What someone has of what a posting asks for. Pure: her records in, a mark for each requirement out.

It says what is in her profile, never that she is qualified: that is for the facility to judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

HAVE, ATTENTION, MISSING = "have", "attention", "missing"


@dataclass(frozen=True)
class Held:
    """Her records. Credentials and licenses by slug, skills by the term's key; a date is the last good day."""

    licenses: Mapping[str, Sequence[tuple[str, date | None]]] = field(default_factory=dict)
    credentials: Mapping[str, date | None] = field(default_factory=dict)
    skills: Mapping[int, str] = field(default_factory=dict)
    infusion_months: int | None = None


@dataclass(frozen=True)
class Mark:
    """HAVE, ATTENTION or MISSING, in words."""

    kind: str
    words: str


def of_credential(slug: str, held: Held, *, on: date) -> Mark:
    """Her standing with one credential: a license of any state that is good, or a certification that is."""
    licenses = held.licenses.get(slug, [])
    good = sorted(state for state, until in licenses if until is None or until >= on)
    if good:
        return Mark(HAVE, f"You have it: {', '.join(good)}")
    if slug in held.credentials and (held.credentials[slug] is None or held.credentials[slug] >= on):
        return Mark(HAVE, "You have it")
    ended = [until for _, until in licenses] or [held.credentials.get(slug)]
    if latest := max((until for until in ended if until), default=None):
        return Mark(ATTENTION, f"Yours expired {latest:%b} {latest.day}, {latest.year}")
    return Mark(MISSING, "Not in your profile")


def of_skill(term: int, held: Held) -> Mark:
    """Her standing with one skill, in the words she chose for its level."""
    return Mark(HAVE, held.skills[term]) if term in held.skills else Mark(MISSING, "Not in your profile")


def of_experience(months: int, held: Held) -> Mark | None:
    """Her infusion experience beside the months asked for; None where nothing is asked or nothing entered."""
    if not months or held.infusion_months is None:
        return None
    if held.infusion_months >= months:
        return Mark(HAVE, "You have that in infusion work")
    return Mark(ATTENTION, "More than the infusion work in your profile")
