"""Job feeds in XML: a root of any name and a `job` element for each posting, in the dialects of the trade.

Indeed, ZipRecruiter, Appcast, Adzuna, Jooble, LinkedIn and Careerjet differ in names, not in shape, so one
table of names reads them all. Names are compared without regard to case, as Indeed and ZipRecruiter say.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import tostring

from jobs.importing.drafts import Draft, interval_of, job_types, known_job_type, outcome, pay_columns
from jobs.importing.html import kind_of
from jobs.importing.opening import TextStream
from jobs.importing.readers.xml_stream import local_name, xml_records
from jobs.importing.types import Limits, Outcome

_NAMES = {
    "id": ("referencenumber", "job_reference", "reference", "partnerjobid", "job-id", "jobid", "id", "guid"),
    "title": ("title", "name", "jobtitle"),
    "company": ("company", "company-name", "companyname", "employer", "sourcename"),
    "description": ("description", "body", "job_description"),
    "location": ("location", "joblocation"),
    "city": ("city",),
    "state": ("state", "region", "province"),
    "zip_code": ("postalcode", "zip", "zipcode", "postcode", "postal_code"),
    "country": ("country",),
    "posted": ("date", "posted_at", "pubdate", "publication-date", "dateposted"),
    "closes": ("expirationdate", "expiration_date", "expire", "expires", "validthrough"),
    "url": ("url", "link", "job_url"),
    "apply_url": ("applyurl", "apply_url"),
    "company_url": ("company_url", "companyurl"),
    "job_type": ("jobtype", "job_type", "job-type", "employment_type", "contract_time", "contract_type"),
    "remote": ("remotetype", "remote", "is_remote"),
    "salary": ("salary", "compensation"),
    "low": ("compensation_min", "salary_min", "min_salary"),
    "high": ("compensation_max", "salary_max", "max_salary"),
    "interval": ("compensation_interval", "salary_frequency", "salary_period"),
    "currency": ("compensation_currency", "salary_currency"),
    "category": ("category",),
    "requisition": ("requisitionid",),
}
_FIGURES = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)")


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each job element."""
    for row, job in enumerate(xml_records(text, {"job"}, limits), start=1):
        yield outcome(row, _draft(job))


def fields_of(record: Element) -> dict[str, str]:
    """The texts of a record's children by local name. The first that says something wins."""
    fields: dict[str, str] = {}
    for child in record:
        name = local_name(child)
        if not fields.get(name):
            fields[name] = content_of(child)
    return fields


def content_of(element: Element) -> str:
    """An element's text; where it holds markup as elements (XHTML, or a feed that forgot CDATA), as HTML."""
    if not len(element):
        return (element.text or "").strip()
    for inner in element.iter():
        inner.tag = local_name(inner)
    return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)


def _draft(job: Element) -> Draft:
    given = fields_of(job)
    found = {key: next(filter(None, map(given.get, names)), "") for key, names in _NAMES.items()}
    location = job.find("location")
    if location is not None and len(location):  # Careerjet nests city, region and country.
        inner = fields_of(location)
        found |= {
            "location": "",
            "city": inner.get("city", ""),
            "state": inner.get("region", "") or inner.get("state", ""),
            "country": inner.get("country", ""),
        }
    return Draft(
        id=found["id"] or job.get("id"),
        title=found["title"],
        company=found["company"],
        description=found["description"],
        kind=kind_of(found["description"]),
        places=[{key: found[key] for key in ("location", "city", "state", "zip_code", "country")}],
        columns={
            # Appcast leaves job_type empty and says "Per Diem" in the category.
            "job_type": job_types(found["job_type"]) or known_job_type(found["category"]),
            "category": found["category"],
            "requisition_id": found["requisition"],
            **_pay(found),
        },
        posted=found["posted"],
        closes=found["closes"],
        url=found["url"],
        company_url=found["company_url"],
        apply_url=found["apply_url"],
        remote=_remote(found["remote"]),
    )


def _remote(words: str) -> bool | str:
    """Indeed writes "Fully remote" and "Hybrid remote"; others true and false."""
    folded = words.casefold()
    if "remote" in folded:
        return "hybrid" not in folded and "not" not in folded
    return words


def _pay(found: dict[str, str]) -> dict[str, str]:
    """Figures in their own elements, else those of a `salary` in words ("$42 - $55 per hour")."""
    if found["low"] or found["high"]:
        return pay_columns(
            low=found["low"],
            high=found["high"],
            interval=interval_of(found["interval"]),
            currency=found["currency"],
        )
    salary = found["salary"][:200]
    figures = _FIGURES.findall(salary)
    if not 1 <= len(figures) <= 2:
        return {}
    return pay_columns(low=figures[0], high=figures[-1], interval=interval_of(salary))
