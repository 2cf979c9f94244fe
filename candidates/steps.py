"""The profile's steps and how far she is. Pure, given the profile's facts as plain values."""

from dataclasses import dataclass

STEPS = {
    "about": "About you",
    "place": "Where",
    "licenses": "Licenses",
    "credentials": "Credentials",
    "skills": "Skills",
    "resume": "Résumé",
    "review": "Review",
}
# What a facility asks first, as a sentence for the hub.
WHY = {
    "about": "Say what you do and for how long. Facilities read this first.",
    "place": "Say where you live. It decides where your license lets you work.",
    "licenses": "Add your license or registration. Nearly every posting asks for one.",
    "credentials": "Add certifications and courses such as CRNI, CPhT or BLS.",
    "skills": "Say what you do on your own and when you last did it.",
    "resume": "Add your résumé once, and apply in a minute.",
}


@dataclass(frozen=True)
class Facts:
    """What is there: `role`, `home` (a ZIP or state), and how many licenses, credentials, skills, résumés."""

    role: bool
    home: bool
    licenses: int
    credentials: int
    skills: int
    resumes: int


def done_steps(facts):
    """The slugs of the steps that hold something, in order. Review is never done: it is where they meet."""
    held = {
        "about": facts.role,
        "place": facts.home,
        "licenses": facts.licenses,
        "credentials": facts.credentials,
        "skills": facts.skills,
        "resume": facts.resumes,
    }
    return [slug for slug in STEPS if held.get(slug)]


def first_open(facts):
    """The slug of the first step without anything in it; None when every step has something."""
    done = done_steps(facts)
    return next((slug for slug in WHY if slug not in done), None)


def after(step):
    """The slug of the step that follows; the last one is followed by itself."""
    slugs = list(STEPS)
    return slugs[min(slugs.index(step) + 1, len(slugs) - 1)]


def percent(facts):
    return round(100 * len(done_steps(facts)) / len(WHY))
