"""Practice authority: by the licenses someone has entered, may she practice where the patients are?

Pure: licenses and state rules in, a verdict with its reasons, steps and sources out. It never says that
somebody "is licensed": it says what follows from the data she entered and the rules as of their date.

The rules (sources: nursecompact.com FAQs and the dated rows of jobs/data/states.csv; not legal advice):
- A license must be good in the state where the patient is, in person and by phone or video.
- A single-state license is good in its own state. Living in a compact state does not make it multistate.
- A multistate license is for registered and practical nurses only. It is issued by the compact state of
  primary residence and is good in every state where the compact is in force; "enacted" is not in force.
- Who moves to another compact state applies there within 60 days and may practice on the old multistate
  license until the new one is issued. Who moves out of the compact keeps a single-state license.
- Advanced practice nurses, pharmacists and pharmacy technicians have no such compact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

# Covered by the Nurse Licensure Compact: nothing else is (nursecompact.com FAQs, looked up 2026-11).
COMPACT_KINDS = {"rn", "lpn-lvn"}
COMPACT_FAQ = (
    "Nurse Licensure Compact: frequently asked questions",
    "https://nursecompact.com/FAQs.page",
    "2026-11",
)
NURSYS = ("Nursys QuickConfirm", "https://www.nursys.com/LQC/LQCSearch.aspx", "2026-11")

ELIGIBLE, ELIGIBLE_FROM, LICENSE_NEEDED, CANNOT_TELL = (
    "eligible",
    "eligible_from",
    "license_needed",
    "cannot_tell",
)
SINGLE_STATE, MULTISTATE = "single_state", "multistate"


@dataclass(frozen=True)
class License:
    """A license as entered. `state` is a USPS code, `kind` a credential slug; no expiry date means not entered."""

    state: str
    kind: str
    is_multistate: bool = False
    expires_on: date | None = None


@dataclass(frozen=True)
class StateRule:
    """A state's place in the compact. `since` is when the compact came into force there, if the date is known."""

    usps: str
    name: str
    takes_multistate: bool
    issues_multistate: bool
    since: date | None = None
    is_enacted: bool = False
    board: str = ""
    board_lpn: str = ""
    source_url: str = ""
    as_of: str = ""

    def takes_on(self, day: date) -> bool:
        return self.takes_multistate and (self.since is None or self.since <= day)

    def issues_on(self, day: date) -> bool:
        return self.issues_multistate and (self.since is None or self.since <= day)


@dataclass(frozen=True)
class Source:
    title: str
    url: str
    as_of: str


@dataclass(frozen=True)
class Verdict:
    """What follows for one state. `on` is the first day for eligible_from, else None."""

    state: str
    verdict: str
    on: date | None = None
    basis: str | None = None
    reasons: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def as_dict(self) -> dict:
        return {
            "state": self.state,
            "verdict": self.verdict,
            "on": self.on.isoformat() if self.on else None,
            "basis": self.basis,
            "reasons": self.reasons,
            "steps": self.steps,
            "sources": [{"title": s.title, "url": s.url, "as_of": s.as_of} for s in self.sources],
        }


def practice_authority(
    licenses: Iterable[License],
    *,
    residence: str | None,
    state: str,
    on: date,
    rules: Mapping[str, StateRule],
    kinds: Iterable[str] | None = None,
) -> Verdict:
    """The verdict for patients in `state` (USPS code) on the day `on`.

    `residence` is the primary state of residence or None where it is not entered; `rules` has a StateRule for
    every state named; `kinds` keeps only licenses of the kinds a job takes (all where None). The best verdict of
    any one license counts: eligible, then eligible_from (earliest), then cannot_tell, then license_needed.
    Raises KeyError for a state without a rule.
    """
    rule = rules[state]
    held = [one for one in licenses if kinds is None or one.kind in set(kinds)]
    if not held:
        asked = " or ".join(sorted(kind_name(kind) for kind in kinds)) if kinds else "license"
        return _needed(rule, [f"You have entered no {asked}."], [], kinds)
    judged = [_judge(one, residence, rule, on, rules) for one in held]
    best = min(judged, key=lambda v: (RANK[v.verdict], v.on or on))
    if best.verdict != LICENSE_NEEDED:
        return best
    reasons = list(dict.fromkeys(reason for v in judged for reason in v.reasons))
    return _needed(
        rule, reasons, [step for v in judged for step in v.steps], kinds or {one.kind for one in held}
    )


