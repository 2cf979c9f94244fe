"""Pay-transparency law: which jurisdictions reach a posting, and what each finds missing in it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from jobs.lint.types import Draft, Finding, Law

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# Words that stand where a figure should: no jurisdiction takes them for a range.
NO_FIGURE = re.compile(
    r"\b(?:competitive|commensurate|doe|depends on experience|negotiable|market rate|tbd)\b", re.I
)


def law_findings(draft: Draft, laws: Iterable[Law], *, on: date) -> list[Finding]:
    """Findings of every law that reaches the posting on the day `on`."""
    found = []
    for law in laws:
        if not reaches(law, draft):
            continue
        starts = start_of(law)
        if law.asks == "yes" and (starts is None or starts <= on):
            found += duties(law, draft)
        elif starts and starts > on and law.asks in {"yes", "enacted_future", "yes (future)"}:
            found += coming(law, draft, starts)
    return found


def asked_for(draft: Draft, laws: Iterable[Law], *, on: date) -> dict[str, list[Law]]:
    """The laws in force on the day `on` that ask for each field, whatever the draft says in it.

    Of the draft count its place, its remoteness and its employer: {"pay": [laws], "benefits": [laws]}.
    Laws whose threshold of employees cannot be judged count too.
    """
    silent = replace(draft, pay=None, pay_text="", other_pay="", benefits="", closes_on=None)
    found = {}
    for finding in law_findings(silent, laws, on=on):
        if finding.severity != "info":
            found.setdefault(finding.field, []).append(finding.law)
    return found


def start_of(law: Law) -> date | None:
    """The day the law took or takes effect; None where the row names no full date."""
    day = ISO.search(law.effective)
    return date.fromisoformat(day.group()) if day else None


def reaches(law: Law, draft: Draft) -> bool:
    """Whether the law's territory touches the posting: by the place of work, or by remote work from there.

    A remote posting that names no state may be done from anywhere, so it is judged by the states where the
    employer has people. A local law counts in its own city alone.
    """
    if law.locality:
        return law.state in draft.states and same_place(law.locality, draft.city)
    if law.state in draft.states:
        return True
    return draft.remote and law.state in draft.employer_states


def same_place(locality: str, city: str) -> bool:
    plain = {
        "new york city": {"new york", "new york city", "nyc", "manhattan", "brooklyn", "queens", "bronx"}
    }
    locality, city = locality.lower(), city.strip().lower()
    return bool(city) and city in plain.get(locality, {locality, locality.removesuffix(" county")})


def duties(law: Law, draft: Draft) -> list[Finding]:
    if law.min_employees and draft.employees is not None and draft.employees < law.min_employees:
        return []
    # Below a threshold we cannot see, we say so instead of blocking.
    unsure = draft.employees is None and (law.min_employees or 0) > 1
    severity = "warn" if unsure else "block"
    found = [*pay_duty(law, draft, severity)]
    if asks_for_benefits(law) and not draft.benefits.strip():
        found.append(benefits_missing(law, severity))
    if asks_for_other_pay(law) and not draft.other_pay.strip() and mentions_other_pay(draft):
        found.append(other_pay_missing(law, severity))
    if asks_for_closing_day(law) and draft.closes_on is None:
        found.append(closing_day_missing(law))
    if unsure and found:
        found.append(
            Finding(
                "employees_unknown",
                "info",
                "facility.employees",
                f"{where(law)} binds employers of {law.min_employees} or more ({law.threshold}). "
                "Enter how many you employ.",
                law=law,
            )
        )
    return found


def pay_duty(law: Law, draft: Draft, severity: str) -> list[Finding]:
    pay = draft.pay
    if pay is None or (pay.min is None and pay.max is None):
        words = draft.pay_text.strip()
        said = (
            f"“{words}” is not a range. "
            if words and (NO_FIGURE.search(words) or not re.search(r"\d", words))
            else ""
        )
        message = f"{said}{where(law)} forbids a posting without its pay: {law.must_show}"
        fix = "Enter the lowest and the highest pay you really expect to pay on hire."
        return [Finding("pay_range_missing", severity, "pay", message, fix, law)]
    if pay.min is None or pay.max is None:
        given = "up to a highest" if pay.min is None else "from a lowest"
        message = f"Pay {given} figure is open-ended. {where(law)} asks for both ends: {law.must_show}"
        return [
            Finding(
                "pay_range_open", severity, "pay", message, "Enter both the lowest and the highest pay.", law
            )
        ]
    return []


def benefits_missing(law: Law, severity: str) -> Finding:
    message = f"{where(law)} asks for a general description of the benefits in the posting."
    fix = "Benefits: health insurance, retirement plan, paid time off (name what you really offer)."
    return Finding("benefits_missing", severity, "benefits", message, fix, law)


def other_pay_missing(law: Law, severity: str) -> Finding:
    message = (
        f"{where(law)} asks for a general description of other compensation, and the posting mentions some."
    )
    fix = "Other pay: name each bonus, differential or commission in a few words."
    return Finding("other_pay_missing", severity, "other_pay", message, fix, law)


def closing_day_missing(law: Law) -> Finding:
    message = f"{where(law)} asks for the day by which people can apply."
    return Finding("closing_day_missing", "warn", "closes_on", message, "Enter the last day to apply.", law)


def coming(law: Law, draft: Draft, starts: date) -> list[Finding]:
    if draft.pay and draft.pay.min is not None and draft.pay.max is not None:
        return []
    day = f"{starts:%b} {starts.day}, {starts.year}"
    message = f"From {day}, {where(law)} will ask for pay in postings: {law.must_show}"
    return [Finding("pay_law_coming", "info", "pay", message, "Enter the range now and be ready.", law)]


def asks_for_benefits(law: Law) -> bool:
    return law.benefits.strip().lower().startswith("yes") or "including benefits" in law.must_show.lower()


def asks_for_other_pay(law: Law) -> bool:
    return bool(re.search(r"other compensation|bonus", law.must_show, re.I))


def asks_for_closing_day(law: Law) -> bool:
    return "application window" in law.must_show.lower()


def mentions_other_pay(draft: Draft) -> bool:
    return bool(
        re.search(
            r"\b(?:bonus|differential|commission|incentive|stipend)",
            f"{draft.title} {draft.description}",
            re.I,
        )
    )


def where(law: Law) -> str:
    name = f"{law.locality} ({law.state})" if law.locality else law.name
    return f"{name} ({law.citation})" if law.citation else name
