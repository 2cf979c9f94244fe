"""Reading job feeds from anywhere, whatever their format and their author's intentions.

with open_feed(path) as feed:
    for outcome in feed:  # SourceRow or Rejection
        ...
    if feed.is_complete_snapshot:
        ...  # what was not in the feed is closed
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jobs.importing.opening import TextStream, open_text
from jobs.importing.readers import ashby, greenhouse, jobposting, jobspy, lever, rss, xml_jobs
from jobs.importing.readers.detect import detect
from jobs.importing.types import FeedError, Limits, Outcome, Rejection


@dataclass(frozen=True)
class Format:
    """A feed format. In a `snapshot` every open posting is present, so absence means closed."""

    name: str
    snapshot: bool
    read: Callable[[TextStream, Limits], Iterator[Outcome]]


FORMATS = {
    one.name: one
    for one in (
        Format("jobspy", False, jobspy.read),
        Format("greenhouse", True, greenhouse.read),
        Format("lever", True, lever.read),
        Format("ashby", True, ashby.read),
        Format("indeed-xml", True, xml_jobs.read),
        Format("appcast-xml", True, xml_jobs.read),
        Format("rss", True, rss.read),
        Format("jobposting", False, jobposting.read),
    )
}


class Feed:
    """The outcomes of one open file, row by row. It can be iterated once; nothing that it holds raises.

    A file that cannot be read on ends with one Rejection that says where. Afterwards `is_complete` tells
    whether the file held postings and was read to its end (else it says nothing about what is absent), and
    `replaced` how many bytes were not valid in its encoding.
    """

    def __init__(self, text: TextStream, name: str, limits: Limits):
        self._text = text
        self._limits = limits
        self.format = name
        self.snapshot = FORMATS[name].snapshot
        self.is_complete = False

    @property
    def replaced(self) -> int:
        return self._text.replaced

    @property
    def is_complete_snapshot(self) -> bool:
        """Whether what is not in this feed is closed at its source. False until the last row was read."""
        return self.snapshot and self.is_complete

    def __iter__(self) -> Iterator[Outcome]:
        row = 0
        try:
            for outcome in FORMATS[self.format].read(self._text, self._limits):
                row = outcome.row
                yield outcome
            if not row:
                raise FeedError("The file holds no posting.")
            self.is_complete = True
        except FeedError as error:
            yield Rejection(row + 1, "", str(error))


@contextmanager
def open_feed(
    source: Path | str | BinaryIO,
    format: str = "auto",  # noqa: A002 - the word of the command line
    limits: Limits | None = None,
) -> Iterator[Feed]:
    """A Feed of a file, plain or gzip, its format named or told by its content.

    Raises FeedError, with a sentence, where the file cannot be opened, is an archive, is empty, or does not
    tell its format; ValueError for a format of no known name.
    """
    if format != "auto" and format not in FORMATS:
        raise ValueError(f"There is no feed format {format!r}. Known: auto, {', '.join(FORMATS)}.")
    limits = limits or Limits()
    with open_text(source, limits) as text:
        if not text.head.strip():
            raise FeedError("The file is empty.")
        name = detect(text.head) if format == "auto" else format
        if name is None:
            known = ", ".join(FORMATS)
            raise FeedError(f"The file's beginning does not tell its format. Name it: {known}.")
        yield Feed(text, name, limits)
