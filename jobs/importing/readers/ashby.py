"""Ashby job boards: api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true."""

import re
from collections.abc import Iterator
from typing import Any

from jobs.importing.drafts import (
    Draft,
    at,
    flag,
    interval_of,
    job_types,
    outcome,
    pay_columns,
    text_of,
)
from jobs.importing.opening import TextStream
from jobs.importing.readers.greenhouse import board_name
from jobs.importing.readers.json_objects import json_objects
from jobs.importing.types import Limits, Outcome, Rejection

_BOARD = re.compile(r"jobs\.ashbyhq\.com/([A-Za-z0-9._-]+)")


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each listed job of the board."""
    for record in json_objects(text, limits):
        yield record if isinstance(record, Rejection) else _outcome(*record)


def _outcome(row: int, job: dict[str, Any]) -> Outcome:
    if flag(job.get("isListed")) is False:
        reason = "The posting is unlisted on the employer's board."
        return Rejection(row, text_of(job.get("id"))[:200], reason, is_withdrawn=True)
    return outcome(row, _draft(job))


def _draft(job: dict[str, Any]) -> Draft:
    markup = text_of(job.get("descriptionHtml"))
    others = job.get("secondaryLocations") if isinstance(job.get("secondaryLocations"), list) else []
    return Draft(
        id=job.get("id"),
        title=job.get("title"),
        company=board_name(job.get("jobUrl"), _BOARD),
        description=markup or job.get("descriptionPlain"),
        kind="html" if markup else "text",
        places=[_place(job), *map(_place, others)],
        columns=_pay(job) | {"job_type": job_types(job.get("employmentType"))},
        posted=job.get("publishedAt"),
        url=job.get("jobUrl"),
        apply_url=job.get("applyUrl"),
        remote=_remote(job),
    )


def _remote(job: dict[str, Any]) -> bool | None:
    """The workplace in words outweighs `isRemote`, which Ashby also sets for hybrid work."""
    workplace = text_of(job.get("workplaceType")).casefold()
    return workplace == "remote" if workplace else flag(job.get("isRemote"))


def _place(job: Any) -> dict[str, Any]:
    address = at(job, "address", "postalAddress")
    if not isinstance(address, dict):
        address = at(job, "address")
    return {
        "location": at(job, "location"),
        "city": at(address, "addressLocality"),
        "state": at(address, "addressRegion"),
        "zip_code": at(address, "postalCode"),
        "country": at(address, "addressCountry"),
    }


def _pay(job: dict[str, Any]) -> dict[str, str]:
    """The salary of the posting. Its components come in no fixed order, bonus and equity among them."""
    if flag(job.get("shouldDisplayCompensationOnJobPostings")) is False:
        return {}
    salary = next((one for one in _components(job) if at(one, "compensationType") == "Salary"), None)
    return pay_columns(
        low=at(salary, "minValue"),
        high=at(salary, "maxValue"),
        interval=interval_of(at(salary, "interval")),
        currency=at(salary, "currencyCode"),
    )


def _components(job: dict[str, Any]) -> list[Any]:
    found = at(job, "compensation", "summaryComponents")
    tiers = at(job, "compensation", "compensationTiers")
    lists = [found, *(at(tier, "components") for tier in (tiers if isinstance(tiers, list) else []))]
    return [component for one in lists if isinstance(one, list) for component in one]
