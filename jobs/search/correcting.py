"""Misspelt words: what somebody may have meant. Pure.

A known list of sound-alikes first, then words run together or split, then one or two slips of a finger,
against the words of the vocabulary and of the postings. PostgreSQL's trigram extension is not needed.
"""

import json
from functools import cache, lru_cache
from pathlib import Path

from jobs.search.tokens import stem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DATA = Path(__file__).resolve().parent.parent / "data"
# Below this many letters a slip turns one word into another too easily.
SHORTEST, TWO_SLIPS = 3, 7
# A word of postings counts as known when at least this many hold it: postings misspell too.
KNOWN = 3


@cache
def sound_alikes():
    """Misspellings people make by ear, as rows of words: {("pic", "line"): "PICC line"}."""
    path = DATA / "misspellings.json"
    found = json.loads(path.read_text()) if path.exists() else {}
    return {tuple(wrong.lower().replace("-", " ").split()): right for wrong, right in found.items()}


class Corrector:
    """`vocabulary` are lower-case words; `documents` how many postings hold a stem; `spellings` stem to word."""

    def __init__(self, vocabulary, documents, spellings):
        self.vocabulary = vocabulary
        self.documents = documents
        self.stems = {stem(word) for word in vocabulary}
        self.weights = {}
        for lexeme, word in spellings.items():
            if documents.get(lexeme, 0) >= KNOWN and word.isalpha():
                self.weights[word] = documents[lexeme]
        for word in vocabulary:
            self.weights[word] = max(self.weights.get(word, 0), documents.get(stem(word), 0)) + 1
        self.suggest = lru_cache(maxsize=4096)(self._suggest)

    def knows(self, word):
        """Is this a word of the vocabulary, or of enough postings to be no slip?"""
        word = word.lower()
        lexeme = stem(word)
        return lexeme in self.stems or self.documents.get(lexeme, 0) >= KNOWN

    def _suggest(self, word):
        """The likeliest words for one that is not known, as a phrase ("home infusion"), or None."""
        word = word.lower()
        if len(word) < SHORTEST or not word.isalpha():
            return None
        near = self._known(slips(word))
        if near:
            return self._best(word, near)
        if parts := self._run_together(word):
            return parts
        if len(word) >= TWO_SLIPS:
            far = self._known(twice for once in slips(word) for twice in slips(once))
            if far:
                return self._best(word, far)
        return None

    def _known(self, candidates):
        return {candidate for candidate in candidates if candidate in self.weights}

    def _best(self, word, candidates):
        # The first letter is seldom wrong; the trade's words before the postings'; then the commoner one.
        return max(
            candidates,
            key=lambda c: (c[0] == word[0], c in self.vocabulary, self.weights[c], c),
        )

    def _run_together(self, word):
        for at in range(3, len(word) - 1):
            left, right = word[:at], word[at:]
            if len(right) >= 2 and left in self.weights and right in self.weights and self.weights[left] > 20:
                return f"{left} {right}"
        return None


def slips(word):
    """All words one slip away: a letter too many, too few, another one, or two swapped."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (left + right[1:] for left, right in parts if right)
    yield from (left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1)
    for letter in LETTERS:
        yield from (left + letter + right[1:] for left, right in parts if right)
        yield from (left + letter + right for left, right in parts)
