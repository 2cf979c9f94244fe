"""Matching many phrases in one pass: the vocabulary as a trie of tokens.

A posting is split into tokens once; at each token the trie is walked as far as it goes. The cost is
that of the tokens, whatever the number of phrases, and no input can make it backtrack.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"

_TOKEN = re.compile(r"[a-z0-9]+|\+")
# What may stand between two tokens of a phrase: "port-a-cath", "driver's", "chemo/bio", "I.V. pump".
_GAP = re.compile(r"[ \-/'&™®]{0,3}\Z")
_INITIALS = re.compile(r"\. ?\Z")
# Abbreviations up to this long are words in lower case ("pals", "ed", "hit") and must be capitals.
_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for a slug.

    near: at least one of these words within `window` tokens, else the phrase is a look-alike.
    before, after: words that, standing directly before or after it, make it a look-alike.
    """

    words: str
    kind: str
    slug: str
    exact: bool = False
    near: frozenset[str] = frozenset()
    window: int = 6
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at text[start:end]; `first` and `last` are its token numbers."""

    kind: str
    slug: str
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: spans, words in lower case, and the text itself."""

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, lower: str = "") -> "Tokens":
        """The tokens of a text; `lower` is the same in lower case, of the same length, if at hand."""
        if not lower:
            lower = text.lower()
            if len(lower) != len(text):
                lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
        spans = [match.span() for match in _TOKEN.finditer(lower)]
        return cls(text, spans, [lower[start:end] for start, end in spans])


class Lexicon:
    """Phrases compiled for `find`."""

    def __init__(self, phrases: Iterable[Phrase]):
        self._root: dict[Any, Any] = {}
        for phrase in phrases:
            self._add(phrase)

    def _add(self, phrase: Phrase) -> None:
        for words in _spellings(phrase.words):
            node = self._root
            for word in words:
                node = node.setdefault(word, {})
            node.setdefault(None, []).append(phrase)

    def find(self, tokens: Tokens) -> list[Hit]:
        """Phrases in reading order; of one kind the longest, never overlapping."""
        hits: list[Hit] = []
        taken: dict[str, int] = {}
        root = self._root
        for first in [number for number, word in enumerate(tokens.words) if word in root]:
            best: dict[str, list[Hit]] = {}
            for last, phrase in self._walk(tokens, first):
                if first > taken.get(phrase.kind, -1) and _fits(tokens, phrase, first, last):
                    start, end = tokens.spans[first][0], tokens.spans[last][1]
                    hit = Hit(phrase.kind, phrase.slug, start, end, first, last)
                    longest = best.setdefault(phrase.kind, [])
                    if longest and longest[0].last < last:
                        longest.clear()
                    if hit not in longest:
                        longest.append(hit)
            for kind, longest in best.items():
                taken[kind] = longest[0].last
                hits += longest
        return hits

    def _walk(self, tokens: Tokens, first: int) -> list[tuple[int, Phrase]]:
        """The phrases that begin at a token, each with its last token, shortest first."""
        found: list[tuple[int, Phrase]] = []
        words, last = tokens.words, first
        node = self._root[words[first]]
        while node is not None:
            found += [(last, phrase) for phrase in node.get(None, ())]
            last += 1
            if last >= len(words):
                break
            node = node.get(words[last])
            if node is not None and not _is_joined(tokens, last):
                break
        return found


def _is_joined(tokens: Tokens, last: int) -> bool:
    start = tokens.spans[last - 1][1]
    between = tokens.text[start : min(tokens.spans[last][0], start + 4)]
    if _GAP.match(between):
        return True
    return len(tokens.words[last - 1]) == 1 and bool(_INITIALS.match(between))


def _fits(tokens: Tokens, phrase: Phrase, first: int, last: int) -> bool:
    if phrase.exact:
        found = tokens.text[tokens.spans[first][0] : tokens.spans[last][1]]
        if found != phrase.words and found.rstrip("s") != phrase.words:
            return False
    if phrase.before and first and tokens.words[first - 1] in phrase.before:
        return False
    if phrase.after and last + 1 < len(tokens.words) and tokens.words[last + 1] in phrase.after:
        return False
    if not phrase.near:
        return True
    around = tokens.words[max(0, first - phrase.window) : first]
    around += tokens.words[last + 1 : last + 1 + phrase.window]
    return not phrase.near.isdisjoint(around)


def _spellings(words: str) -> list[tuple[str, ...]]:
    """The token sequences a phrase may be written as: its own and the plural of its last word."""
    tokens = tuple(_TOKEN.findall(words.lower()))
    if not tokens:
        return []
    last = tokens[-1]
    found = [tokens]
    if last.isalpha() and len(last) > 1 and not last.endswith("s"):
        found.append((*tokens[:-1], last + "s"))
        if last.endswith("y") and len(last) > 3:
            found.append((*tokens[:-1], last[:-1] + "ies"))
    return found


def is_abbreviation(words: str) -> bool:
    """Whether a phrase is a short abbreviation, told from ordinary words only by its capitals."""
    return words.isupper() and words.isalpha() and len(words) <= _ABBREVIATION


@cache
def terms() -> tuple[dict[str, Any], ...]:
    """The rows of terms.json."""
    return tuple(json.loads((DATA / "terms.json").read_text("utf-8")))


@cache
def credentials() -> tuple[dict[str, str], ...]:
    """The rows of credentials.csv."""
    with (DATA / "credentials.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def patterns() -> dict[str, Any]:
    """What extraction adds to the vocabulary's synonyms, and which of them it may not trust."""
    return json.loads((DATA / "extraction_patterns.json").read_text("utf-8"))


def phrases_of(kind: str) -> Iterator[Phrase]:
    """The phrases of a vocabulary kind: labels' synonyms less those dropped, and those added.

    A dropped synonym is good for search, where a person chose the word, and too ambiguous for prose.
    """
    rules = patterns()[kind]
    dropped = {word.casefold() for word in rules.get("drop", ())}
    for slug, synonyms in _synonyms(kind):
        for words in synonyms:
            if words.casefold() not in dropped:
                yield _phrase(words, kind, slug, {})
    for slug, entries in rules["add"].items():
        for entry in entries:
            rule = {"words": entry} if isinstance(entry, str) else entry
            for words in rule["words"].split("|"):
                yield _phrase(words, kind, slug, rule)


def _synonyms(kind: str) -> Iterator[tuple[str, list[str]]]:
    if kind == "credential":
        for row in credentials():
            yield row["slug"], row["synonyms"].split("|")
        return
    for term in terms():
        if term["kind"] == kind:
            yield term["slug"], term["synonyms"]


def _phrase(words: str, kind: str, slug: str, rule: dict[str, Any]) -> Phrase:
    return Phrase(
        words=words,
        kind=kind,
        slug=slug,
        exact=rule.get("exact", is_abbreviation(words)),
        near=frozenset(rule.get("near", "").split()),
        window=rule.get("window", 6),
        before=frozenset(rule.get("not_after", "").split()),
        after=frozenset(rule.get("not_before", "").split()),
    )


# The kinds of word that stand in running text; roles and settings need more than a phrase.
KINDS = ("therapy", "device", "system", "credential")


@cache
def lexicon() -> Lexicon:
    """The phrases of all of `KINDS`, compiled once."""
    return Lexicon(phrase for kind in KINDS for phrase in phrases_of(kind))
