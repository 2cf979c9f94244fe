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
SHORTEST, TWO_SLIPS, LONGEST = 3, 7, 24
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
        self._letters = [(word, _letters(word)) for word in self.weights if len(word) >= TWO_SLIPS - 2]
        self.suggest = lru_cache(maxsize=4096)(self._suggest)

    def knows(self, word):
        """Is this a word of the vocabulary, or of enough postings to be no slip?"""
        word = word.lower()
        lexeme = stem(word)
        return lexeme in self.stems or self.documents.get(lexeme, 0) >= KNOWN

    def _suggest(self, word):
        """The likeliest words for one that is not known, as a phrase ("home infusion"), or None."""
        word = word.lower()
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return None
        near = self._known(slips(word))
        if near:
            return self._best(word, near)
        if parts := self._run_together(word):
            return parts
        if len(word) >= TWO_SLIPS:
            far = self._two_slips_away(word)
            if far:
                return self._best(word, far)
        return None

    def _two_slips_away(self, word):
        # All words two slips away are half a million; the known words are a few ten thousand, and most
        # of them have other letters.
        letters = _letters(word)
        near = (
            known
            for known, has in self._letters
            if abs(len(known) - len(word)) <= 2 and (has ^ letters).bit_count() <= 4
        )
        return {known for known in near if slips_between(word, known, most=2) <= 2}

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


def _letters(word):
    """Which letters a word has, one bit each."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask


def slips_between(one, other, *, most):
    """How many letters added, lost, changed or swapped turn one word into the other; `most + 1` for more."""
    before, row = None, list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, facing in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if last and j > 1 and letter == other[j - 2] and facing == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
