"""Concepts: the many spellings of one thing of the trade ("PICC", "peripherally inserted central catheter").

Where a posting uses any spelling, its vector holds the concept's lexeme at that place; a search for any
spelling asks for that lexeme. So synonyms work both ways, cost one lookup, and count as one word. Pure.
"""

import json
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from jobs.search.tokens import stem, words

DATA = Path(__file__).resolve().parent.parent / "data"
# Kinds whose spellings are looked for in texts. Schedules, types and skills are left out: their words
# ("call", "flexible", "precision") are too common to mean the thing; search asks for the facts instead.
IN_TEXT = frozenset({"therapy", "device", "system", "setting", "credential", "population"})
# Spellings that are ordinary words in postings: only the fact counts, not the word.
TOO_COMMON = frozenset(
    "port ports magic level hit id ml en pn pi io beacon athena plum eclipse grenade outlook va ed er gi ms "
    "als nci cpt cpi np cns jelco level1 adults adult children kids infants supplemental lipids platelets "
    "plasma hematologic rotation pool flex call expanse meditech aria fistula clysis orphan freedom "
    "biologic butterfly flatiron".split()
)
NURSE = "who~nurse"
# The professions, longest first where they overlap: a "nurse practitioner" is not a nurse in this sense.
PROFESSIONS = {
    NURSE: "rn, rns, nurse, nurses, nursing, registered nurse, registered nurses, rn nurse, reg nurse, staff nurse",
    "who~lpn": "lpn, lvn, lpns, lvns, licensed practical nurse, licensed vocational nurse, practical nurse, "
    "vocational nurse, lpn lvn, lvn lpn, licensed practical nurses, licensed vocational nurses, "
    "licensed practical vocational nurse",
    "who~np": "np, aprn, arnp, nurse practitioner, nurse practitioners, advanced practice nurse, "
    "advanced practice registered nurse, fnp, agnp, advanced practice provider, advanced registered nurse practitioner",
    "who~crna": "crna, nurse anesthetist, certified registered nurse anesthetist, anesthetist",
    "who~pharmacist": "pharmacist, pharmacists, rph, pharmd, registered pharmacist, licensed pharmacist",
    "who~pharmtech": "pharmacy technician, pharmacy technicians, pharmacy tech, pharm tech, cpht, "
    "certified pharmacy technician, iv tech, iv technician, compounding technician, compounding tech",
    "who~assistant": "cna, medical assistant, medical assistants, nursing assistant, certified nursing assistant, "
    "patient care technician, nurse aide, pct, nurse tech, nursing technician, cma",
    "who~midwife": "nurse midwife, certified nurse midwife, cnm",
}


@dataclass
class Found:
    """A spelling in a row of words: which words, and the concepts they stand for."""

    start: int
    end: int
    concepts: tuple[str, ...]


@dataclass
class Spellings:
    """Finds the longest spelling at each place of a row of words."""

    by_first: dict[str, list] = field(default_factory=dict)
    phrases: dict[str, list] = field(default_factory=dict)

    def add(self, spelling, concept, *, any_case=False):
        parts = words(spelling)
        if not parts:
            return
        stems = tuple(stem(part) for part in parts)
        strict = not any_case and len(parts) == 1 and len(parts[0]) <= 3 and spelling.isupper()
        row = self.by_first.setdefault(stems[0], [])
        for known in row:
            if known[0] == stems:
                if concept not in known[1]:
                    known[1].append(concept)
                known[2] = known[2] and strict
                return
        row.append([stems, [concept], strict, stems[1] if len(stems) > 1 else None])
        row.sort(key=lambda known: -len(known[0]))

    def put(self, spelling, concept):
        """Like `add`, but the spelling means this concept alone."""
        stems = tuple(stem(part) for part in words(spelling))
        row = self.by_first.setdefault(stems[0], [])
        row[:] = [known for known in row if known[0] != stems]
        self.add(spelling, concept)

    def find(self, tokens, stems, *, is_query=False):
        """The spellings in `tokens` (their stems in `stems`), longest first, none overlapping.

        In a posting a short all-capitals spelling must be in capitals; people who search do not bother.
        """
        found, free, by_first = [], 0, self.by_first
        # Few words begin a spelling: the quick look first.
        for index in [index for index, first in enumerate(stems) if first in by_first]:
            if index < free:
                continue
            following = stems[index + 1] if index + 1 < len(stems) else ""
            for spelling, concepts, strict, second in by_first[stems[index]]:
                if (
                    second is None
                    or (second == following and tuple(stems[index : index + len(spelling)]) == spelling)
                ) and (is_query or not strict or tokens[index].isupper()):
                    free = index + len(spelling)
                    found.append(Found(index, free, tuple(concepts)))
                    break
        return found


@cache
def _file(name):
    path = DATA / name
    return json.loads(path.read_text()) if path.exists() else []


def side_by_side(stems):
    """The lexeme of words that stand side by side; no word holds its dot."""
    return "·".join(stems)


@lru_cache(maxsize=2)
def phrases(book):
    """{first stem: spellings of several stems}: whatever people type that the vocabulary knows as one thing.

    Texts hold them as lexemes wherever they stand, also within a longer spelling: "home infusion" in "home
    infusion pharmacy". Asked as phrases they would have every vector read that holds the words: 400 ms for
    "home infusion" at 100,000 postings.
    """
    found = {}
    for finder in (for_queries(book), roles(book)):
        for first, rows in finder.by_first.items():
            found.setdefault(first, set()).update(row[0] for row in rows if len(row[0]) > 1)
    return {first: sorted(spellings) for first, spellings in found.items() if spellings}


