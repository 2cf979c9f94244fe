"""Records out of an XML feed, one at a time, in constant memory.

Document types, entities and external references are refused, never expanded. What feeds get wrong in
the wild is mended on the way in: HTML's named entities outside CDATA (XML does not know `&nbsp;`), control
characters, and references to characters that XML forbids.
"""

import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from io import RawIOBase
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser, iterparse

from jobs.importing.types import FeedError, Limits

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,10}|[xX][0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));")
_PARTIAL_REFERENCE = re.compile(r"&#?[A-Za-z0-9]{0,33}\Z")
_XML_RANGES = [(0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF)]
# Left as they are: replacing them would turn text into markup.
_MARKUP = frozenset("<>&\"'")
# The deepest real feed nests five elements.
_DEEPEST = 40


def xml_records(chunks: Iterable[str], names: set[str], limits: Limits) -> Iterator[Element]:
    """The elements of these (lower-case, local) names. Each is emptied once the next is asked for.

    Raises FeedError, with line and column, where the document breaks; the records before it have been given.
    """
    source = _Utf8(chunks, limits)
    try:
        yield from _records(source, names, limits)
    except ParseError as error:
        line, column = error.position
        reason = str(error).split(":")[0]
        raise FeedError(f"The XML breaks off at line {line}, column {column + 1}: {reason}.") from error
    except DefusedXmlException as error:
        raise FeedError(
            "The XML declares a document type or entities. Such files are refused, because they can read "
            "other files or grow without end."
        ) from error


def _records(source: "_Utf8", names: set[str], limits: Limits) -> Iterator[Element]:
    parser = XMLParser(encoding="utf-8", forbid_dtd=True)
    open_elements, inside, elements = [], None, 0
    for event, element in iterparse(source, events=("start", "end"), parser=parser):
        if event == "start":
            open_elements.append(element)
            elements += 1
            if len(open_elements) > _DEEPEST:
                raise FeedError(f"The XML nests more than {_DEEPEST} elements in each other.")
            if inside is None and local_name(element) in names:
                inside, elements = element, 0
            if inside is not None and elements > limits.elements:
                raise FeedError(f"One record has more than {limits.elements:,} elements.")
            continue
        open_elements.pop()
        if inside is not None and element is not inside:
            continue
        if element is inside:
            yield element
            inside = None
        source.mark()
        if open_elements:
            open_elements[-1].remove(element)


def local_name(element: Element) -> str:
    """An element's name without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower()


class _Utf8(RawIOBase):
    """The text as UTF-8 that expat accepts, in bounded helpings."""

    def __init__(self, chunks: Iterable[str], limits: Limits):
        self._chunks = iter(chunks)
        self._limits = limits
        self._held = ""
        self._rest = b""
        self._since_mark = 0
        self._begun = False

    def mark(self) -> None:
        """A record has ended: what follows is counted anew."""
        self._since_mark = 0

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None and not self._held:
                return b""
            self._rest = self._mended(chunk).encode("utf-8")
        data, self._rest = self._rest[:size], self._rest[size:]
        self._since_mark += len(data)
        if self._since_mark > self._limits.record:
            raise FeedError(f"One record is larger than {self._limits.record:,} bytes.")
        return data

    def _mended(self, chunk: str | None) -> str:
        text, self._held = self._held + (chunk or ""), ""
        if not self._begun:
            # Blanks before the declaration are an error that many feeds make.
            text = text.lstrip()
            self._begun = bool(text)
        if chunk is not None and (partial := _PARTIAL_REFERENCE.search(text, max(0, len(text) - 40))):
            text, self._held = text[: partial.start()], partial[0]
        return _REFERENCE.sub(_mended_reference, _NOT_XML.sub(" ", text))


def _mended_reference(match: re.Match) -> str:
    number, name = match.groups()
    if name:
        character = html5.get(f"{name};", "")
        return match[0] if not character or _MARKUP & set(character) else character
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    allowed = (
        code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000
    )
    return match[0].lower() if allowed else " "
