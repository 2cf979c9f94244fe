"""What the tests of role, settings, clinical words and credentials share."""

import json
from pathlib import Path

import pytest

from jobs.extraction import RawPosting, normalise
from jobs.extraction.types import Reading
from jobs.extraction.vocabulary import read_vocabulary


def cases(name):
    """The invented postings of cases/clinical_<name>.json as parameters."""
    path = Path(__file__).parent / "cases" / f"clinical_{name}.json"
    return [pytest.param(case, id=case["name"]) for case in json.loads(path.read_text(encoding="utf-8"))]


def read(text, *, title="Registered Nurse", company="", columns=None) -> Reading:
    raw = RawPosting(title=title, text=text, company=company, columns=columns or {})
    return read_vocabulary(normalise(text), raw)


def assert_reads(case):
    """Each expected field holds just the expected slugs."""
    reading = read(
        case["text"],
        title=case["title"],
        company=case.get("company", ""),
        columns=case.get("columns"),
    )
    found = {name: _plain(reading.values[name]) for name in case["expect"]}
    assert found == {name: _plain(value) for name, value in case["expect"].items()}


def _plain(value):
    return sorted(value) if isinstance(value, list | tuple) else value
