"""What templates show of a posting: the card's and the page's words, from data already fetched."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from jobs import pay, standing
from jobs.addresses import address
from jobs.models import Posting, Requirement, Term

CHIP_KINDS = [Term.Kind.SETTING, Term.Kind.SHIFT, Term.Kind.EMPLOYMENT]
CHIPS = 4
FACTS = [
    (Term.Kind.SETTING, "Setting"),
    (Term.Kind.EMPLOYMENT, "Employment"),
    (Term.Kind.SHIFT, "Shifts"),
    (Term.Kind.WORKPLACE, "Workplace"),
    (Term.Kind.THERAPY, "Therapies"),
    (Term.Kind.DEVICE, "Devices and pumps"),
    (Term.Kind.SYSTEM, "Record systems"),
]


@dataclass(frozen=True)
class Card:
    """A posting in a list. See templates/components/posting_card.jinja."""

    title: str
    url: str
    facility: str
    facility_url: str = ""
    place: str = ""
    distance_miles: int | None = None
    pay_line: str = ""
    pay_year_line: str = ""
    chips: list[str] = field(default_factory=list)
    verdict: object = None
    posted_on: str = ""
    answers_by_line: str = ""
    more_places: int = 0
    why: tuple[str, ...] = ()


def day_words(day: date, *, today: date) -> str:
    """Today, yesterday, a weekday with its date, and the year only where it is another one."""
    if day == today:
        return "today"
    if (today - day).days == 1:
        return "yesterday"
    return f"{day:%a, %b} {day.day}" + (f", {day.year}" if day.year != today.year else "")


def posted_words(posting) -> str:
    day = posting.posted_on or (timezone.localdate(posting.published_at) if posting.published_at else None)
    return day_words(day, today=timezone.localdate()) if day else ""


def pay_year_words(posting) -> str:
    """The other way to say the pay: the year for hourly pay, the hour for yearly pay."""
    low, high = posting.pay_annual_min, posting.pay_annual_max
    if posting.pay_unit == Posting.PayUnit.YEAR:
        hours = posting.hours_per_week
        low, high = pay.hourly(low, hours), pay.hourly(high, hours)
        return f"about {pay.pay_words(low, high, 'hour')}" if low or high else ""
    return f"about {pay.pay_words(low, high, 'year')}" if low or high else ""


def answer_words(posting) -> str:
    if not posting.is_applied_to_here:
        return ""
    days = posting.days_to_answer
    return f"Answers within {days} day{'' if days == 1 else 's'}"


def posting_card(posting) -> Card:
    """A card from a posting fetched `with_card()`: no further query."""
    chips = [term.label for kind in CHIP_KINDS for term in posting.terms_of(kind)]
    is_public = posting.facility.status in {"verified", "unclaimed"}
    return Card(
        title=posting.title,
        url=posting.get_absolute_url(),
        facility=posting.facility.name,
        facility_url=posting.facility.get_absolute_url() if is_public else "",
        place=posting.place,
        pay_line=posting.pay_words,
        pay_year_line=pay_year_words(posting),
        chips=chips[:CHIPS],
        posted_on=posted_words(posting),
        answers_by_line=answer_words(posting),
    )


def live_card(kept: dict, posted_on: date) -> Card:
    """A card from what LivePosting keeps of a posting, its `card` and `posted_on`: no posting is read."""
    slug = kept["facility_slug"]
    return Card(
        title=kept["title"],
        url=address("jobs:posting", kept["public_id"], kept["slug"]),
        facility=kept["facility"],
        facility_url=address("jobs:facility", slug) if slug else "",
        place=kept["place"],
        pay_line=kept["pay_line"],
        pay_year_line=kept["pay_year_line"],
        chips=kept["chips"],
        posted_on=day_words(posted_on, today=timezone.localdate()),
        answers_by_line=kept["answers_by_line"],
    )


def posting_page(posting, *, practice=None, held=None) -> dict:
    """The rows of a posting's page, from a posting fetched `with_page()`.

    `practice` and `held` are the visitor's own, where she is a candidate: her license verdict and her
    standing with each requirement come from them.
    """
    card = posting_card(posting)
    requirements = list(posting.requirements.all())
    patients = list(posting.patient_states.all())
    states = patients or ([posting.state] if posting.state else [])
    return {
        "card": card,
        "facts": [
            {"label": label, "value": ", ".join(term.label for term in posting.terms_of(kind))}
            for kind, label in FACTS
        ],
        "must": [asked(r, held) for r in requirements if r.level == Requirement.Level.MUST],
        "nice": [asked(r, held) for r in requirements if r.level == Requirement.Level.NICE],
        "experience": experience_words(posting),
        "experience_mark": standing.of_experience(posting.experience_months, held) if held else None,
        "pay_rows": pay_rows(posting),
        "patient_states": [state.name for state in patients],
        "verdict": verdict_rows(posting, states, practice) if practice else None,
        "asks_for_license": practice is not None and not practice.licenses,
        "history": history(posting),
        "apply_url": reverse("applications:apply", args=[posting.public_id]) if posting.is_live else "",
    }


def asked(requirement, held) -> dict:
    """One requirement in words, with her standing where her records are known."""
    credential, months = requirement.credential, requirement.within_months_of_hire
    mark = None
    if held and credential:
        mark = standing.of_credential(credential.slug, held, on=timezone.localdate())
    elif held:
        mark = standing.of_skill(requirement.term_id, held)
    return {
        "name": credential.abbr if credential else requirement.term.label,
        "full_name": credential.full_name if credential and credential.full_name != credential.abbr else "",
        "by_when": f"within {months} month{'' if months == 1 else 's'} of hire" if months else "",
        "mark": mark,
    }


def verdict_rows(posting, states, practice):
    """Her license verdict, whole and state by state with its reasons; None where it cannot be asked."""
    role = posting.role.slug if posting.role else ""
    whole = practice.for_places([state.usps for state in states], role)
    if whole is None:
        return None
    return {
        "whole": whole,
        "states": [
            {"name": state.name, "verdict": practice.for_places([state.usps], role), "because": because}
            for state, because in zip(states, whole.verdicts, strict=True)
        ],
        "sources": list({source.url: source for one in whole.verdicts for source in one.sources}.values()),
    }


def experience_words(posting) -> str:
    months = posting.experience_months
    if months is None:
        return ""
    if months == 0:
        return "No experience required"
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'' if years == 1 else 's'}"] if years else []
    parts += [f"{rest} month{'' if rest == 1 else 's'}"] if rest else []
    return f"At least {' and '.join(parts)}"


PAY_SOURCES = {
    Posting.PaySource.FACILITY: "Entered by the facility",
    Posting.PaySource.TEXT: "From the employer's own words below",
    Posting.PaySource.COLUMNS: "From the feed's pay columns, not from the employer's text",
}


def pay_rows(posting) -> list[dict]:
    """Base pay, what comes on top, and the rest; an empty value is printed as not stated."""
    rows = [
        {"label": "Base pay", "value": posting.pay_words, "note": PAY_SOURCES.get(posting.pay_source, "")},
        {
            "label": "In a year" if posting.pay_unit != "year" else "In an hour",
            "value": pay_year_words(posting),
        },
    ]
    if rows[1]["value"]:
        hours = f"{float(posting.hours_per_week or pay.FULL_TIME_HOURS):g}"  # a Decimal would say 36.0
        said = "" if posting.hours_per_week else "; the posting does not say the hours"
        rows[1]["note"] = f"At {hours} hours a week, 52 weeks{said}"
    rows += [
        {"label": d.get_kind_display(), "value": str(d).partition(": ")[2], "note": "On top of base pay"}
        for d in posting.differentials.all()
    ]
    rows.append({"label": "Sign-on bonus", "value": bonus_words(posting)})
    rows.append(
        {"label": "Benefits", "value": ", ".join(term.label for term in posting.terms_of(Term.Kind.BENEFIT))}
    )
    return rows


def bonus_words(posting) -> str:
    if posting.sign_on_bonus:
        return pay.money(posting.sign_on_bonus)
    return {True: "Yes, amount not stated", False: "None"}.get(posting.has_sign_on_bonus, "")


CHANGED_WORDS = {
    "title": "title",
    "pay_min": "pay",
    "pay_max": "pay",
    "pay_unit": "pay",
    "hours_per_week": "hours",
    "sign_on_bonus": "sign-on bonus",
    "city": "place",
    "state_id": "place",
    "experience_months": "experience",
    "will_train": "training",
    "closes_on": "closing day",
    "answer_days": "answer time",
}


def history(posting) -> list[dict]:
    """What happened to the posting in public: published, changed, ended."""
    today = timezone.localdate()
    events = []
    for event in posting.events.all():
        if event.changed:
            what = ", ".join(
                dict.fromkeys(CHANGED_WORDS[name] for name in event.changed if name in CHANGED_WORDS)
            )
            title = f"Changed: {what}"
        elif event.to_status in {"live", "closed", "filled", "expired", "paused"}:
            title = "Published" if event.to_status == "live" else event.get_to_status_display()
        else:
            continue
        events.append(
            {"title": title, "when": day_words(timezone.localdate(event.at), today=today), "state": "done"}
        )
    return events
