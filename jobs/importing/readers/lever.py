"""Lever job sites: the answer of api.lever.co/v0/postings/{site}?mode=json."""

import html
import re
from collections.abc import Iterator
from typing import Any

from jobs.importing.drafts import Draft, at, interval_of, job_types, outcome, pay_columns, text_of
from jobs.importing.opening import TextStream
from jobs.importing.readers.greenhouse import board_name
from jobs.importing.readers.json_objects import json_objects
from jobs.importing.types import Limits, Outcome, Rejection

_SITE = re.compile(r"jobs\.(?:eu\.)?lever\.co/([A-Za-z0-9._-]+)")
_REMOTE = {"remote": True, "on-site": False, "onsite": False, "hybrid": False}


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each posting of the site."""
    for record in json_objects(text, limits):
        yield record if isinstance(record, Rejection) else outcome(record[0], _draft(record[1]))


def _draft(job: dict[str, Any]) -> Draft:
    return Draft(
        id=job.get("id"),
        title=job.get("text"),
        company=board_name(job.get("hostedUrl"), _SITE),
        description=_description(job),
        kind="html",
        places=_places(job),
        columns=_pay(job) | {"job_type": job_types(at(job, "categories", "commitment"))},
        posted=job.get("createdAt"),
        url=job.get("hostedUrl"),
        apply_url=job.get("applyUrl"),
        remote=_REMOTE.get(text_of(job.get("workplaceType")).casefold()),
    )


def _places(job: dict[str, Any]) -> list[dict[str, Any]]:
    """The main place carries the posting's country; the others speak for themselves."""
    main = at(job, "categories", "location")
    others = at(job, "categories", "allLocations")
    others = [name for name in others if name != main] if isinstance(others, list) else []
    return [{"location": main, "country": job.get("country")}, *({"location": name} for name in others)]


def _pay(job: dict[str, Any]) -> dict[str, str]:
    pay = job.get("salaryRange")
    return pay_columns(
        low=at(pay, "min"),
        high=at(pay, "max"),
        interval=interval_of(at(pay, "interval")),
        currency=at(pay, "currency"),
    )


def _description(job: dict[str, Any]) -> str:
    """Lever keeps a posting's text in pieces: the description, titled lists, the pay words, the closing."""
    lists = job.get("lists") if isinstance(job.get("lists"), list) else []
    pieces = [_piece(job, "description"), *map(_list, lists)]
    return "\n".join([*pieces, _piece(job, "salaryDescription"), _piece(job, "additional")])


def _piece(job: dict[str, Any], name: str) -> str:
    if markup := text_of(job.get(name)):
        return f"<div>{markup}</div>"
    lines = html.escape(text_of(job.get(f"{name}Plain"))).split("\n")
    return f"<p>{'<br>'.join(lines)}</p>"


def _list(one: Any) -> str:
    return f"<h3>{html.escape(text_of(at(one, 'text')))}</h3><ul>{text_of(at(one, 'content'))}</ul>"
