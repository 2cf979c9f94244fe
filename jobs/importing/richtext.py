"""The shape of a posting's text on our pages: headings, paragraphs and lists of marked runs.

HTML is read into blocks and written from blocks. What the blocks cannot hold does not exist afterwards, and
writing is canonical: reading what was written gives the same blocks.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s="<>/]+(?:="[^"]*")?)*)\s*/?>')
_HREF = re.compile(r'\shref="([^"]*)"')
_BLANKS = re.compile(r"\s+")

_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_BREAKING = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "blockquote", "pre",
    "table", "thead", "tbody", "tfoot", "tr", "caption", "dl", "dt", "dd", "hr", "figure", "figcaption",
    "center", "fieldset", "details", "summary",
}  # fmt: skip
_STRONG = {"strong", "b", "th"}
_EM = {"em", "i"}
_CELLS = {"td", "th"}
# Deeper lists are drawn at this level; browsers and readers lose track before.
_DEEPEST_LIST = 3


@dataclass(frozen=True)
class Run:
    """A stretch of text with one set of marks; `text` "\\n" alone is a line break."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass
class Block:
    """A heading (h3, h4), a paragraph (p) or a list item (ul, ol at a depth counted from 0)."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    depth: int = 0

    @property
    def is_item(self) -> bool:
        return self.kind in ("ul", "ol")

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def read_blocks(markup: str) -> list[Block]:
    """Blocks of well-formed HTML as nh3 writes it: tags balanced, text escaped, attributes in quotes."""
    reader = _Reader()
    at = 0
    for token in _TOKEN.finditer(markup):
        reader.text(markup[at : token.start()])
        closing, name, attributes = token.groups()
        if closing:
            reader.close(name.lower())
        else:
            reader.open(name.lower(), attributes)
        at = token.end()
    reader.text(markup[at:])
    reader.end_block()
    return reader.blocks


class _Reader:
    def __init__(self):
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._strong = self._em = 0
        self._hrefs: list[str] = []
        self._lists: list[str] = []
        self._heading = ""
        self._in_item = False

    def text(self, escaped: str) -> None:
        if escaped:
            self._add(_BLANKS.sub(" ", html.unescape(escaped)))

    def _add(self, text: str) -> None:
        href = self._hrefs[-1] if self._hrefs else ""
        self._runs.append(Run(text, bool(self._strong), bool(self._em), href))

    def open(self, name: str, attributes: str) -> None:
        if name == "br":
            self._runs.append(Run("\n"))
        elif name in ("ul", "ol"):
            self.end_block()
            self._heading = ""
            self._lists.append(name)
        elif name == "li":
            self.end_block()
            self._in_item = True
        elif name in _HEADINGS:
            self.end_block()
            self._heading = _HEADINGS[name]
        elif name in _BREAKING:
            self._break()
        self._mark(name, attributes)

    def _mark(self, name: str, attributes: str) -> None:
        if name in _CELLS and self._runs:
            self._add(" ")
        if name in _STRONG:
            self._strong += 1
        elif name in _EM:
            self._em += 1
        elif name == "a":
            found = _HREF.search(attributes)
            self._hrefs.append(html.unescape(found[1]) if found else "")

    def close(self, name: str) -> None:
        if name in ("ul", "ol"):
            self.end_block()
            if self._lists:
                self._lists.pop()
        elif name == "li":
            self.end_block()
            self._in_item = False
        elif name in _HEADINGS:
            self.end_block()
            self._heading = ""
        elif name in _BREAKING:
            self._break()
        elif name == "a" and self._hrefs:
            self._hrefs.pop()
        if name in _STRONG:
            self._strong = max(0, self._strong - 1)
        elif name in _EM:
            self._em = max(0, self._em - 1)

    def _break(self) -> None:
        """Paragraphs inside an item or a heading are its lines."""
        if self._in_item or self._heading:
            self._runs.append(Run("\n"))
        else:
            self.end_block()

    def end_block(self) -> None:
        runs, self._runs = self._runs, []
        if self._heading:
            runs = [Run(" " if run.text == "\n" else run.text, False, run.em, run.href) for run in runs]
            self._push(self._heading, tidy(runs))
        elif self._in_item or self._lists:
            depth = min(max(len(self._lists) - 1, 0), _DEEPEST_LIST)
            self._push(self._lists[-1] if self._lists else "ul", _single_breaks(tidy(runs)), depth)
        else:
            for paragraph in _paragraphs(tidy(runs)):
                self._push("p", paragraph)

    def _push(self, kind: str, runs: list[Run], depth: int = 0) -> None:
        if any(run.text.strip() for run in runs):
            self.blocks.append(Block(kind, runs, depth))


def tidy(runs: list[Run]) -> list[Run]:
    """Runs with blanks collapsed across their borders, equal neighbors joined, no blank around breaks."""
    kept: list[Run] = []
    for run in runs:
        if run.text == "\n":
            _strip_end(kept)
            kept.append(Run("\n"))
            continue
        text = _BLANKS.sub(" ", run.text)
        if text.startswith(" ") and (not kept or kept[-1].text[-1:] in (" ", "\n")):
            text = text[1:]
        if not text:
            continue
        if text == " ":
            # A blank alone takes the marks before it, so that it never makes a run of its own.
            run = Run(text, *_marks(kept[-1]))
        if kept and kept[-1].text != "\n" and _marks(kept[-1]) == _marks(run):
            kept[-1] = Run(kept[-1].text + text, *_marks(run))
        else:
            kept.append(Run(text, *_marks(run)))
    _strip_end(kept)
    return _strip_breaks(kept)


def _marks(run: Run) -> tuple[bool, bool, str]:
    return run.strong, run.em, run.href


def _strip_end(runs: list[Run]) -> None:
    while runs and runs[-1].text != "\n" and runs[-1].text.endswith(" "):
        text = runs[-1].text.rstrip(" ")
        runs[-1:] = [Run(text, *_marks(runs[-1]))] if text else []


def _strip_breaks(runs: list[Run]) -> list[Run]:
    start, end = 0, len(runs)
    while start < end and runs[start].text == "\n":
        start += 1
    while end > start and runs[end - 1].text == "\n":
        end -= 1
    return runs[start:end]


def _paragraphs(runs: list[Run]) -> Iterator[list[Run]]:
    """Two breaks in a row are how people type a new paragraph."""
    held: list[Run] = []
    breaks = 0
    for run in runs:
        if run.text == "\n":
            breaks += 1
            continue
        if breaks > 1:
            yield held
            held = []
        elif breaks:
            held.append(Run("\n"))
        breaks = 0
        held.append(run)
    yield held


def _single_breaks(runs: list[Run]) -> list[Run]:
    return [run for at, run in enumerate(runs) if run.text != "\n" or runs[at - 1].text != "\n"]


def lines_of(runs: list[Run]) -> list[list[Run]]:
    """The runs between the line breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n":
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def write_html(blocks: list[Block], rel: str) -> str:
    """Canonical HTML of the blocks; lists nest by depth."""
    parts: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        if not block.is_item:
            _close_lists(parts, open_lists, 0)
            parts.append(f"<{block.kind}>{_write_runs(block.runs, rel)}</{block.kind}>")
            continue
        depth = min(block.depth, len(open_lists))
        _close_lists(parts, open_lists, depth + 1)
        if len(open_lists) == depth + 1 and open_lists[-1] != block.kind:
            _close_lists(parts, open_lists, depth)
        if len(open_lists) == depth + 1:
            parts.append("</li>")
        else:
            parts.append(f"<{block.kind}>")
            open_lists.append(block.kind)
        parts.append(f"<li>{_write_runs(block.runs, rel)}")
    _close_lists(parts, open_lists, 0)
    return "".join(parts)


