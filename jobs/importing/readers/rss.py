"""RSS 2.0 and Atom, with the job elements that feeds add to their items (plain or in a namespace)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from jobs.importing.drafts import Draft, interval_of, job_types, outcome, pay_columns, value_of
from jobs.importing.html import kind_of
from jobs.importing.opening import TextStream
from jobs.importing.readers.xml_jobs import fields_of
from jobs.importing.readers.xml_stream import local_name, xml_records
from jobs.importing.types import Limits, Outcome

_DATES = ("pubdate", "published", "date", "updated")
_CLOSES = ("expirydate", "expirationdate", "validthrough")
_PLACES = ("joblocation", "location", "locationrestriction")


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each item or entry."""
    for row, item in enumerate(xml_records(text, {"item", "entry"}, limits), start=1):
        yield outcome(row, _draft(item))


def _draft(item: Element) -> Draft:
    given = fields_of(item)
    description = given.get("encoded") or given.get("content") or _first(given, ("description", "summary"))
    link = _link(item) or given.get("link", "")
    company = value_of(given.get("companyname") or given.get("company") or _author(item))
    return Draft(
        id=given.get("guid") or given.get("id"),
        title=_title(value_of(given.get("title")), company),
        company=company,
        description=description,
        kind=kind_of(description),
        places=_places(item, given),
        columns={"job_type": job_types(given.get("jobtype", "")), **_pay(given)},
        posted=_first(given, _DATES),
        closes=_first(given, _CLOSES),
        url=link,
        apply_url=given.get("applyurl"),
        remote=given.get("isremote"),
    )


def _first(given: dict[str, str], names: tuple[str, ...]) -> str:
    return next((given[name] for name in names if given.get(name)), "")


def _title(title: str, company: str) -> str:
    """ "Infusion Nurse at Example Clinic" without the employer. A bot writes "nan" for one it lacks."""
    for ending in (f" at {company}" if company else "", " at nan"):
        if ending and title.casefold().endswith(ending.casefold()):
            return title[: -len(ending)].rstrip()
    return title


def _link(item: Element) -> str:
    """Atom's link is an attribute, and only the alternate one is the page."""
    links = [child for child in item if local_name(child) == "link" and child.get("href")]
    pages = [child.get("href") for child in links if child.get("rel", "alternate") == "alternate"]
    return next(iter(pages), "")


def _author(item: Element) -> str:
    """Atom's author is who publishes the posting. RSS's is an e-mail address."""
    author = next((child for child in item if local_name(child) == "author" and len(child)), None)
    return fields_of(author).get("name", "") if author is not None else ""


def _places(item: Element, given: dict[str, str]) -> list[dict[str, str]]:
    named = [child.text or "" for child in item if local_name(child) in _PLACES]
    if given.get("city") or given.get("state") or given.get("country"):
        parts = {key: given.get(key, "") for key in ("city", "state", "country")}
        return [{**parts, "zip_code": given.get("postalcode", ""), "location": next(iter(named), "")}]
    return [{"location": name} for name in named]


def _pay(given: dict[str, str]) -> dict[str, str]:
    return pay_columns(
        low=given.get("salarymin"),
        high=given.get("salarymax"),
        interval=interval_of(given.get("salaryschedule") or given.get("salaryperiod")),
        currency=given.get("salarycurrency"),
    )
