"""From what a reader found in a record to a posting, or to the reason why it is none."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from jobs.importing.characters import one_line, scrub
from jobs.importing.dates import read_date
from jobs.importing.places import Place, place_of
from jobs.importing.types import Outcome, Rejection, SourcePosting, SourceRow

ABROAD = "outside the United States"

# Longer descriptions are cut here and, when shown, much earlier (jobs.importing.html.LONGEST).
LONGEST_DESCRIPTION = 500_000
# What data frames and spreadsheets write for "nothing".
_NOTHING = {"nan", "none", "null", "nat", "n/a", "<na>", "undefined"}
_TRUE = {"true", "yes", "1", "y", "t"}
_FALSE = {"false", "no", "0", "n", "f"}
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass
class Draft:
    """A record's fields as its reader took them: any JSON value or text, unchecked, empty where unknown.

    `places` holds the keyword arguments of `place_of`, one set for each place the record names.
    """

    id: Any = ""
    title: Any = ""
    company: Any = ""
    description: Any = ""
    kind: str = "text"
    places: list[dict[str, Any]] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)
    posted: Any = ""
    closes: Any = ""
    url: Any = ""
    company_url: Any = ""
    apply_url: Any = ""
    remote: Any = ""


def outcome(row: int, draft: Draft) -> Outcome:
    """The posting of a draft, or the Rejection that says what is wrong with it."""
    title = value_of(draft.title)
    external_id = one_line(text_of(draft.id), 200)
    place, location = _chosen_place(draft.places)
    if not title:
        return Rejection(row, external_id, "The posting has no title.")
    if place.is_foreign:
        return Rejection(row, external_id, ABROAD)
    remote = flag(draft.remote)
    company, url = value_of(draft.company), web_address(draft.url)
    return SourceRow(
        row,
        SourcePosting(
            external_id=external_id or stable_id(company, title, location, url),
            title=title,
            company=company,
            description=scrub(text_of(draft.description)[:LONGEST_DESCRIPTION]).strip(),
            description_kind=draft.kind,
            location=location,
            city=place.city,
            state=place.state,
            zip=place.zip,
            country=place.country,
            columns=_columns(draft.columns, remote),
            posted_on=read_date(text_of(draft.posted)),
            closes_on=read_date(text_of(draft.closes)),
            url=url,
            company_url=web_address(draft.company_url),
            apply_url=web_address(draft.apply_url),
            remote=remote,
        ),
    )


def stable_id(company: str, title: str, location: str, url: str) -> str:
    """An id for a posting that has none of its own: the same for the same four facts, in any letter case."""
    facts = "\x1f".join(part.casefold() for part in (company, title, location, url))
    return f"x-{hashlib.sha256(facts.encode()).hexdigest()[:24]}"


def text_of(value: Any) -> str:
    """A scalar as text; nothing for None, lists and objects."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def value_of(value: Any) -> str:
    """A scalar as one clean line; nothing for the words that data frames write in empty cells."""
    line = one_line(text_of(value))
    return "" if line.casefold() in _NOTHING else line


def flag(value: Any) -> bool | None:
    """True, False, or None where the source does not say."""
    if isinstance(value, bool):
        return value
    word = text_of(value).strip().casefold()
    return True if word in _TRUE else False if word in _FALSE else None


def amount(value: Any) -> str:
    """A positive amount as plain digits ("85,000.50" gives "85000.50"); nothing for anything else."""
    digits = text_of(value).strip().lstrip("$").replace(",", "")
    found = _AMOUNT.fullmatch(digits[:20])
    return digits if found and float(digits) > 0 else ""


def web_address(value: Any) -> str:
    """An http(s) address of at most 2,000 characters, or nothing."""
    address = "".join(scrub(text_of(value)[:4000]).split())
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.netloc and not set(address) & set("<>\"'`\\")
    return address if usable and len(address) <= 2000 else ""


def pay_columns(
    *, low: Any, high: Any, interval: str, currency: Any = "", source: str = "direct_data"
) -> dict:
    """jobspy's columns for a pay range that the employer states; none where there is no amount."""
    low, high = amount(low), amount(high)
    if not (low or high):
        return {}
    return {
        "min_amount": low,
        "max_amount": high,
        "interval": interval,
        "currency": value_of(currency).upper() or "USD",
        "salary_source": "direct_data",
    }


_INTERVALS = {
    "hour": "hourly", "hr": "hourly", "hourly": "hourly", "day": "daily", "daily": "daily", "diem": "daily",
    "week": "weekly", "weekly": "weekly", "month": "monthly", "monthly": "monthly", "year": "yearly",
    "yearly": "yearly", "annum": "yearly", "annual": "yearly", "annually": "yearly",
}  # fmt: skip


def interval_of(word: Any) -> str:
    """jobspy's word for a pay period ("per-year-salary", "1 YEAR", "HOUR", "hourly"); nothing for others."""
    words = re.findall(r"[a-z]+", text_of(word)[:60].casefold())
    if {"bi", "semi", "half", "biweekly"} & set(words):
        return ""
    return next((_INTERVALS[found] for found in words if found in _INTERVALS), "")


def _chosen_place(places: list[dict[str, Any]]) -> tuple[Place, str]:
    """A record's first place in the United States, else its first that may be, else its first."""
    read = []
    for named in places[:50]:
        fields = {key: value_of(value) for key, value in named.items()}
        place = place_of(**fields)
        read.append((place, fields.get("location") or _spelled(fields, place)))
    read.sort(key=lambda found: (found[0].is_foreign, not found[0].country))
    return read[0] if read else (Place(), "")


def _spelled(fields: dict[str, str], place: Place) -> str:
    parts = (fields.get("city", ""), place.state or fields.get("state", ""), place.country)
    return ", ".join(part for part in parts if part)


def _columns(found: dict[str, Any], remote: bool | None) -> dict[str, str]:
    columns = {key: value_of(value) for key, value in found.items()}
    if remote is not None:
        columns["is_remote"] = str(remote)
    return {key: value for key, value in columns.items() if value}


_JOB_TYPES = {
    "fulltime": "fulltime", "full": "fulltime", "regularfulltime": "fulltime", "parttime": "parttime",
    "part": "parttime", "perdiem": "perdiem", "prn": "perdiem", "contract": "contract",
    "contractor": "contract", "temporary": "temporary", "temp": "temporary", "intern": "internship",
    "internship": "internship",
}  # fmt: skip


def job_types(value: Any) -> str:
    """jobspy's words for one or more employment types ("FULL_TIME", "Per Diem"); other words stay."""
    values = value if isinstance(value, list) else re.split("[,;/]", text_of(value))
    lines = [line for line in map(value_of, values[:10]) if line]
    return ", ".join(dict.fromkeys(known_job_type(line) or line for line in lines))


def known_job_type(word: str) -> str:
    """jobspy's word for an employment type; nothing for other words."""
    return _JOB_TYPES.get(re.sub("[^a-z]", "", word.casefold()), "")


def at(value: Any, *path: str) -> Any:
    """What lies at a path of keys through nested JSON objects; None where a step is no object."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
