"""Loads the data files into the vocabulary and geography tables, as often as one likes."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from jobs.models import City, Credential, PayLaw, State, Term, ZipCode
from jobs.vocabulary import files

# No file knows these: people decide them in the admin, and a bit, once given, never changes, because live rows
# are packed by it.
OURS = {"id", "is_edited", "is_active", "bit"}
# Columns of credentials.csv that are fields of the same name.
SAME_IN_CREDENTIALS = [
    "slug",
    "abbr",
    "full_name",
    "kind",
    "issuer",
    "jurisdiction",
    "renewal_text",
    "key_requirements",
    "infusion_relevance",
    "has_expiry",
    "has_number",
    "verify_how",
]
BATCH = 2000


@dataclass(frozen=True)
class Count:
    """What became of the rows of one file; `edited` ones differ but were changed here by hand."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    edited: int = 0


@transaction.atomic
def load_vocabulary() -> dict[str, Count]:
    """Bring the tables up to the data files and return a Count per table.

    Nothing is deleted: a row that left the files may be named by postings. Rows with `is_edited` stay as
    they are. A second run writes nothing.
    """
    return {
        "states": _upsert(State, _states(), ["usps"]),
        "pay laws": _upsert(PayLaw, _pay_laws(), ["state", "locality"]),
        "terms": _upsert(Term, _terms(), ["kind", "slug"]),
        "credentials": _upsert(Credential, _credentials(), ["slug"]),
        "ZIP codes": _upsert(ZipCode, _zips(), ["zip"]),
        "cities": _upsert(City, _cities(), ["state", "slug"]),
    }


def _upsert(model, rows, key):
    fields = [field for field in model._meta.concrete_fields if field.name not in OURS | set(key)]
    names = [model._meta.get_field(name).attname for name in key]
    # Locked, so that an edit in the admin waits for us, or we see it.
    stored = {_values(row, names): row for row in model.objects.order_by().select_for_update()}
    columns = [field.attname for field in fields]
    count, changed = Counter(), []
    for row in rows:
        old = stored.get(_values(row, names))
        if old is None:
            fate = "created"
        elif _values(old, columns) == _values(row, columns):
            fate = "unchanged"
        else:
            fate = "edited" if getattr(old, "is_edited", False) else "updated"
        count[fate] += 1
        if fate in {"created", "updated"}:
            changed.append(row)
    model.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=key,
        update_fields=[field.name for field in fields],
    )
    return Count(**count)


def _values(row, names):
    return tuple(getattr(row, name) for name in names)


def _fact(row, prefix=""):
    return {name: row[prefix + name] for name in ("source", "as_of", "confidence")}


def _more_synonyms():
    more = defaultdict(list)
    for row in files.synonyms():
        more[row["kind"], row["slug"]] += row["add"]
    return more


def _without_repeats(words):
    """The words in their order; one that differs in capitals alone is a repeat."""
    return list({word.casefold(): word for word in reversed(words)}.values())[::-1]


def _terms():
    more, position = _more_synonyms(), Counter()
    for row in files.terms():
        position[row["kind"]] += 1
        yield Term(
            kind=row["kind"],
            slug=row["slug"],
            label=row["label"],
            synonyms=_without_repeats(row["synonyms"] + more[row["kind"], row["slug"]]),
            group=row["group"],
            note=row["note"],
            extra=row["extra"],
            position=position[row["kind"]],
            **_fact(row),
        )


def _credentials():
    more = _more_synonyms()
    for position, row in enumerate(files.credentials(), start=1):
        yield Credential(
            renewal_months=_number(row["renewal_months"]),
            applies_to_roles=row["applies_to_roles"].split(";") if row["applies_to_roles"] else [],
            synonyms=_without_repeats(row["synonyms"].split("|") + more["credential", row["slug"]]),
            position=position,
            **{name: row[name] for name in SAME_IN_CREDENTIALS},
            **_fact(row),
        )


def _states():
    for row in files.states():
        yield State(
            usps=row["usps"],
            fips=row["fips"],
            name=row["name"],
            slug=slugify(row["name"]),
            kind=row["kind"],
            compact=row["nlc_status"],
            compact_holders_may_practice=row["nlc_multistate_holders_may_practice"],
            compact_issues_license=row["nlc_issues_multistate_license"],
            compact_since=row["nlc_implemented_on"],
            compact_note=row["nlc_note"],
            board_of_nursing=row["board_of_nursing"],
            board_of_nursing_lpn=row["board_of_nursing_lpn"],
            board_source=row["board_source"],
            **_fact(row, "nlc_"),
        )


def _pay_laws():
    for row in files.states():
        benefits, condition = _answer_and_condition(row["pay_law_benefits_in_posting"])
        yield PayLaw(
            state_id=row["usps"],
            asks=row["pay_in_postings_law"],
            effective=row["pay_law_effective"],
            min_employees=_number(row["pay_law_min_employees"]),
            threshold_basis=row["pay_law_threshold_basis"],
            must_show=row["pay_law_must_show"],
            benefits_in_posting=benefits,
            scope=row["pay_law_scope"],
            third_party=row["pay_law_third_party"],
            citation=row["pay_law_citation"],
            note=f"{row['pay_law_note']} {condition}".strip(),
            **_fact(row, "pay_law_"),
        )
    for row in files.local_pay_laws():
        yield PayLaw(
            state_id=row["state"],
            locality=row["locality"],
            locality_kind="county" if re.search(r"\bCounty$", row["locality"]) else "city",
            asks=_local_asks(row["in_postings"]),
            effective=row["effective"],
            min_employees=_number(row["min_employees"]),
            must_show=row["must_show"],
            note=row["status_note"],
            **_fact(row),
        )


def _answer_and_condition(text):
    """ "no (until the first interview)" as "no" and the sentence "Until the first interview."."""
    answer, _, condition = text.partition(" (")
    return answer, condition and condition.removesuffix(")").capitalize() + "."


def _local_asks(text):
    """The local file's own words as a choice; an unknown one fails rather than passing for "no"."""
    return {
        "yes": PayLaw.Asks.YES,
        "yes (future)": PayLaw.Asks.FUTURE,
        "no (on request after offer)": PayLaw.Asks.ON_REQUEST,
    }[text]


def _zips():
    for row in files.zips():
        yield ZipCode(
            zip=row["zip"],
            city=row["city"],
            state_id=row["state"],
            county=row["county"],
            timezone=row["timezone"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
        )


def _cities():
    for row in files.cities():
        yield City(
            state_id=row["state"],
            slug=row["slug"],
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=_number(row["population"]),
            timezone=row["timezone"],
        )


def _number(text):
    return int(text) if text else None
