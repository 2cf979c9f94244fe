"""The data files of jobs/data as plain rows. No ORM. What they hold and whence: jobs/data/README.md."""

import csv
import gzip
import json
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def terms() -> list[dict]:
    """Rows of terms.json, in the order lists show them."""
    return _json("terms.json")


def synonyms() -> list[dict]:
    """Rows {kind, slug, add, source, as_of}; kind is a term's or "credential". `add` are more synonyms."""
    return _json("synonyms.json")


def ambiguous() -> list[dict]:
    """Rows {kind, word, slugs, note, source, as_of}: words that stand for several terms of one kind."""
    return _json("ambiguous.json")


def misspellings() -> dict[str, str]:
    """Wrong word or phrase, in small letters -> the right one."""
    return _json("misspellings.json")


def credentials() -> list[dict[str, str]]:
    return _csv("credentials.csv")


def states() -> list[dict[str, str]]:
    return _csv("states.csv")


def local_pay_laws() -> list[dict[str, str]]:
    return _csv("local_pay_laws.csv")


def zips() -> list[dict[str, str]]:
    return _csv("zips.csv.gz")


def cities() -> list[dict[str, str]]:
    return _csv("cities.csv.gz")


def _json(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _csv(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(DATA / name, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