RANK = {ELIGIBLE: 0, ELIGIBLE_FROM: 1, CANNOT_TELL: 2, LICENSE_NEEDED: 3}


def _judge(one, residence, rule, on, rules):
    home = rules[one.state]
    if one.expires_on and one.expires_on < on:
        words = f"Your {label(one, home)} expired on {day_words(one.expires_on)}."
        return _verdict(rule, LICENSE_NEEDED, [words], [f"Renew it with the {board(home, one.kind)}."])
    if one.state == rule.usps:
        return _at_home(one, home, rule)
    if not one.is_multistate:
        return _elsewhere_single(one, home, rule)
    return _elsewhere_multistate(one, home, residence, rule, on, rules)


def _at_home(one, home, rule):
    basis = (
        MULTISTATE
        if one.is_multistate and one.kind in COMPACT_KINDS and home.issues_multistate
        else SINGLE_STATE
    )
    return _verdict(
        rule, ELIGIBLE, [f"Your {label(one, home)} is good in {rule.name}{until(one)}."], basis=basis
    )


def _elsewhere_single(one, home, rule):
    reasons = [f"Your {label(one, home)} is a single-state license: it is good in {home.name} only."]
    if one.kind not in COMPACT_KINDS:
        return _verdict(rule, LICENSE_NEEDED, [no_compact(one, home)])
    if home.issues_multistate and rule.takes_multistate:
        reasons.append(
            f"{home.name} and {rule.name} are in the compact, but living there does not make it multistate."
        )
        steps = [
            f"If {home.name} is your primary residence, ask the {board(home, one.kind)} for a multistate license."
        ]
        return _verdict(rule, LICENSE_NEEDED, reasons, steps)
    return _verdict(rule, LICENSE_NEEDED, reasons)


def _elsewhere_multistate(one, home, residence, rule, on, rules):
    if one.kind not in COMPACT_KINDS:
        return _verdict(rule, LICENSE_NEEDED, [no_compact(one, home)])
    if not home.issues_on(on):
        return _not_issued_there(one, home, rule, on)
    if not rule.takes_multistate:
        return _verdict(rule, LICENSE_NEEDED, [not_in_force(rule)])
    lives = _residence_stands(one, home, residence, rule, on, rules)
    if lives.verdict != ELIGIBLE:
        return lives
    if not rule.takes_on(on):
        return _later(one, home, rule, lives)
    return lives


def _not_issued_there(one, home, rule, on):
    if home.issues_multistate:
        words = f"{home.name} issues multistate licenses since {day_words(home.since)}, not yet on {day_words(on)}."
    else:
        words = (
            f"{home.name} does not issue multistate licenses, so this license is good in {home.name} only."
        )
    steps = ["Look your license up at Nursys QuickConfirm: it says single-state or multistate."]
    return _verdict(rule, LICENSE_NEEDED, [words], steps, sources=[NURSYS])