def _close_lists(parts: list[str], open_lists: list[str], depth: int) -> None:
    while len(open_lists) > depth:
        parts.append(f"</li></{open_lists.pop()}>")


def _write_runs(runs: list[Run], rel: str) -> str:
    parts = []
    open_marks: list[tuple[str, str]] = []
    for run in runs:
        wanted = [] if run.text == "\n" else _wanted_marks(run)
        shared = 0
        while shared < min(len(wanted), len(open_marks)) and wanted[shared] == open_marks[shared]:
            shared += 1
        parts.extend(f"</{tag}>" for tag, _ in reversed(open_marks[shared:]))
        for tag, href in wanted[shared:]:
            parts.append(f'<a href="{_attribute(href)}" rel="{rel}">' if tag == "a" else f"<{tag}>")
        open_marks = wanted
        parts.append("<br>" if run.text == "\n" else html.escape(run.text, quote=False))
    parts.extend(f"</{tag}>" for tag, _ in reversed(open_marks))
    return "".join(parts)


def _wanted_marks(run: Run) -> list[tuple[str, str]]:
    marks = [("a", run.href)] if run.href else []
    return marks + [("strong", "")] * run.strong + [("em", "")] * run.em


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def write_text(blocks: list[Block]) -> str:
    """Plain text: a blank line between paragraphs, "- " before list items, their depth as indent."""
    parts: list[str] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before:
            parts.append("\n" if block.is_item and before.is_item else "\n\n")
        parts.append("  " * block.depth + "- " + block.text if block.is_item else block.text)
    return "".join(parts)
