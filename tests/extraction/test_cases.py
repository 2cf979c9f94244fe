"""Invented postings, one trap each: cases/*.json."""

import json
from pathlib import Path

import pytest

from jobs.extraction import RawPosting, read_facts

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("money_*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_it_reads_an_invented_posting(case):
    facts = read_facts(
        RawPosting(
            title=case["title"],
            text=case["text"],
            location=case.get("location", ""),
            columns=case.get("columns", {}),
        )
    )
    read = {**facts.as_dict(), "workplace": facts.workplace}

    assert {name: _plain(read[name]) for name in case["expect"]} == {
        name: _plain(value) for name, value in case["expect"].items()
    }


def _plain(value):
    return sorted(value) if isinstance(value, list) else value
