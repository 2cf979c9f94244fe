"""A profile in the words and rows that its pages show."""

from django.urls import reverse
from django.utils import timezone

from candidates import steps


def facts_of(profile):
    """What the steps ask for, from one profile: four counts."""
    return steps.Facts(
        role=profile.role_id is not None,
        home=profile.home_zip_id is not None or profile.residence_state_id is not None,
        licenses=profile.licenses.count(),
        credentials=profile.credentials.count(),
        skills=profile.competencies.count(),
        resumes=profile.resumes.kept().count(),
    )


def progress(facts, current):
    """Rows for components/_steps.html. Every step can be opened at any time; done is what holds something."""
    done = steps.done_steps(facts)

    def state(slug):
        if slug == current:
            return "now"
        return "done" if slug in done else "waiting"

    return [
        {"label": label, "state": state(slug), "url": reverse("candidates:profile", args=[slug])}
        for slug, label in steps.STEPS.items()
    ]


def summary_rows(profile):
    """Rows for components/_facts.html: what a facility reads of her, first things first."""
    return [
        {"label": "Name", "value": profile.user.name},
        {"label": "E-mail", "value": profile.user.email},
        {"label": "Phone", "value": profile.phone},
        {"label": "Role", "value": profile.role.label if profile.role else ""},
        {"label": "Infusion work", "value": duration(profile.infusion_months)},
        {"label": "All work", "value": duration(profile.total_months)},
        {"label": "Lives in", "value": place_of(profile)},
        {"label": "May work in the US", "value": yes_no(profile.is_authorized_to_work)},
        {"label": "Needs sponsorship", "value": yes_no(profile.needs_sponsorship)},
    ]


def place_of(profile):
    if profile.home_zip:
        return f"{profile.home_zip.city}, {profile.home_zip.state_id}"
    return profile.residence_state.name if profile.residence_state else ""


def yes_no(value):
    return {True: "Yes", False: "No", None: ""}[value]


def duration(months):
    """Months in words: "2 years 6 months", "8 months", "none yet"; "" where unknown."""
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'s' * (years != 1)}"] * bool(years) + [f"{rest} month{'s' * (rest != 1)}"] * bool(
        rest
    )
    return " ".join(parts) or "None yet"


def expiry_words(record):
    """Whether a record is good, as a few words and whether they ask for attention."""
    if record.expires_on is None:
        return "No expiry given", False
    day = f"{record.expires_on:%b} {record.expires_on.day}, {record.expires_on.year}"
    left = (record.expires_on - timezone.localdate()).days
    if left < 0:
        return f"Expired {day}", True
    return (f"Expires {day}", True) if left <= 90 else (f"Good until {day}", False)


def record_rows(records):
    """Licenses or credentials as rows: title, number, expiry words, how far checked."""
    rows = []
    for record in records:
        expiry, needs_attention = expiry_words(record)
        state = getattr(record, "state", None)
        rows.append(
            {
                "record": record,
                "title": f"{record.credential.abbr}, {state.name}" if state else record.credential.abbr,
                "full_name": record.credential.full_name,
                "is_multistate": getattr(record, "is_multistate", False),
                "number": record.number,
                "expiry": expiry,
                "needs_attention": needs_attention,
                "verification": record.get_verification_display(),
            }
        )
    return rows
