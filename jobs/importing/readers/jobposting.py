"""schema.org JobPosting objects: a JSON array, JSON lines, one object, a @graph, or inside an HTML page."""

import re
from collections.abc import Iterator
from typing import Any

from jobs.importing.drafts import Draft, at, interval_of, job_types, outcome, pay_columns, text_of
from jobs.importing.html import kind_of
from jobs.importing.opening import TextStream
from jobs.importing.readers.json_objects import json_objects
from jobs.importing.readers.json_stream import json_items
from jobs.importing.types import FeedError, Limits, Outcome, Rejection

_SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://)?\s*<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*$")
# How far a posting may lie inside other objects (WebPage, mainEntity, item ...).
_DEEPEST = 4


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each JobPosting. Other objects are passed over on a page, rejected among rows."""
    if text.head.lstrip()[:1] == "<":
        yield from _page_outcomes(text, limits)
        return
    row = 0
    for record in json_objects(text, limits):
        if isinstance(record, Rejection):
            row = record.row
            yield record
            continue
        postings = list(_postings(record[1]))
        row = max(row + 1, record[0])
        if not postings:
            yield Rejection(row, "", "The object is not a JobPosting and holds none.")
        for extra, posting in enumerate(postings):
            row += bool(extra)
            yield outcome(row, _draft(posting))


def _page_outcomes(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    row = 0
    for script in _scripts(_whole_page(text, limits)):
        try:
            for _number, item in json_items([script], limits):
                for posting in _postings(item):
                    row += 1
                    yield outcome(row, _draft(posting))
        except FeedError as error:
            row += 1
            yield Rejection(row, "", f"A script of JSON-LD on the page cannot be read. {error}")
    if not row:
        raise FeedError("The page holds no JobPosting.")


def _whole_page(text: TextStream, limits: Limits) -> str:
    parts, size = [], 0
    for chunk in text:
        parts.append(chunk)
        size += len(chunk)
        if size > limits.page:
            raise FeedError(f"The HTML page is larger than {limits.page:,} characters.")
    return "".join(parts)


def _scripts(page: str) -> Iterator[str]:
    """The contents of a page's JSON-LD scripts, each character looked at once."""
    at_character = 0
    while opening := _SCRIPT.search(page, at_character):
        closing = _SCRIPT_END.search(page, opening.end())
        if not closing:
            return
        if "ld+json" in opening[1].lower():
            yield _WRAPPING.sub("", page[opening.end() : closing.start()])
        at_character = closing.end()


def _postings(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _postings(one, depth + 1)
    if not isinstance(value, dict):
        return
    if _is_posting(value):
        yield value
    elif depth < _DEEPEST:
        for key in ("@graph", "itemListElement", "item", "mainEntity"):
            yield from _postings(value.get(key), depth + 1)


def _is_posting(value: dict[str, Any]) -> bool:
    kinds = _listed(value.get("@type"))
    return any(text_of(kind).rpartition("/")[2].casefold() == "jobposting" for kind in kinds)


def _listed(value: Any) -> list[Any]:
    """schema.org allows one value or a list of them anywhere."""
    return value if isinstance(value, list) else [value]


def _draft(job: dict[str, Any]) -> Draft:
    organization = job.get("hiringOrganization")
    description = text_of(job.get("description"))
    return Draft(
        id=_identifier(job),
        title=job.get("title") or job.get("name"),
        company=at(organization, "name") or text_of(organization),
        description=description,
        kind=kind_of(description),
        places=_places(job),
        columns={"job_type": job_types(job.get("employmentType")), **_pay(job.get("baseSalary"))},
        posted=job.get("datePosted"),
        closes=job.get("validThrough"),
        url=job.get("url") or job.get("@id"),
        company_url=at(organization, "sameAs") or at(organization, "url"),
        remote=True if "TELECOMMUTE" in _listed(job.get("jobLocationType")) else None,
    )


def _identifier(job: dict[str, Any]) -> str:
    identifier = next(iter(_listed(job.get("identifier"))), None)
    return text_of(at(identifier, "value")) or text_of(identifier) or text_of(job.get("@id"))


def _places(job: dict[str, Any]) -> list[dict[str, Any]]:
    places = [_place(location) for location in _listed(job.get("jobLocation")) if location]
    allowed = _listed(job.get("applicantLocationRequirements"))
    return places or [{"location": at(one, "name")} for one in allowed if one]


def _place(location: Any) -> dict[str, Any]:
    """A Place with an address, an address without its Place, or a line of text."""
    address = at(location, "address") or location
    address = next(iter(_listed(address)), None)
    if not isinstance(address, dict):
        return {"location": text_of(address)}
    country = address.get("addressCountry")
    return {
        "location": "" if address.get("addressLocality") else at(location, "name"),
        "city": address.get("addressLocality"),
        "state": address.get("addressRegion"),
        "zip_code": address.get("postalCode"),
        "country": at(country, "name") or text_of(country),
    }


def _pay(salary: Any) -> dict[str, str]:
    salary = next(iter(_listed(salary)), None)
    value = at(salary, "value")
    low = at(value, "minValue") or at(value, "value") or at(salary, "minValue")
    low = low or text_of(value) or text_of(salary)
    high = at(value, "maxValue") or at(salary, "maxValue") or low
    return pay_columns(
        low=low,
        high=high,
        interval=interval_of(at(value, "unitText") or at(salary, "unitText")),
        currency=at(salary, "currency"),
    )
