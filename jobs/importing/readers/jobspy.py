"""jobspy's rows: JSON lines, a JSON array, or CSV."""

import csv
from collections.abc import Iterator
from typing import Any

from jobs.importing.drafts import Draft, outcome
from jobs.importing.html import kind_of
from jobs.importing.opening import TextStream
from jobs.importing.readers.json_objects import json_objects
from jobs.importing.readers.text_lines import numbered_lines
from jobs.importing.types import FeedError, Limits, Outcome, Rejection

_COLUMNS = (
    "site", "job_type", "salary_source", "interval", "min_amount", "max_amount", "currency", "is_remote",
    "job_level", "company_industry", "company_num_employees", "company_revenue", "company_addresses",
)  # fmt: skip


def read(text: TextStream, limits: Limits) -> Iterator[Outcome]:
    """One outcome for each row."""
    is_json = text.head.lstrip()[:1] in ("{", "[")
    for record in json_objects(text, limits) if is_json else _csv_rows(text, limits):
        yield record if isinstance(record, Rejection) else outcome(record[0], _draft(record[1]))


def is_header(line: str) -> bool:
    """Whether a CSV's first line names jobspy's columns."""
    names = {name.strip().strip('"').lower() for name in line.split(_delimiter(line))}
    return (
        "title" in names and len(names & {"id", "company", "location", "job_url", "description", "site"}) > 1
    )


def _draft(row: dict[str, Any]) -> Draft:
    description = row.get("description")
    return Draft(
        id=row.get("id"),
        title=row.get("title"),
        company=row.get("company"),
        description=description,
        # jobspy writes Markdown unless it was told otherwise.
        kind="html" if kind_of(description) == "html" else "markdown",
        places=[{"location": row.get("location")}],
        columns={key: row.get(key) for key in _COLUMNS},
        posted=row.get("date_posted"),
        url=row.get("job_url") or row.get("job_board_url"),
        company_url=row.get("company_url_direct") or row.get("company_url"),
        apply_url=row.get("job_url_direct"),
        remote=row.get("is_remote"),
    )


def _csv_rows(text: TextStream, limits: Limits) -> Iterator[tuple[int, dict] | Rejection]:
    # One setting for the whole process: the default of 131,072 is below some descriptions.
    csv.field_size_limit(limits.record)
    rows = csv.reader(_lines(text, limits), delimiter=_delimiter(text.head.partition("\n")[0]))
    header, number = None, 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Rejection(number, "", f"The row cannot be read as CSV: {error}.")
            continue
        if header is None:
            header = [name.strip().lower() for name in cells]
        elif cells:
            number += 1
            yield _csv_row(number, header, cells)


def _csv_row(number: int, header: list[str], cells: list[str]) -> tuple[int, dict] | Rejection:
    if len(cells) != len(header):
        reason = f"The row has {len(cells):,} cells where the header names {len(header):,}."
        return Rejection(number, "", reason)
    return number, dict(zip(header, cells, strict=True))


def _lines(text: TextStream, limits: Limits) -> Iterator[str]:
    for number, line in numbered_lines(text, limits.record):
        if line is None:
            raise FeedError(f"Line {number} is longer than {limits.record:,} characters.")
        yield line


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)