# Made once for each vocabulary that is in memory: 60 ms, which every change of a posting would pay.
@lru_cache(maxsize=2)
def in_text(book):
    """Finder for texts: things of the vocabulary, and professions."""
    things = Spellings()
    for entry in book.entries:
        if entry.kind not in IN_TEXT:
            continue
        concept = f"{entry.kind}~{entry.slug}"
        for spelling in _spellings(entry):
            if spelling.lower() not in TOO_COMMON:
                things.add(spelling, concept)
    for row in _file("synonyms.json"):
        if row["kind"] in IN_TEXT and book.get(row["kind"], row["slug"]):
            _add_line(things, row)
    for concept, spellings in PROFESSIONS.items():
        for spelling in spellings.split(", "):
            things.add(spelling, concept, any_case=True)
    things.phrases = phrases(book)
    return things


def _add_line(things, row):
    """A line of a synonyms file: spellings of one drug, under the term they belong to."""
    line = [spelling for spelling in row["add"] if spelling.lower() not in TOO_COMMON]
    for spelling in line:
        things.add(spelling, f"{row['kind']}~{row['slug']}")
        if row["kind"] == "therapy":
            things.add(spelling, drug_concept(line[0]))


def drug_concept(name):
    return "drug~" + "-".join(words(name)).lower()[:60]


def _spellings(entry):
    """What an entry is called.

    "nurse educator (industry)" is a synonym only with its bracket, and a setting that is named by its
    nurse ("virtual nurse") would swallow the profession.
    """
    yield entry.label.split(" (")[0]
    for spelling in (entry.full_name, *entry.synonyms):
        if "(" not in spelling and not (entry.kind == "setting" and "nurse" in spelling.lower()):
            yield spelling


@cache
def professions():
    finder = Spellings()
    for concept, spellings in PROFESSIONS.items():
        for spelling in spellings.split(", "):
            finder.add(spelling, concept)
    return finder


# Words of a search that are a condition on the posting's fields. Beside the vocabulary's own spellings:
SCHEDULE_WORDS = {
    "shift": {
        "day": "day, days",
        "evening": "evening, evenings",
        "night": "night, nights",
        "weekend": "weekend, weekends",
        "on-call": "call",
        "holiday": "holiday, holidays",
    },
    "employment": {
        "travel-contract": "travel, travelers, travelling",
        "contract": "contract",
        "full-time": "permanent",
    },
    "workplace": {"remote": "remote"},
    "flag": {
        "sign_on": "sign on bonus, signing bonus, sign on, bonus",
        "will_train": "will train, training provided, paid training, train, no infusion experience",
        "new_grad": "new grad, new grads, new graduate, new graduates, no experience, no experience required, "
        "entry level, graduate nurse",
        "visa": "visa, visa sponsorship, h1b",
    },
}
# Said of the week: no weekend work.
WEEKENDS_OFF = (
    "weekends off, no weekends, no weekend, weekend off, weekdays, weekday, weekdays only, monday friday, "
    "monday through friday, monday to friday, mon fri, m f, business hours"
)
SCHEDULE_KINDS = frozenset({"employment", "shift", "shift_length"})
# Spellings too vague in a search to be a schedule.
NOT_SCHEDULE = frozenset(
    "supplemental registry pool intern fellowship seasonal rotation mobile standby other flex variable".split()
)


def schedule(book):
    """Finder of schedule words in what people type; its concepts are "employment=prn", "flag=sign_on"."""
    finder = Spellings()
    for entry in book.entries:
        if entry.kind in SCHEDULE_KINDS and entry.slug != "weekday":
            for spelling in (entry.label, *entry.synonyms):
                if spelling.lower() not in NOT_SCHEDULE:
                    finder.add(spelling, f"{entry.kind}={entry.slug}")
    for kind, by_slug in SCHEDULE_WORDS.items():
        for slug, spellings in by_slug.items():
            if kind == "flag" or book.get(kind, slug):
                for spelling in spellings.split(", "):
                    finder.put(spelling, f"{kind}={slug}")
    for spelling in WEEKENDS_OFF.split(", "):
        finder.put(spelling, "off=weekend")
    return finder


def for_queries(book):
    """Finder of things in what people type: every spelling of the vocabulary counts, common word or not."""
    finder = Spellings()
    for entry in book.entries:
        if entry.kind in IN_TEXT:
            for spelling in _spellings(entry):
                finder.add(spelling, f"{entry.kind}~{entry.slug}")
    for row in _file("synonyms.json"):
        if row["kind"] in IN_TEXT and book.get(row["kind"], row["slug"]):
            for spelling in row["add"]:
                finder.add(spelling, f"{row['kind']}~{row['slug']}")
                if row["kind"] == "therapy":
                    finder.add(spelling, drug_concept(row["add"][0]))
    return finder


def roles(book):
    """Finder of role names; its concepts are the roles' slugs."""
    finder = Spellings()
    for entry in book.of("role"):
        for spelling in (entry.label, *entry.synonyms):
            finder.add(spelling.split(" (")[0], entry.slug)
    return finder


@lru_cache(maxsize=2)
def all_words(book):
    """Every lower-case word of the vocabulary that a misspelt one may have meant."""
    found = set()
    for entry in book.entries:
        for spelling in (entry.label, entry.full_name, *entry.synonyms):
            found.update(word.lower() for word in words(spelling) if len(word) > 2)
    for row in _file("synonyms.json"):
        found.update(word.lower() for spelling in row["add"] for word in words(spelling) if len(word) > 2)
    for spellings in PROFESSIONS.values():
        found.update(word for word in words(spellings) if len(word) > 2)
    return frozenset(word for word in found if word.isalpha())
