"""One source row turned into everything we store of it. Pure, so that it can run in another process."""

import hashlib
import json
from dataclasses import asdict, dataclass

from jobs.extraction import Facts, RawPosting, read_facts
from jobs.importing.html import clean_html
from jobs.importing.types import SourcePosting

# Raise it when the reading rules change: the next import then reads every posting again.
RULES = 2


@dataclass(frozen=True)
class ReadPosting:
    """A source row with its clean description, its facts, and a hash that changes when the source does."""

    row: int
    source: SourcePosting
    html: str
    text: str
    facts: Facts
    content_hash: str


def content_hash(posting: SourcePosting) -> str:
    """SHA-256 of everything the source said and of the rules it is read by, independent of key order."""
    said = json.dumps([RULES, asdict(posting)], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def read_posting(row: int, posting: SourcePosting) -> ReadPosting:
    """Clean and read one posting."""
    clean = clean_html(posting.description, posting.description_kind)
    facts = read_facts(
        RawPosting(
            id=posting.external_id,
            title=posting.title,
            # Markdown goes in as it is: its headings and list marks tell sections apart.
            text=posting.description if posting.description_kind == "markdown" else clean.text,
            company=posting.company,
            location=posting.location or ", ".join(p for p in [posting.city, posting.state] if p),
            columns=posting.columns,
        )
    )
    return ReadPosting(row, posting, clean.html, clean.text, facts, content_hash(posting))


def read_chunk(chunk: list[tuple[int, SourcePosting]]) -> list[ReadPosting]:
    """Read several rows: the unit of work handed to another process."""
    return [read_posting(row, posting) for row, posting in chunk]
