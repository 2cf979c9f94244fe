"""schema.org JobPosting of one live posting, for search engines. Nothing in it that the page does not show.

Rules by Google's JobPosting documentation, looked up 2026-11: title only, ISO 8601 dates, numeric base salary
of the employer, one job on its own page, gone when it closes. json_script is not used: it writes an id and
application/json, and crawlers read application/ld+json.
"""

import json
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import mark_safe

from jobs.models import Requirement, Term

EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "prn": "PER_DIEM",
    "temporary": "TEMPORARY",
    "contract": "CONTRACTOR",
    "travel-contract": "CONTRACTOR",
    "local-contract": "CONTRACTOR",
    "temp-to-perm": "TEMPORARY",
    "internship-residency": "INTERN",
    "volunteer": "VOLUNTEER",
}
UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}  # none for a visit
DEGREES = {"adn": "associate degree", "bsn": "bachelor degree", "msn": "postgraduate degree"}
# "<" would let a description end the script element; "&" and ">" and the separators are the same care.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def job_posting(posting) -> dict:
    """The markup as a dict, from a live posting fetched `with_page()`. Raises ValueError for any other."""
    if not posting.is_live:
        raise ValueError("Only a live posting has JobPosting markup.")
    found = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": posting.description_html,
        "url": settings.SITE_URL + posting.get_absolute_url(),
        "datePosted": (posting.posted_on or timezone.localdate(posting.published_at)).isoformat(),
        "validThrough": timezone.localtime(posting.expires_at, timezone=ZoneInfo(posting.zone)).isoformat(),
        "hiringOrganization": organization(posting.facility),
        "identifier": {
            "@type": "PropertyValue",
            "name": posting.facility.name,
            "value": posting.public_id,
        },
        "directApply": posting.is_applied_to_here,
    }
    return found | {name: value for name, value in optional(posting).items() if value}


def organization(facility) -> dict:
    found = {"@type": "Organization", "name": facility.name}
    return found | {"sameAs": facility.website} if facility.website and facility.is_verified else found


def optional(posting) -> dict:
    kinds = [EMPLOYMENT.get(term.slug, "OTHER") for term in posting.terms_of(Term.Kind.EMPLOYMENT)]
    return {
        "employmentType": list(dict.fromkeys(kinds)),
        "baseSalary": base_salary(posting),
        "jobBenefits": ", ".join(term.label for term in posting.terms_of(Term.Kind.BENEFIT)),
        "workHours": ", ".join(term.label for term in posting.terms_of(Term.Kind.SHIFT)),
        "experienceRequirements": experience(posting),
        "educationRequirements": education(posting),
        **place(posting),
    }


def base_salary(posting) -> dict | None:
    unit = UNITS.get(posting.pay_unit)
    if not unit or not (posting.pay_min or posting.pay_max):
        return None
    low, high = posting.pay_min, posting.pay_max
    amounts = {"value": number(low)} if low == high else {"minValue": number(low), "maxValue": number(high)}
    value = {"@type": "QuantitativeValue", "unitText": unit}
    value |= {name: amount for name, amount in amounts.items() if amount is not None}
    return {"@type": "MonetaryAmount", "currency": "USD", "value": value}


def number(amount):
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def experience(posting):
    months = posting.experience_months
    if months is None:
        return None
    if months == 0:
        return "no requirements"
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}


def education(posting) -> list[dict]:
    must = [
        r.credential.slug
        for r in posting.requirements.all()
        if r.credential and r.level == Requirement.Level.MUST
    ]
    return [
        {"@type": "EducationalOccupationalCredential", "credentialCategory": DEGREES[slug]}
        for slug in must
        if slug in DEGREES
    ]


def place(posting) -> dict:
    """Where people report to work; for fully remote work, the states it may be done from."""
    if posting.is_remote:
        states = [state.name for state in posting.patient_states.all()]
        where = [{"@type": "State", "name": f"{name}, USA"} for name in states] or {
            "@type": "Country",
            "name": "USA",
        }
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": where}
    address = {"@type": "PostalAddress", "addressCountry": "US"}
    parts = {"addressLocality": posting.city, "addressRegion": posting.state_id, "postalCode": posting.zip_id}
    return {"jobLocation": {"@type": "Place", "address": address | {k: v for k, v in parts.items() if v}}}


def as_script(data: dict) -> str:
    """The JSON, safe inside a script element of an HTML page."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, escape in ESCAPES.items():
        text = text.replace(sign, escape)
    return mark_safe(text)  # noqa: S308 - every sign that could end the element is escaped above
