"""The few rows that feeds of the tests refer to, and files to import."""

import gzip
import json

import pytest

from jobs.vocabulary import book
from tests import factories
from tests.jobs.import_postings.rows import as_line


@pytest.fixture(autouse=True)
def words_of_the_trade(db):
    """The few rows of vocabulary and geography that these feeds need."""
    book.forget()
    for kind, slugs in {
        "role": ["infusion-nurse", "home-infusion-nurse", "infusion-pharmacy-technician"],
        "setting": ["home-infusion", "ambulatory-infusion-center"],
        "employment": ["full-time", "part-time", "prn"],
        "shift": ["day", "night"],
        "therapy": ["ivig"],
        "workplace": ["remote", "on-site"],
    }.items():
        for slug in slugs:
            factories.TermFactory(kind=kind, slug=slug)
    for slug in ["rn", "crni", "bls"]:
        factories.CredentialFactory(slug=slug)
    for usps in ["CO", "TX", "CA"]:
        factories.StateFactory(usps=usps)
    factories.CityFactory()
    factories.ZipCodeFactory()
    yield
    book.forget()


@pytest.fixture
def feed(tmp_path):
    """Writes a feed file of rows (JSON lines) or of any JSON value, and returns its path."""

    def write(*rows, name="feed.jsonl", whole=None):
        path = tmp_path / name
        text = json.dumps(whole) if whole is not None else "\n".join(map(as_line, rows))
        data = text.encode("utf-8", "surrogatepass")
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return str(path)

    return write
