"""What a partner writes of a posting, and how it stands in the facility's own form.

One table says each value's place in the JSON, its schema, the form's field and where it is read back from. The
schema, the reading of a body, the errors and the editable copy in answers are all made from it.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from api.job_json import moment, site
from api.refusals import Refused
from api.shapes import (
    DAY,
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
from jobs.forms.posting import DIFFERENTIALS, TERM_FIELDS
from jobs.models import Posting
from jobs.structured_data import number

EXTERNAL_ID = r"^[A-Za-z0-9][A-Za-z0-9._:~-]*$"  # stands in an address
LONGEST_EXTERNAL_ID = 100


@dataclass(frozen=True)
class Entry:
    """`field` is the form's, None for what is no part of the form."""

    path: str
    schema: dict
    field: str | None
    read: Callable


def _column(name):
    return lambda facts: getattr(facts.posting, name)


def _number(name):
    return lambda facts: number(getattr(facts.posting, name))


def _terms(kind):
    return lambda facts: facts.terms.get(kind, [])


def _differential(kind):
    return lambda facts: next((number(d.amount) for d in facts.differentials if d.kind == kind), None)


AMOUNT = {"type": "number", "exclusiveMinimum": 0}
ENTRIES = [
    Entry(
        "title",
        said({**TEXT, "maxLength": 160}, "What the nurse would call the job."),
        "title",
        _column("title"),
    ),
    Entry("role", or_null(slug_of("role")), "role", lambda facts: facts.role),
    Entry(
        "description",
        said(TEXT, "The work, in Markdown: paragraphs, lists, bold."),
        "description_source",
        _column("description_source"),
    ),
    Entry(
        "place.city",
        said({**TEXT, "maxLength": 100}, "Where people report to work, or start from."),
        "city",
        _column("city"),
    ),
    Entry("place.state", or_null(slug_of("state")), "state", _column("state_id")),
    Entry(
        "place.zip",
        said(or_null({**TEXT, "pattern": "^[0-9]{5}$"}), "Five digits."),
        "zip",
        _column("zip_id"),
    ),
    Entry(
        "place.patient_states",
        said(list_of(slug_of("state")), "Where the patients are, if elsewhere too."),
        "patient_states",
        lambda facts: facts.patient_states,
    ),
    Entry(
        "pay.min",
        said(or_null(AMOUNT), "Dollars; what you really expect to pay."),
        "pay_min",
        _number("pay_min"),
    ),
    Entry("pay.max", said(or_null(AMOUNT), "Dollars."), "pay_max", _number("pay_max")),
    Entry(
        "pay.unit",
        {
            "type": ["string", "null"],
            "enum": [*Posting.PayUnit.values, None],
            "description": "What the pay is for; needed with any.",
        },
        "pay_unit",
        lambda facts: facts.posting.pay_unit or None,
    ),
    Entry(
        "pay.hours_per_week",
        said(or_null(NUMBER), "That the pay is for; 40 if left out."),
        "hours_per_week",
        _number("hours_per_week"),
    ),
    Entry("pay.sign_on_bonus", said(or_null(AMOUNT), "Dollars."), "sign_on_bonus", _number("sign_on_bonus")),
    *(
        Entry(
            f"pay.differentials.{kind}", said(or_null(NUMBER), "Dollars an hour."), field, _differential(kind)
        )
        for kind, field in DIFFERENTIALS
    ),
    *(Entry(f"terms.{kind}", list_of(slug_of(kind)), field, _terms(kind)) for field, kind, *_ in TERM_FIELDS),
    Entry(
        "terms.workplace",
        or_null(slug_of("workplace")),
        "workplace",
        lambda facts: next(iter(facts.terms.get("workplace", [])), None),
    ),
    Entry(
        "requirements.must",
        said(list_of(slug_of("credential")), "Only what you would turn someone away for."),
        "must",
        lambda facts: facts.asked["must"],
    ),
    Entry(
        "requirements.nice",
        said(list_of(slug_of("credential")), "Nice to have."),
        "nice",
        lambda facts: facts.asked["nice"],
    ),
    Entry(
        "experience_months",
        said(or_null(WHOLE), "The least you require; null for none stated."),
        "experience_months",
        _column("experience_months"),
    ),
    Entry(
        "flags.will_train",
        said(or_null(YES_NO), "You train missing infusion skills."),
        "will_train",
        _column("will_train"),
    ),
    Entry(
        "flags.new_grad_ok",
        said(or_null(YES_NO), "New graduates are welcome."),
        "new_grad_ok",
        _column("new_grad_ok"),
    ),
    Entry(
        "flags.visa", said(or_null(YES_NO), "You sponsor visas."), "sponsors_visa", _column("sponsors_visa")
    ),
    Entry(
        "answers_within_days",
        said(or_null({**WHOLE, "minimum": 1, "maximum": 60}), "Null: the facility's usual time."),
        "answer_days",
        _column("answer_days"),
    ),
    Entry(
        "closes_on",
        said(or_null(DAY), "The last day to apply; null: 60 days after it goes live."),
        "closes_on",
        lambda facts: facts.posting.closes_on and facts.posting.closes_on.isoformat(),
    ),
    Entry(
        "external_id",
        said(
            {**TEXT, "pattern": EXTERNAL_ID, "maxLength": LONGEST_EXTERNAL_ID},
            "Your own id of the job; never used twice. The posting is found under it as under ours.",
        ),
        None,
        lambda facts: facts.posting.external_id,
    ),
]
BY_PATH = {entry.path: entry for entry in ENTRIES}
BY_FIELD = {entry.field: entry.path for entry in ENTRIES if entry.field}
GROUPS = {".".join(path.split(".")[:depth]) for path in BY_PATH for depth in range(1, path.count(".") + 1)}
PUBLISH = said(
    YES_NO, "Put it live at once; a new posting is, unless this is false. It stays as it is without this."
)


