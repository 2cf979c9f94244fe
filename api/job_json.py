"""A job as the API tells it. Each property with its schema; all read from api.facts.Facts."""

from django.conf import settings

from api.shapes import (
    ADDRESS,
    DAY,
    MISSING,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    YES_NO,
    Property,
    Shape,
    list_of,
    or_null,
    said,
    slug_of,
)
from jobs.addresses import address
from jobs.models import Differential, Posting, Requirement, Term
from jobs.structured_data import number

# The role stands by itself; skills stand among the requirements.
KINDS = [kind for kind in Term.Kind.values if kind not in {Term.Kind.ROLE, Term.Kind.COMPETENCY}]


def site(path):
    return settings.SITE_URL + path


def moment(at):
    return at and at.isoformat()


def day(date):
    return date and date.isoformat()


FACILITY = Shape(
    "Facility",
    "The employer.",
    {
        "name": Property(TEXT, lambda facility: facility.name),
        "slug": Property(said(TEXT, "As the search's “facility” takes it."), lambda facility: facility.slug),
        "url": Property(
            said(or_null(ADDRESS), "Its page here, where it has one."),
            lambda facility: (
                site(facility.get_absolute_url()) if facility.status in {"verified", "unclaimed"} else None
            ),
        ),
        "is_verified": Property(
            said(YES_NO, "Whether we have checked who it is."), lambda facility: facility.is_verified
        ),
    },
)

PLACE = Shape(
    "Place",
    "Where the work is, or where it starts from.",
    {
        "city": Property(TEXT, lambda facts: facts.posting.city),
        "state": Property(or_null(slug_of("state")), lambda facts: facts.posting.state_id),
        "zip": Property(or_null(TEXT), lambda facts: facts.posting.zip_id),
        "lat": Property(or_null(NUMBER), lambda facts: facts.posting.lat),
        "lon": Property(or_null(NUMBER), lambda facts: facts.posting.lon),
        "time_zone": Property(
            said(TEXT, "The closing day ends at midnight there."), lambda facts: facts.posting.zone
        ),
        "patient_states": Property(
            said(list_of(slug_of("state")), "Where the patients are: a license must be good there."),
            lambda facts: facts.patient_states,
        ),
    },
)

DIFFERENTIAL = Shape(
    "Differential",
    "What is paid on top of base pay.",
    {
        "kind": Property({"type": "string", "enum": Differential.Kind.values}, lambda each: each.kind),
        "amount": Property(NUMBER, lambda each: number(each.amount)),
        "unit": Property({"type": "string", "enum": Differential.Unit.values}, lambda each: each.unit),
    },
)

PAY = Shape(
    "Pay",
    "Base pay in US dollars; what is not stated is null.",
    {
        "min": Property(or_null(NUMBER), lambda facts: number(facts.posting.pay_min)),
        "max": Property(or_null(NUMBER), lambda facts: number(facts.posting.pay_max)),
        "unit": Property(
            {"type": ["string", "null"], "enum": [*Posting.PayUnit.values, None]},
            lambda facts: facts.posting.pay_unit or None,
        ),
        "currency": Property({"type": "string", "const": "USD"}, lambda facts: "USD"),
        "annual_min": Property(
            said(or_null(NUMBER), "In a year of 52 weeks; none for pay per visit."),
            lambda facts: number(facts.posting.pay_annual_min),
        ),
        "annual_max": Property(or_null(NUMBER), lambda facts: number(facts.posting.pay_annual_max)),
        "hours_per_week": Property(or_null(NUMBER), lambda facts: number(facts.posting.hours_per_week)),
        "source": Property(
            {
                "type": ["string", "null"],
                "enum": [*Posting.PaySource.values, None],
                "description": "Who said it: the facility here, the posting's own words, or its feed.",
            },
            lambda facts: facts.posting.pay_source or None,
        ),
        "sign_on_bonus": Property(or_null(NUMBER), lambda facts: number(facts.posting.sign_on_bonus)),
        "differentials": Property(
            list_of(DIFFERENTIAL.ref),
            lambda facts: [DIFFERENTIAL.write(each) for each in facts.differentials],
        ),
    },
)

TERMS = Shape(
    "Terms",
    "What the posting says in the words of the vocabulary, by kind.",
    {
        kind: Property(list_of(slug_of(kind)), lambda facts, kind=kind: facts.terms.get(kind, []))
        for kind in KINDS
    },
)


