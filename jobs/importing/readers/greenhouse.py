"""Greenhouse job boards: the answer of boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jobs.importing.drafts import (
    Draft,
    amount,
    at,
    interval_of,
    job_types,
    outcome,
    pay_columns,
    text_of,
    value_of,
)
from jobs.importing.opening import TextStream
from jobs.importing.readers.json_objects import json_objects
from jobs.importing.types import Limits, Outcome, Rejection

_TYPE_FIELD = re.compile(r"(employment|job|time|position) (type|status)", re.IGNORECASE)
_BOARD = re.compile(r"greenhouse\.io/(?:embed/job_app\?for=)?([A-Za-z0-9_-]+)")


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each job on the board."""
    for record in json_objects(text, limits):
        yield record if isinstance(record, Rejection) else outcome(record[0], _draft(record[1]))


def _draft(job: dict[str, Any]) -> Draft:
    location = value_of(at(job, "location", "name"))
    return Draft(
        id=job.get("id"),
        title=job.get("title"),
        company=job.get("company_name") or board_name(job.get("absolute_url"), _BOARD),
        description=job.get("content"),
        kind="html",
        places=[{"location": location}] if location else _offices(job),
        columns=_pay(job) | {"job_type": job_types(_custom_type(job))},
        posted=job.get("first_published") or job.get("updated_at"),
        closes=job.get("application_deadline"),
        url=job.get("absolute_url"),
        remote=True if location.casefold().startswith("remote") else None,
    )


def board_name(url: Any, pattern: re.Pattern) -> str:
    """The employer as the address of its board spells it ("acme-infusion"), where nothing else names it."""
    found = pattern.search(text_of(url)[:500])
    return found[1].replace("-", " ").replace("_", " ").title() if found else ""


def _offices(job: dict[str, Any]) -> list[dict[str, Any]]:
    offices = job.get("offices") if isinstance(job.get("offices"), list) else []
    return [{"location": at(office, "location") or at(office, "name")} for office in offices]


def _custom_type(job: dict[str, Any]) -> Any:
    fields = job.get("metadata") if isinstance(job.get("metadata"), list) else []
    values = [at(one, "value") for one in fields if _TYPE_FIELD.search(text_of(at(one, "name")))]
    return next(filter(None, values), "")


def _pay(job: dict[str, Any]) -> dict[str, str]:
    ranges = job.get("pay_input_ranges")
    first = ranges[0] if isinstance(ranges, list) and ranges else None
    low, high = _dollars(at(first, "min_cents")), _dollars(at(first, "max_cents"))
    words = f"{text_of(at(first, 'title'))} {text_of(at(first, 'blurb'))}"[:1000]
    return pay_columns(
        low=low,
        high=high,
        interval=interval_of(words) or _likely_interval(low or high),
        currency=at(first, "currency_type"),
    )


def _dollars(cents: Any) -> str:
    digits = amount(cents)
    return str(Decimal(digits) / 100) if digits else ""


def _likely_interval(dollars: str) -> str:
    """Greenhouse gives no period. No nurse earns 10,000 dollars an hour, none 300 a year."""
    if not dollars:
        return ""
    return "yearly" if Decimal(dollars) >= 10_000 else "hourly" if Decimal(dollars) <= 300 else ""