def document_of(facts):
    """The posting as a partner may send it back."""
    found = {}
    for entry in ENTRIES:
        value = entry.read(facts)
        if entry.path == "external_id" and not value:
            continue
        _put(found, entry.path, value)
    return found


def _put(tree, path, value):
    *groups, name = path.split(".")
    for group in groups:
        tree = tree.setdefault(group, {})
    tree[name] = value


def schema(*, required):
    root = {"type": "object", "required": required, "properties": {}, "additionalProperties": False}
    for entry in ENTRIES:
        node = root
        *groups, name = entry.path.split(".")
        for group in groups:
            node = node["properties"].setdefault(
                group, {"type": "object", "properties": {}, "additionalProperties": False}
            )
        node["properties"][name] = entry.schema
    return root


# --- Reading a body ------------------------------------------------------------------------------------


def read_object(body):
    """The JSON object of a request's body; a Refused for anything else, however strange."""
    try:
        found = json.loads(body.decode(), parse_float=Decimal, parse_constant=_no_constant)
        json.dumps(found, default=str, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body is not JSON.", detail="Send one JSON object in UTF-8.") from error
    if not isinstance(found, dict):
        raise Refused(400, "The body is not a JSON object.")
    return found


def _no_constant(name):
    raise ValueError(f"{name} is not JSON.")


def merged(document, patch):
    """`document` with a JSON Merge Patch (RFC 7396) applied: null takes a value away."""
    found = dict(document)
    for name, value in patch.items():
        if isinstance(value, dict):
            found[name] = merged(found[name] if isinstance(found.get(name), dict) else {}, value)
        elif value is None:
            found.pop(name, None)
        else:
            found[name] = value
    return found


def values_of(document):
    """{path: value} of a document without its nulls; raises Refused that names what is unknown or of another type."""
    values, errors = {}, {}
    _flatten(document, "", values, errors)
    for path, value in values.items():
        if sentence := _wrong(BY_PATH[path].schema, value) or _wrong_id(path, value):
            errors[path] = [sentence]
    if errors:
        raise bad_posting(errors)
    return values


def bad_posting(errors):
    return Refused(400, "This posting has values we do not understand.", errors=errors)


def _flatten(tree, prefix, values, errors):
    for name, value in tree.items():
        path = f"{prefix}{name}"
        if path in GROUPS and isinstance(value, dict):
            _flatten(value, f"{path}.", values, errors)
        elif path in GROUPS and value is not None:
            errors[path] = ["This is an object."]
        elif path in BY_PATH and value is not None:
            values[path] = value
        elif path not in BY_PATH and path not in GROUPS:
            errors[path[:100]] = ["We know no such property."]


KINDS = {
    "string": (str, "This is a text."),
    "number": ((int, float, Decimal), "This is a number."),
    "integer": (int, "This is a whole number."),
    "boolean": (bool, "This is true or false."),
    "array": (list, "This is a list of texts."),
}


def _wrong(schema, value):
    """What is wrong with the type of a value, or ""; its content is for the form to judge."""
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    expected, sentence = KINDS[kind]
    if not isinstance(value, expected) or (isinstance(value, bool) and kind != "boolean"):
        return sentence
    if kind == "array" and not all(isinstance(item, str) for item in value):
        return sentence
    return ""


def _wrong_id(path, value):
    """What is wrong with an external id, which no form looks at."""
    if path != "external_id" or (len(value) <= LONGEST_EXTERNAL_ID and re.fullmatch(EXTERNAL_ID, value)):
        return ""
    return f"Use up to {LONGEST_EXTERNAL_ID} letters, digits and . _ : ~ - and begin with a letter or digit."


def form_data(values):
    """What the facility's form would have been sent, by its field names."""
    data = {}
    for path, value in values.items():
        entry = BY_PATH[path]
        if entry.field is None:
            continue
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif not isinstance(value, list):
            value = str(value)
        data[entry.field] = value
    return data


# --- A partner's own posting in answers ------------------------------------------------------------------

OWN_JOB = Shape(
    "OwnJob",
    "A posting of the facility that the key belongs to.",
    {
        "public_id": Property(TEXT, lambda facts: facts.posting.public_id),
        "external_id": Property(or_null(TEXT), lambda facts: facts.posting.external_id or None),
        "status": Property(
            {"type": "string", "enum": Posting.Status.values}, lambda facts: str(facts.posting.status)
        ),
        "url": Property(
            said(or_null(TEXT), "Its page, once it has been live."),
            lambda facts: site(facts.posting.get_absolute_url()) if facts.posting.was_published else None,
        ),
        "created_at": Property(MOMENT, lambda facts: facts.posting.created_at.isoformat()),
        "updated_at": Property(MOMENT, lambda facts: facts.posting.updated_at.isoformat()),
        "published_at": Property(or_null(MOMENT), lambda facts: moment(facts.posting.published_at)),
        "expires_at": Property(or_null(MOMENT), lambda facts: moment(facts.posting.expires_at)),
        "closed_at": Property(or_null(MOMENT), lambda facts: moment(facts.posting.closed_at)),
        "posting": Property(
            said({"$ref": "#/components/schemas/Posting"}, "What you may change: edit it and send it back."),
            document_of,
        ),
    },
)
