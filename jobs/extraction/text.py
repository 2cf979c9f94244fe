"""Clean text with sections and sentences, and the way back to the source's own words.

Readers search `Text.clean` (Markdown marks, HTML tags and odd Unicode folded away) and quote
through `Text.quote`, which returns the source's characters unchanged.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jobs.extraction.headings import (
    LEGAL,
    heading_kind,
    is_keyword_tail,
    is_portrait,
    names_the_job,
    splits_requirements,
)
from jobs.extraction.types import QUOTE_LIMIT

# Whole texts of real postings end near 20,000 characters; what lies beyond is not a posting.
TEXT_LIMIT = 60_000


@dataclass(frozen=True)
class Line:
    """A line of the clean text. `section` is one of the kinds in headings.py."""

    start: int
    end: int
    text: str
    section: str
    is_heading: bool
    is_bullet: bool


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    section: str


class Text:
    """The clean text, its lines and sentences, with offsets into `clean`."""

    def __init__(self, source: str):
        self.source = source[:TEXT_LIMIT]
        self.clean, self._clean_marks, self._source_marks, self._bold = _clean(self.source)
        self._strikes: dict[re.Pattern[str], list[tuple[int, int]]] = {}
        self._windows: dict[tuple[re.Pattern[str], int, int], list[tuple[int, int]]] = {}
        self._sentences: dict[int, list[Span]] = {}

    @cached_property
    def lower(self) -> str:
        """`clean` in lower case, of the same length, so that offsets agree."""
        lowered = self.clean.lower()
        if len(lowered) == len(self.clean):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.clean)

    @cached_property
    def lines(self) -> list[Line]:
        return _lines(self.clean, self.lower, self._bold)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Line | None:
        """The line that holds `offset` of the clean text."""
        index = bisect_right(self._line_starts, offset) - 1
        return self.lines[index] if index >= 0 else None

    def section_at(self, offset: int) -> str:
        """The kind of section at `offset`; "other" before the first line."""
        line = self.line_at(offset)
        return line.section if line else "other"

    def next_line(self, offset: int) -> Line | None:
        index = bisect_right(self._line_starts, offset)
        return self.lines[index] if index < len(self.lines) else None

    def previous_line(self, offset: int) -> Line | None:
        index = bisect_right(self._line_starts, offset) - 2
        return self.lines[index] if index >= 0 else None

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences in reading order; a bullet or heading is at least one sentence of its own."""
        return [span for line in self.lines for span in self.sentences_of(line)]

    def sentences_of(self, line: Line) -> list[Span]:
        """The sentences of one line. Lines are split when asked for: most never are."""
        spans = self._sentences.get(line.start)
        if spans is None:
            spans = self._sentences[line.start] = []
            start = line.start
            for mark in _SENTENCE_END.finditer(self.clean, line.start, line.end):
                spans.append(Span(start, mark.end(), line.section))
                start = mark.end()
            if start < line.end:
                spans.append(Span(start, line.end, line.section))
        return spans

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`."""
        line = self.line_at(offset)
        if line is None:
            return Span(0, len(self.clean), "other")
        found = None
        for span in self.sentences_of(line):
            if found is not None and span.start > offset:
                break
            found = span
        return found or Span(line.start, line.end, line.section)

    def windows(self, words: re.Pattern[str], before: int, after: int) -> Iterator[tuple[int, int]]:
        """Stretches around the places where a cheap pattern (lower case) strikes, joined where they touch.

        A costly pattern is searched in these alone: a posting is mostly prose about other things.
        """
        key = (words, before, after)
        if key not in self._windows:
            self._windows[key] = list(self._joined(words, before, after))
        yield from self._windows[key]

    def _joined(self, words: re.Pattern[str], before: int, after: int) -> Iterator[tuple[int, int]]:
        opened = closed = -1
        if words not in self._strikes:
            self._strikes[words] = [match.span() for match in words.finditer(self.lower)]
        for struck, ended in self._strikes[words]:
            start = max(0, struck - before)
            if start > closed:
                if closed >= 0:
                    yield opened, closed
                opened = start
            closed = min(len(self.clean), ended + after)
        if closed >= 0:
            yield opened, closed

    def near(
        self, words: re.Pattern[str], pattern: re.Pattern[str], before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """Matches of a costly lower-case pattern, looked for only around `words`."""
        for start, end in self.windows(words, before, after):
            yield from pattern.finditer(self.lower, start, end)

    def before(self, offset: int, width: int = 60) -> str:
        """Up to `width` characters before `offset`, within its sentence, in lower case."""
        return self.lower[max(self.sentence_at(offset).start, offset - width) : offset]

    def after(self, offset: int, width: int = 60) -> str:
        """Up to `width` characters from `offset` on, within its sentence, in lower case."""
        return self.lower[offset : min(self.sentence_at(max(offset - 1, 0)).end, offset + width)]

    def quote(self, start: int, end: int) -> str:
        """The source's own characters behind clean[start:end], at most 200 of them."""
        words = self.source[self._source_offset(start) : self._source_offset(max(end - 1, start)) + 1]
        words = words.strip()
        if len(words) <= QUOTE_LIMIT:
            return words
        return words[:QUOTE_LIMIT].rsplit(None, 1)[0]

    def quote_around(self, start: int, end: int, width: int = 60) -> str:
        """A quote of the words at start:end with some of their sentence around them."""
        sentence = self.sentence_at(start)
        left = max(sentence.start, start - width)
        right = max(end, min(sentence.end, end + width))
        while left > sentence.start and self.clean[left - 1].isalnum():
            left -= 1
        while right < sentence.end and self.clean[right].isalnum():
            right += 1
        return self.quote(left, right)

    def _source_offset(self, offset: int) -> int:
        index = bisect_right(self._clean_marks, offset) - 1
        if index < 0:
            return offset
        return self._source_marks[index] + offset - self._clean_marks[index]


def normalise(source: str) -> Text:
    """Read a posting's text (plain, Markdown or HTML) into a `Text`."""
    return Text(source or "")


# Unicode: look-alike dashes, quotes and spaces, and the "fancy" alphabets some employers paste.
_FOLD = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u2033\u00ab\u00bb"), '"'),
    **dict.fromkeys(
        map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
    ),
    **dict.fromkeys(
        map(ord, "\u2022\u25cf\u25aa\u25e6\u00b7\u2023\u2043\u2219\u25cb\u25a0\u27a2\u2713\u2714"), "•"
    ),
    **dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n"),
    0x130: "I",
}
for _code in (*range(0x1D400, 0x1D800), *range(0xFF01, 0xFF5F)):
    _plain = unicodedata.normalize("NFKC", chr(_code))
    if len(_plain) == 1 and _plain != chr(_code):
        _FOLD.setdefault(_code, _plain)

_PLAIN_FOLDS = "".join(chr(code) for code in sorted(_FOLD) if code < 0xFF00)
_FOLDED = re.compile(rf"[{re.escape(_PLAIN_FOLDS)}\uff01-\uff5e\U0001d400-\U0001d7ff]")


def _fold(words: str) -> str:
    """`words` with look-alikes as plain characters, one for one; few characters are any."""
    return _FOLDED.sub(lambda match: _FOLD.get(ord(match[0]), match[0]), words)


_MARKUP = re.compile(
    r"""
    [\\*_&<\u200b-\u200f\u2060\ufeff\u00ad]     # first, so that the rest is tried at few places
    (?:
      (?<=\\)(?P<escaped>[!-/:-@\[-`{-~])       # Markdown's backslash before punctuation
    | (?P<glued>(?<=[a-z.)!?:]\*)\*{3,}(?=[A-Z])|(?<=[a-z0-9)]\*)\*(?=[A-Z][\w /&']{2,40}:))
    | (?P<ended>(?<=[^\s*]\*)\*{2}(?=[ ]\S))
    | (?P<bold>(?<=\*)\*+|(?<=_)_+)
    | (?P<star>(?<=\*))
    | (?<=&)(?P<entity>\#\d{1,6}|\#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});
    | (?<=<)(?P<tag>/?[A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>]{0,300})?/?>
    | (?P<hidden>(?<=[\u200b-\u200f\u2060\ufeff\u00ad])[\u200b-\u200f\u2060\ufeff\u00ad]*)
    )
    """,
    re.VERBOSE,
)
_BLOCK_TAGS = frozenset("p br div li ul ol h1 h2 h3 h4 h5 h6 tr table section article hr".split())


def _clean(source: str) -> tuple[str, list[int], list[int], set[int]]:
    """The clean text; paired marks that map its offsets to the source's; where bold begins or ends."""
    pieces: list[str] = []
    clean_marks, source_marks = [0], [0]
    bold: set[int] = set()
    length = taken = 0
    for match in _MARKUP.finditer(source):
        start, end = match.span()
        pieces.append(source[taken:start])
        length += start - taken
        kind = match.lastgroup
        if kind in _BOLD_MARKS:
            bold.add(length)
        if kind == "star" and source[end : end + 1].isspace() and (start == 0 or source[start - 1].isspace()):
            kept = "*"  # a bullet
        else:
            kept = _replacement(kind, match)
        if kind in _LOST_BREAKS:
            kept = _LOST_BREAKS[kind]
        if kept:
            # An escape keeps its second character: point at that one, not at the backslash.
            clean_marks.append(length)
            source_marks.append(start + 1 if kind == "escaped" else start)
            pieces.append(kept)
            length += len(kept)
        taken = end
        clean_marks.append(length)
        source_marks.append(taken)
    pieces.append(source[taken:])
    return _fold("".join(pieces)), clean_marks, source_marks, bold


# Exports lose the break between a bold line and what follows: "Full time**Shift:**", "weekends****BMT
# required**", and "**Experience*** 1 year", whose third star is the first bullet of a list.
_LOST_BREAKS = {"glued": "\n", "ended": "\n*"}
_BOLD_MARKS = frozenset({"bold", *_LOST_BREAKS})


def _replacement(kind: str | None, match: re.Match[str]) -> str:
    if kind == "escaped":
        return match["escaped"]
    if kind == "entity":
        # "&nbsp;" and friends; an unknown name stays as it is. One character, so offsets stay plain.
        return html.unescape(match[0])[:1]
    if kind == "tag":
        return "\n" if match["tag"].strip("/").lower() in _BLOCK_TAGS else ""
    return ""


_SENTENCE_END = re.compile(
    r"[.!?](?:(?<![ .][A-Za-z].)(?<!\b[A-Z][a-z].)(?<!\bInc.)(?<!\be\.g.)(?<!\bi\.e.)(?<!\betc.)"
    r"(?<!\bapprox.)[\"')]?\s+(?=[\"'(]?[A-Z0-9$#*])|(?<=[!?])[!?]+\s*)"
)
_BULLET = re.compile(r"[ ]*(?:[*+•-]|o(?=  )|\d{1,2}[.)])[ ]+")


def _lines(clean: str, lower: str, bold: set[int]) -> list[Line]:
    lines: list[Line] = []
    section = "other"
    in_neutral = False
    interrupted: str | None = None
    legal = [match.start() for match in LEGAL.finditer(lower)]
    for match in _LINE.finditer(clean):
        start, end = match.span()
        bullet = _BULLET.match(clean, start, end)
        inner = bullet.end() if bullet else start
        text = clean[inner:end].strip()
        if not text or not (text[0].isalnum() or _HAS_WORD.search(text, 0, 80)):
            continue
        while legal and legal[0] < start:
            legal.pop(0)
        is_legal = bool(legal) and legal[0] < min(end, start + 600)
        is_bold = (start in bold or inner in bold) and (end in bold or end - 1 in bold or end - 2 in bold)
        if interrupted is not None:
            section, interrupted = interrupted, None
        kind, is_heading, is_major = heading_kind(text, is_bold, bool(bullet), section, is_legal)
        if kind == "eeo" and not is_heading and end < len(clean) // 2:
            # A legal sentence near the top interrupts; near the end it begins the boilerplate.
            interrupted = section
        if kind == "neutral":
            # "Education:" under "Preferred" stays preferred, unless that "Preferred" was itself
            # a small heading below "Education:".
            if section not in {"requirements", "preferred"} or (section == "preferred" and in_neutral):
                section = "requirements"
            in_neutral = True
        elif kind:
            if is_major or not splits_requirements(kind):
                in_neutral = False
            section = kind
        if section in {"about", "benefits"} and not bullet and names_the_job(text):
            section = "summary"
        here = section
        if section != "eeo" and is_keyword_tail(text):
            here = "keywords"
        elif not is_heading and is_portrait(text):
            here = "about"
        lines.append(Line(inner, end, text, here, is_heading, bool(bullet)))
    return lines


_LINE = re.compile(r"[^\n]+")
_HAS_WORD = re.compile(r"\w")