def _residence_stands(one, home, residence, rule, on, rules):
    """Whether the multistate license still stands where she lives now."""
    good = f"Your multistate {label(one, home)} is good in {rule.name}{until(one)}"
    if residence is None:
        words = f"A multistate license counts while {home.name} is your primary residence."
        reasons = [f"{words} You have not said where you live."]
        return _verdict(rule, CANNOT_TELL, reasons, ["Enter your primary state of residence."])
    if residence == home.usps:
        return _verdict(
            rule,
            ELIGIBLE,
            [f"{good}: {home.name} is your primary residence, and both states are in the compact."],
            basis=MULTISTATE,
        )
    lives = rules[residence]
    if not lives.issues_on(on):
        words = f"You live in {lives.name}, where no multistate license is issued."
        moved = f"Your {home.name} license is single-state since you moved: good in {home.name} only."
        reasons = [f"{words} {moved}"]
        return _verdict(rule, LICENSE_NEEDED, reasons)
    reasons = [f"{good} until {lives.name}, where you live now, issues your new one."]
    steps = [
        f"Apply to the {board(lives, one.kind)} within 60 days of moving. After that this verdict no longer holds."
    ]
    return _verdict(rule, ELIGIBLE, reasons, steps, basis=MULTISTATE)


def _later(one, home, rule, lives):
    """The compact comes into force there on a known later day."""
    words = (
        f"The compact comes into force in {rule.name} on {day_words(rule.since)}. "
        f"From that day your multistate {label(one, home)} is good there."
    )
    if one.expires_on and one.expires_on < rule.since:
        return _verdict(
            rule,
            LICENSE_NEEDED,
            [words, f"But it expires on {day_words(one.expires_on)}, before that."],
            ["Renew it first."],
        )
    return Verdict(rule.usps, ELIGIBLE_FROM, rule.since, MULTISTATE, [words], lives.steps, _sources(rule))


def _needed(rule, reasons, steps, kinds):
    """License needed: with the one step that is always open, and never the word "not allowed"."""
    if kinds and not set(kinds) & COMPACT_KINDS and "pharm-tech-state" in set(kinds):
        steps = [
            *steps,
            f"Ask the board of pharmacy of {rule.name}: most states register technicians, a few do not.",
        ]
    else:
        kind = "lpn-lvn" if kinds and set(kinds) == {"lpn-lvn"} else "rn"
        steps = [*steps, f"Apply for a license by endorsement with the {board(rule, kind)}."]
    return _verdict(rule, LICENSE_NEEDED, reasons, list(dict.fromkeys(steps)))


def _verdict(rule, verdict, reasons, steps=(), *, basis=None, sources=()):
    return Verdict(
        rule.usps,
        verdict,
        None,
        basis,
        list(reasons),
        list(steps),
        [*_sources(rule), *(Source(*s) for s in sources)],
    )


def _sources(rule):
    found = [Source(*COMPACT_FAQ)]
    if rule.source_url:
        found.insert(0, Source(f"Compact status of {rule.name}", rule.source_url, rule.as_of))
    return found


# --- Words ----------------------------------------------------------------------------------------------

KIND_NAMES = {
    "rn": "RN license",
    "lpn-lvn": "LPN/LVN license",
    "aprn": "APRN license",
    "rph": "pharmacist license",
    "pharm-tech-state": "pharmacy technician registration",
}


def kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, f"{kind} license")


def label(one: License, home: StateRule) -> str:
    return f"{home.name} {kind_name(one.kind)}"


def board(rule: StateRule, kind: str) -> str:
    if kind == "lpn-lvn" and rule.board_lpn:
        return rule.board_lpn
    if kind in {"rph", "pharm-tech-state"}:
        return f"board of pharmacy of {rule.name}"
    return rule.board or f"board of nursing of {rule.name}"


def until(one: License) -> str:
    return f" until {day_words(one.expires_on)}" if one.expires_on else ""


def not_in_force(rule: StateRule) -> str:
    if rule.is_enacted:
        return (
            f"{rule.name} has enacted the compact, but it is not in force there (as of {rule.as_of}). "
            "A multistate license does not count there yet."
        )
    return (
        f"{rule.name} is not in the compact (as of {rule.as_of}). A multistate license does not count there."
    )


def no_compact(one: License, home: StateRule) -> str:
    return f"The compact covers RN and LPN/LVN licenses only: your {label(one, home)} is good in {home.name} only."


def day_words(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
