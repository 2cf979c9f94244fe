"""One source row turned into everything we store of it. Pure, so that it can run in another process."""

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from multiprocessing import parent_process
from threading import Thread

from jobs.extraction import Facts, RawPosting, read_facts
from jobs.importing.html import clean_html
from jobs.importing.types import Rejection, SourcePosting

logger = logging.getLogger(__name__)

# Raise it when the reading rules change: the next import then reads every posting again.
RULES = 5


@dataclass(frozen=True)
class Incoming:
    """A row of a feed on its way in: `pk` is the posting it was stored as before, if it was.

    `is_known` says that the source says what it said before, so that nothing has to be stored.
    """

    row: int
    source: SourcePosting
    content_hash: str
    pk: int | None = None
    is_known: bool = False


@dataclass(frozen=True)
class ReadPosting:
    """A row with its clean description and its facts."""

    incoming: Incoming
    html: str
    text: str
    facts: Facts

    @property
    def source(self) -> SourcePosting:
        return self.incoming.source


def content_hash(posting: SourcePosting) -> str:
    """SHA-256 of everything the source said and of the rules it is read by, independent of key order."""
    # vars() instead of asdict(): the deep copy cost ten times the rest.
    said = json.dumps([RULES, vars(posting)], sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _plain(value):
    return dict(value) if hasattr(value, "keys") else str(value)


def read_posting(incoming: Incoming) -> ReadPosting:
    """Clean and read one posting."""
    posting = incoming.source
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
    return ReadPosting(incoming, clean.html, clean.text, facts)


def read_chunk(chunk: list[Incoming]) -> list[ReadPosting | Rejection]:
    """Read several rows: the unit of work handed to another process. A row that fails is rejected."""
    return [_read_or_reject(incoming) for incoming in chunk]


def _read_or_reject(incoming: Incoming) -> ReadPosting | Rejection:
    try:
        return read_posting(incoming)
    except Exception as error:
        # One text that trips a rule must not stop 26,000 others; the report names it.
        logger.exception("Row %s cannot be read", incoming.row)
        reason = f"The posting's text cannot be read ({type(error).__name__})."
        return Rejection(incoming.row, incoming.source.external_id, reason)


def leave_with_parent() -> None:
    """Let this process end when the one that started it does, even by kill -9: it would wait for ever."""
    Thread(target=_leave_after, args=[parent_process()], daemon=True).start()


def _leave_after(parent) -> None:
    parent.join()
    os._exit(1)