def _asked(level):
    return lambda facts: facts.asked.get(level, [])


def _skills(level):
    return lambda facts: facts.skills.get(level, [])


MUST, NICE = Requirement.Level.MUST, Requirement.Level.NICE
REQUIREMENTS = Shape(
    "Requirements",
    "Credentials and skills, by whether somebody without them is turned away.",
    {
        "must": Property(list_of(slug_of("credential")), _asked(MUST)),
        "nice": Property(list_of(slug_of("credential")), _asked(NICE)),
        "skills_must": Property(list_of(slug_of("competency")), _skills(MUST)),
        "skills_nice": Property(list_of(slug_of("competency")), _skills(NICE)),
    },
)

FLAGS = Shape(
    "Flags",
    "Yes, no, or null where the posting does not say.",
    {
        name: Property(or_null(YES_NO), lambda facts, column=column: getattr(facts.posting, column))
        for name, column in {
            "will_train": "will_train",
            "new_grad_ok": "new_grad_ok",
            "visa": "sponsors_visa",
            "sign_on": "has_sign_on_bonus",
        }.items()
    },
)


def apply_url(facts):
    return facts.posting.apply_url or site(address("applications:apply", facts.posting.public_id))


def posted_on(posting):
    return posting.posted_on or (posting.published_at and posting.published_at.date())


JOB = Shape(
    "Job",
    "A live posting.",
    {
        "public_id": Property(TEXT, lambda facts: facts.posting.public_id),
        "url": Property(said(ADDRESS, "Its page."), lambda facts: site(facts.posting.get_absolute_url())),
        "api_url": Property(ADDRESS, lambda facts: site(address("api:job", facts.posting.public_id))),
        "apply_url": Property(ADDRESS, apply_url),
        "is_applied_to_here": Property(YES_NO, lambda facts: facts.posting.is_applied_to_here),
        "title": Property(TEXT, lambda facts: facts.posting.title),
        "role": Property(or_null(slug_of("role")), lambda facts: facts.role),
        "facility": Property(FACILITY.ref, lambda facts: FACILITY.write(facts.posting.facility)),
        "place": Property(PLACE.ref, PLACE.write),
        "distance_miles": Property(
            said(WHOLE, "From the place asked for, where one was."),
            lambda facts: MISSING if facts.miles is None else round(facts.miles),
            is_optional=True,
        ),
        "pay": Property(PAY.ref, PAY.write),
        "terms": Property(TERMS.ref, TERMS.write),
        "requirements": Property(REQUIREMENTS.ref, REQUIREMENTS.write),
        "experience_months": Property(
            said(or_null(WHOLE), "The least experience asked for; null where none is stated."),
            lambda facts: facts.posting.experience_months,
        ),
        "flags": Property(FLAGS.ref, FLAGS.write),
        "answers_within_days": Property(
            said(
                or_null(WHOLE),
                "Within how many days the facility answers; null for jobs applied to elsewhere.",
            ),
            lambda facts: facts.posting.days_to_answer if facts.posting.is_applied_to_here else None,
        ),
        "posted_on": Property(or_null(DAY), lambda facts: day(posted_on(facts.posting))),
        "published_at": Property(or_null(MOMENT), lambda facts: moment(facts.posting.published_at)),
        "updated_at": Property(MOMENT, lambda facts: moment(facts.posting.updated_at)),
        "closes_on": Property(
            said(or_null(DAY), "The last day to apply, if the facility named one."),
            lambda facts: day(facts.posting.closes_on),
        ),
        "expires_at": Property(
            said(or_null(MOMENT), "When it leaves the board."), lambda facts: moment(facts.posting.expires_at)
        ),
        "source": Property(
            said(or_null(TEXT), "The feed it came from; null where the facility wrote it here."),
            lambda facts: facts.posting.source.name if facts.posting.source_id else None,
        ),
        "description_html": Property(
            said(
                TEXT,
                "Cleaned HTML: p, br, ul, ol, li, strong, em, h3, a. Always in one job; in lists when asked for.",
            ),
            lambda facts: facts.posting.description_html if facts.has_description else MISSING,
            is_optional=True,
        ),
    },
)
SHAPES = [JOB, FACILITY, PLACE, PAY, DIFFERENTIAL, TERMS, REQUIREMENTS, FLAGS]
