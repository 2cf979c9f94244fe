"""JSON objects out of a file of any shape: JSON lines, an array, or an object that wraps one.

Only one object is held at a time, so a file's size is bounded by patience and not by memory.
Numbers arrive as the text they were written as: an id keeps its digits, an amount its cents, and a number
of a million digits costs nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from jobs.importing.readers.text_lines import numbered_lines
from jobs.importing.types import FeedError, Limits, Rejection

_DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=lambda name: None)
_BLANK = re.compile(r"[ \t\n\r]*")
# Under these keys the wrapping objects of the known feeds keep their postings.
_LISTS = {"jobs", "data", "postings", "results", "items", "@graph", "itemListElement"}
_LEAST_READ = 64 * 1024


def is_json_lines(head: str) -> bool:
    """Whether a file that begins so holds one JSON object on each line."""
    first, _, rest = head.lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    try:
        value = _DECODER.decode(first.strip())
    except (ValueError, RecursionError):
        # A damaged first row of JSON lines: the next line begins an object at its margin.
        return len(first.strip()) > 1 and first.rstrip()[-1] not in "[," and rest.lstrip().startswith('{"')
    return not _wrapped(value)


def _wrapped(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(value.get(key), list) for key in _LISTS)


def json_lines(chunks: Iterable[str], limits: Limits) -> Iterator[tuple[int, dict] | Rejection]:
    """(line number, object) for each line; a Rejection for a line that is none."""
    for number, line in numbered_lines(chunks, limits.record):
        if line is None:
            yield Rejection(number, "", f"The line is longer than {limits.record:,} characters.")
        elif line := line.strip():
            yield _decoded_line(number, line)


def _decoded_line(number: int, line: str) -> tuple[int, dict] | Rejection:
    try:
        value = _DECODER.decode(line)
    except RecursionError:
        return Rejection(number, "", "The line is nested too deeply to be read.")
    except ValueError as error:
        return Rejection(number, "", f"The line is not valid JSON: {_fault(error)}.")
    if not isinstance(value, dict):
        return Rejection(number, "", "The line is not a JSON object.")
    return number, value


def _fault(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at column {error.colno}"
    return "a value cannot be read"


def json_items(chunks: Iterable[str], limits: Limits) -> Iterator[tuple[int, Any]]:
    """(number, item) for the items of a document: an array's, a wrapped array's, or the one object itself.

    Raises FeedError, with the line, where the document breaks; the items before it have been given.
    """
    scanner = _Scanner(chunks, limits)
    number = 0
    while scanner.peek():
        for item in _root_items(scanner):
            number += 1
            yield number, item


def _root_items(scanner: "_Scanner") -> Iterator[Any]:
    if scanner.peek() == "[":
        yield from _array_items(scanner)
        return
    if scanner.peek() != "{":
        raise scanner.broken("an object or an array was expected")
    header, listed, start = {}, False, scanner.position
    scanner.take("{")
    while scanner.peek() != "}":
        key = scanner.value()
        if not isinstance(key, str):
            raise scanner.broken("a name in quotes was expected")
        scanner.take(":")
        if key in _LISTS and scanner.peek() == "[":
            listed = True
            yield from _array_items(scanner)
        else:
            value = scanner.value()
            if not listed:
                header[key] = value
                scanner.charge(start)
        if scanner.peek() != "}":
            scanner.take(",")
    scanner.take("}")
    if not listed:
        yield header


def _array_items(scanner: "_Scanner") -> Iterator[Any]:
    scanner.take("[")
    while scanner.peek() != "]":
        yield scanner.value()
        if scanner.peek() != "]":
            scanner.take(",")
    scanner.take("]")


class _Scanner:
    """Values of a JSON text one after the other, over a buffer that grows to one value at most."""

    def __init__(self, chunks: Iterable[str], limits: Limits):
        self._chunks = iter(chunks)
        self._limits = limits
        self._buffer = ""
        self._at = 0
        self._dropped = 0
        self._lines = 1

    @property
    def position(self) -> int:
        return self._dropped + self._at

    def peek(self) -> str:
        """The next character that is not blank, or nothing at the end of the file."""
        while True:
            self._at = _BLANK.match(self._buffer, self._at).end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._fill(1):
                return ""

    def take(self, character: str) -> None:
        found = self.peek()
        if found != character:
            raise self.broken(f"{character!r} was expected, {found!r} found" if found else "the file ends")
        self._at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise self.broken("a value is nested too deeply") from None
            except ValueError as error:
                if not self._grow():
                    raise self.broken(_fault(error).split(" at column")[0]) from error
            else:
                # At the buffer's edge a number may go on.
                if end < len(self._buffer) or not self._grow():
                    self._at = end
                    return value

    def charge(self, start: int) -> None:
        """Refuse an object that began at `start` and grew beyond bounds."""
        if self.position - start > self._limits.record:
            raise self.broken(f"one object is larger than {self._limits.record:,} characters")

    def broken(self, what: str) -> FeedError:
        line = self._lines + self._buffer.count("\n", 0, self._at)
        return FeedError(f"The JSON breaks off at line {line}: {what}.")

    def _grow(self) -> bool:
        held = len(self._buffer) - self._at
        if held > self._limits.record:
            raise self.broken(f"one value is larger than {self._limits.record:,} characters")
        return self._fill(max(held, _LEAST_READ))

    def _fill(self, wanted: int) -> bool:
        """Add at least `wanted` characters where the file has them; whether it had any."""
        self._lines += self._buffer.count("\n", 0, self._at)
        self._dropped += self._at
        parts, size = [self._buffer[self._at :]], 0
        self._at = 0
        for chunk in self._chunks:
            parts.append(chunk)
            size += len(chunk)
            if size >= wanted:
                break
        self._buffer = "".join(parts)
        return size > 0
