"""What search holds of one posting: its vector, as PostgreSQL reads it. Pure.

Lexemes, by shape:
  infus                 a word's stem, with places and weights (title A, place, facility and facts B,
                        body C, boilerplate D)
  therapy~ivig          a concept, wherever one of its spellings stands
  home·infus            words side by side that are one spelling of the vocabulary
  t:infus, t:therapy~ivig   the same, in the title or the facility's name: found through the index
                        without reading the vector
  setting=home-infusion a fact, which filters ask for
  flag=will_train       a yes
  cell=68,-237          a map cell of half a degree
"""

import math
from collections import defaultdict
from dataclasses import dataclass

from jobs.extraction.text import Text
from jobs.search import concepts
from jobs.search.tokens import STOP_WORDS, stem, words

# What an employer says about itself, its benefits and the law says little about this job.
BOILERPLATE = frozenset({"eeo", "keywords", "physical"})
LONG_LINE = 160  # characters
ABOUT_LINES = 4
CELL_DEGREES = 0.5
LAST_POSITION = 11_000  # with MOST_WORDS below the 16,383 that PostgreSQL can keep
MOST_PLACES = 100  # of one lexeme; PostgreSQL keeps 255
MOST_WORDS = 5_000
# Every place there may be, as PostgreSQL reads it: formatting them anew for each word takes as long as the rest.
WRITTEN_PLACES = {
    weight: [f"{at}{weight}" for at in range(LAST_POSITION + MOST_WORDS + 1)] for weight in "ABCD"
}


@dataclass(frozen=True)
class Document:
    title: str
    place: str = ""
    facility: str = ""
    labels: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()  # "setting=home-infusion"
    lat: float | None = None
    lon: float | None = None


def cell_lexeme(lat, lon):
    """The half-degree map cell of a point, as its lexeme."""
    return f"cell={math.floor(lat / CELL_DEGREES)},{math.floor(lon / CELL_DEGREES)}"


class Writer:
    """Collects lexemes with their places and weights."""

    def __init__(self, finder):
        self.finder = finder
        self.places = defaultdict(list)
        self.position = 1

    def write(self, text, weight, *, is_name=False):
        tokens = words(text)[:MOST_WORDS]
        stems = list(map(stem, tokens))
        places, start, written = self.places, self.position, WRITTEN_PLACES[weight]
        for at, lexeme in enumerate(stems, start):
            if lexeme not in STOP_WORDS:
                places[lexeme].append(written[at])
        found = self.finder.find(tokens, stems)
        for match in found:
            for concept in match.concepts:
                places[concept].append(written[start + match.start])
        together = list(self._side_by_side(stems))
        for at, lexeme in together:
            places[lexeme].append(written[start + at])
        if is_name:
            named = {concept for match in found for concept in match.concepts}
            named.update(lexeme for _, lexeme in together)
            places.update((f"t:{lexeme}", []) for lexeme in named.union(stems) - STOP_WORDS)
        # A gap, so that no phrase runs from one piece into the next.
        self.position = min(start + len(tokens) + 2, LAST_POSITION)

    def _side_by_side(self, stems):
        """(place, lexeme) of each spelling of several words, whatever else its words are part of."""
        phrases = self.finder.phrases
        for at in [at for at, first in enumerate(stems) if first in phrases]:
            for spelling in phrases[stems[at]]:
                if tuple(stems[at : at + len(spelling)]) == spelling:
                    yield at, concepts.side_by_side(spelling)

    def vector(self):
        """The tsvector in PostgreSQL's input form. Lexemes hold no quote or backslash by construction."""
        return " ".join(
            [
                f"'{lexeme}':{places[0] if len(places) == 1 else ','.join(places[:MOST_PLACES])}"
                if places
                else f"'{lexeme}'"
                for lexeme, places in self.places.items()
            ]
        )


def sections(text):
    """(words, is boilerplate) for each run of lines of one kind."""
    run, kind, since = [], None, 0
    for line in Text(text).lines:
        since = 0 if line.is_heading else since + 1
        here = line.section in BOILERPLATE or _is_blurb(line, since)
        if here is not kind and run:
            yield "\n".join(run), kind
            run = []
        kind = here
        run.append(line.text)
    if run:
        yield "\n".join(run), kind


def _is_blurb(line, since):
    """Benefits come in short lines and "about us" in a few; what goes on below them is the job again."""
    if line.section == "benefits":
        return len(line.text) < LONG_LINE
    return line.section == "about" and since <= ABOUT_LINES


def vector(document, finder, body):
    """The tsvector of a document, as PostgreSQL reads it; `body` is its text in `sections`."""
    writer = Writer(finder)
    writer.write(document.title, "A", is_name=True)
    writer.write(document.facility, "B", is_name=True)
    for piece in (document.place, " ; ".join(document.labels)):
        writer.write(piece, "B")
    for text, is_boilerplate in body:
        writer.write(text, "D" if is_boilerplate else "C")
    for fact in document.facts:
        writer.places[fact] = []
        kind, _, slug = fact.partition("=")
        if kind in concepts.IN_TEXT:
            writer.places[f"{kind}~{slug}"].insert(0, "1B")
    if document.lat is not None:
        writer.places[cell_lexeme(document.lat, document.lon)] = []
    return writer.vector()
