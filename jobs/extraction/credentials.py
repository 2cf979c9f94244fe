"""Which licenses, certifications, courses and degrees a posting requires, and which it prefers.

A mention counts by the words around it first ("BLS required; ACLS preferred"), then by the section it
stands in. Alternatives are not requirements: of "ACLS or PALS" neither is required by itself.
"""

import re
from bisect import bisect_right

from jobs.extraction import credential_cues as cue
from jobs.extraction.credential_mentions import (
    ALTERNATIVE,
    IGNORED,
    PREFERRED,
    REQUIRED,
    Clause,
    Mention,
    drop_alternative_lines,
    judge,
)
from jobs.extraction.lexicon import Hit
from jobs.extraction.text import Line, Text
from jobs.extraction.types import RawPosting, Reading

# Mentions that only their section makes required or preferred.
UNSAID = "unsaid"


def read_credentials(text: Text, raw: RawPosting, hits: list[Hit]) -> Reading:
    """`credentials_required` and `credentials_preferred`, each slug with its words."""
    votes: dict[str, dict[str, Hit]] = {REQUIRED: {}, PREFERRED: {}, ALTERNATIVE: {}, UNSAID: {}}
    judged: list[tuple[Line, list[Mention]]] = []
    grace = cue.GRACE.search(text.lower)
    lines = _by_line(text, [hit for hit in hits if hit.kind == "credential"])
    openings = _openings(text)
    departments = _departments({openings[line.start] for line, _ in lines if line.is_bullet})
    for line, mentioned in lines:
        ignoring = grace is not None and line.start > grace.start()
        if _is_elsewhere(line) or (line.is_bullet and openings[line.start] in departments):
            continue
        mentions = [
            mention
            for clause, inside in _by_clause(text, line, mentioned)
            for mention in judge(text, line, clause, inside, raw.title)
            if not (ignoring and mention.hit.slug not in cue.OCCUPATIONS)
        ]
        judged.append((line, mentions))
    drop_alternative_lines(text, judged)
    for _, mentions in judged:
        for mention in mentions:
            if mention.polarity != IGNORED:
                votes[mention.polarity].setdefault(mention.hit.slug, mention.hit)
                if not mention.is_said:
                    votes[UNSAID].setdefault(mention.hit.slug, mention.hit)
    return _reading(text, raw, votes)


def _reading(text: Text, raw: RawPosting, votes: dict[str, dict[str, Hit]]) -> Reading:
    required, preferred = votes[REQUIRED], votes[PREFERRED]
    reading = Reading({"credentials_required": (), "credentials_preferred": ()})
    if {"rn", "lpn-lvn"} <= votes[ALTERNATIVE].keys() or (
        {"rn", "lpn-lvn"} <= required.keys()
        and all(pattern.search(raw.title) for pattern in cue.SAME_AS.values())
    ):
        required.pop("rn", None)
        required.pop("lpn-lvn", None)
        votes[ALTERNATIVE].setdefault("rn", votes[ALTERNATIVE].get("lpn-lvn"))
    if "multistate-rn" in votes[ALTERNATIVE] or ("rn" in required and "multistate-rn" in votes[UNSAID]):
        required.pop("multistate-rn", None)
    known = required.keys() | votes[ALTERNATIVE].keys() | preferred.keys()
    if not (cue.OCCUPATIONS | {"pharm-tech-state"}) & known:
        _license_of_title(text, raw, reading)
    if "bsn" in required and "adn" in required.keys() | votes[ALTERNATIVE].keys():
        # "ADN or BSN" over two lines: the weaker one suffices.
        del required["bsn"]
    for slug, hit in sorted(required.items(), key=lambda item: item[1].start):
        reading.add("credentials_required", slug, text.quote_around(hit.start, hit.end))
    for slug, hit in sorted(preferred.items(), key=lambda item: item[1].start):
        if slug not in required and slug not in cue.OCCUPATIONS:
            reading.add("credentials_preferred", slug, text.quote_around(hit.start, hit.end))
    return reading


def _license_of_title(text: Text, raw: RawPosting, reading: Reading) -> None:
    """ "Current state license" means the license that the title's occupation has."""
    if cue.HELPER.search(raw.title) and not cue.PHARMACY.search(raw.title):
        return
    named = cue.SOUGHT.search(text.clean) if not cue.ANY_TRADE.search(raw.title) else None
    occupation = named[0] if named else raw.title
    found = [(slug, match) for slug, pattern in cue.TITLES if (match := pattern.search(occupation))]
    slugs = [slug for slug, _ in found]
    if "lpn-lvn" in slugs and "rn" in slugs and re.search(r"\br\.?n\b|registered", raw.title, re.IGNORECASE):
        return  # either
    permit = cue.STATE_PERMIT.search(text.clean)
    if permit and cue.TECHNICIAN.search(raw.title) and cue.PHARMACY.search(raw.title):
        reading.add("credentials_required", "pharm-tech-state", text.quote_around(*permit.span()))
    elif found:
        generic = cue.GENERIC_LICENSE.search(text.clean)
        quote = text.quote_around(*generic.span()) if generic else raw.title.strip()[:200]
        reading.add("credentials_required", slugs[0], quote)


def _by_line(text: Text, hits: list[Hit]) -> list[tuple[Line, list[Hit]]]:
    starts = [line.start for line in text.lines]
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(bisect_right(starts, hit.start) - 1, []).append(hit)
    return [(text.lines[number], inside) for number, inside in found.items() if number >= 0]


def _is_elsewhere(line: Line) -> bool:
    """Whether a line is boilerplate."""
    if line.section in {"eeo", "keywords"} or cue.SIGNATURE.match(line.text) or cue.EARNS.match(line.text):
        return True
    if line.section in {"about", "benefits", "pay"}:
        return not re.search(r"\brequired\b|\bmust (?:have|hold|be)\b|\blicen[sc]e\b", line.text)
    return False


def _openings(text: Text) -> dict[int, str]:
    """For each bullet's offset the nearest line above that is no bullet."""
    found, above = {}, ""
    for line in text.lines:
        if line.is_bullet:
            found[line.start] = above
        else:
            above = line.text
    return found


def _departments(openings: set[str]) -> set[str]:
    """Openings of lists that hold for one unit each: "Emergency Departments:"."""
    small = {
        words
        for words in openings
        if words.endswith(":") and len(words) < 90 and not cue.OF_ALL.search(words)
    }
    return small if len(small) > 1 else {words for words in small if cue.DEPARTMENT.search(words)}


def _by_clause(text: Text, line: Line, hits: list[Hit]) -> list[tuple[Clause, list[Hit]]]:
    bounds = [
        line.start,
        *(mark.end() for mark in cue.CLAUSE.finditer(text.clean, line.start, line.end)),
        line.end,
    ]
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(bisect_right(bounds, hit.start) - 1, []).append(hit)
    return [(Clause(bounds[i], bounds[min(i + 1, len(bounds) - 1)]), inside) for i, inside in found.items()]
