"""Which licenses, certifications, courses and degrees a posting requires, and which it prefers.

A mention counts by the words around it first ("BLS required; ACLS preferred"), then by the section it
stands in. Alternatives are not requirements: of "ACLS or PALS" neither is required by itself.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from jobs.extraction import credential_cues as cue
from jobs.extraction.lexicon import Hit, Lexicon, Tokens, credentials, phrases_of
from jobs.extraction.text import Line, Text
from jobs.extraction.types import RawPosting, Reading

REQUIRED, PREFERRED, IGNORED, ALTERNATIVE, UNSAID = (
    "required",
    "preferred",
    "ignored",
    "alternative",
    "unsaid",
)


# The kind of a marking word and where it stands.
Mark = tuple[str | None, int, int]


class Clause(NamedTuple):
    start: int
    end: int


@dataclass(slots=True)
class Mention:
    hit: Hit
    polarity: str
    is_said: bool  # by words beside it, not by its section alone


@cache
def _lexicon() -> Lexicon:
    return Lexicon(phrases_of("credential"))


@cache
def _kinds() -> dict[str, str]:
    return {row["slug"]: row["kind"] for row in credentials()}


def read_credentials(text: Text, raw: RawPosting, tokens: Tokens) -> Reading:
    """`credentials_required` and `credentials_preferred`, each slug with its words."""
    votes: dict[str, dict[str, Hit]] = {REQUIRED: {}, PREFERRED: {}, ALTERNATIVE: {}, UNSAID: {}}
    judged: list[tuple[Line, list[Mention]]] = []
    grace = cue.GRACE.search(text.clean)
    lines = _by_line(text, _lexicon().find(tokens))
    openings = _openings(text)
    departments = _departments({openings[line.start] for line, _ in lines if line.is_bullet})
    for line, hits in lines:
        ignoring = grace is not None and line.start > grace.start()
        if _is_elsewhere(line) or (line.is_bullet and openings[line.start] in departments):
            continue
        mentions = [
            mention
            for clause, inside in _by_clause(text, line, hits)
            for mention in _judge(text, line, clause, inside, raw.title)
            if not (ignoring and mention.hit.slug not in cue.OCCUPATIONS)
        ]
        judged.append((line, mentions))
    _drop_alternative_lines(text, judged)
    for _, mentions in judged:
        for mention in mentions:
            if mention.polarity != IGNORED:
                votes[mention.polarity].setdefault(mention.hit.slug, mention.hit)
                if not mention.is_said:
                    votes[UNSAID].setdefault(mention.hit.slug, mention.hit)
    return _reading(text, raw, votes)


def _drop_alternative_lines(text: Text, judged: list[tuple[Line, list[Mention]]]) -> None:
    """Alternatives on lines of their own: "CPhT certification or" above "state registration"."""
    for (line, mentions), (below, others) in pairwise(judged):
        adjacent = text.next_line(line.start)
        if adjacent is None or adjacent.start != below.start:
            if cue.STARTS_OR.match(below.text):
                _set_aside(others, set())
        elif cue.ENDS_OR.search(line.text) or cue.STARTS_OR.match(below.text):
            both = [*mentions, *others]
            _set_aside(both, _needed({mention.hit.slug for mention in both if mention.polarity == REQUIRED}))


def _set_aside(mentions: list[Mention], kept: set[str]) -> None:
    for mention in mentions:
        if mention.polarity == REQUIRED and mention.hit.slug not in kept:
            mention.polarity = ALTERNATIVE


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
    if not (cue.OCCUPATIONS | {"pharm-tech-state"}) & (required.keys() | votes[ALTERNATIVE].keys()):
        _license_of_title(text, raw, reading)
    if "bsn" in required and "adn" in required:
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
    found = [(slug, match) for slug, pattern in cue.TITLES if (match := pattern.search(raw.title))]
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


def _judge(text: Text, line: Line, clause: Clause, hits: list[Hit], title: str) -> list[Mention]:
    words = text.clean[clause.start : clause.end]
    marks = [
        (m.lastgroup, clause.start + m.start(), clause.start + m.end()) for m in cue.MARK.finditer(words)
    ]
    mentions = []
    for number, hit in enumerate(hits):
        said = _polarity(text, hits, number, marks)
        polarity = said or _default(line, words, hit)
        if polarity != IGNORED and not _counts(text, clause, hit, words, line, title):
            polarity = IGNORED
        if polarity == REQUIRED and _is_excused(text, clause, hits, number, words):
            polarity = IGNORED
        if polarity == REQUIRED and _is_example(text, clause, hits, number):
            polarity = ALTERNATIVE
        if polarity == REQUIRED and number == 0 and cue.AFTER_OR.search(text.clean, clause.start, hit.start):
            polarity = ALTERNATIVE
        mentions.append(Mention(hit, polarity, said is not None))
    _drop_alternatives(text, clause, mentions)
    return mentions


def _is_excused(text: Text, clause: Clause, hits: list[Hit], number: int, words: str) -> bool:
    """Whether something that sounds required is so only for some units, or years after hire."""
    hit = hits[number]
    if cue.STUDENT.search(text.clean, max(clause.start, hit.start - 60), hit.start):
        return True
    if hit.slug in cue.DEGREES:
        return bool(cue.LATER.search(words) or cue.DIPLOMA.search(words))
    if hit.slug in cue.OCCUPATIONS:
        return False
    if cue.ISSUED.search(words) or cue.FOR_SOME.search(text.clean, clause.start, hit.start):
        return True
    condition = cue.WHERE_APPLICABLE.search(text.clean, hit.end, min(clause.end, hit.end + 110))
    if not condition:
        return False
    # "CPR certification, and malpractice insurance if applicable": the condition is of the insurance.
    last = max((other.end for other in hits if other.end <= condition.start()), default=hit.end)
    return condition.start() - last < 70 and not cue.AND.search(text.clean, last, condition.start())


def _is_example(text: Text, clause: Clause, hits: list[Hit], number: int) -> bool:
    """Of "specialty certification (CCRN, CMSRN, CNOR)" any one will do."""
    hit = hits[number]
    if _kinds()[hit.slug] != "certification" or hit.slug in {"cpht", "excpt"}:
        return False
    rivals = {other.slug for other in hits if _kinds()[other.slug] == "certification"}
    if len(rivals) < 2:
        return False
    listed = len(cue.ACRONYM.findall(text.clean, clause.start, clause.end))
    return listed > 3 or bool(cue.EXAMPLES.search(text.clean, clause.start, hit.start))


def _default(line: Line, words: str, hit: Hit) -> str:
    """What a mention means where no word near it says so."""
    if line.section == "preferred":
        basic = hit.slug in cue.OCCUPATIONS or (hit.slug in cue.PERMITS and cue.CURRENT.search(words))
        return REQUIRED if basic else PREFERRED
    if line.section == "requirements":
        return REQUIRED
    holds = cue.HOLDS if _class(hit.slug) != "certificate" else cue.HOLDS_CARD
    if holds.search(words) and not cue.SUPERVISES.search(words):
        return REQUIRED
    return IGNORED


def _counts(text: Text, clause: Clause, hit: Hit, words: str, line: Line, title: str) -> bool:
    """Whether a mention is of a credential, not of experience, staff or another occupation."""
    if hit.slug in cue.DEGREES:
        generic = not cue.NURSING.search(text.clean[hit.start : hit.end])
        if generic and cue.OTHER_FIELD.search(words):
            return False
        return not generic or bool(
            cue.NURSING.search(words) or re.search(r"\bnurse|\bR\.?N\b|\bLPN\b", title, re.IGNORECASE)
        )
    if (
        hit.slug == "rph"
        and cue.TECHNICIAN.search(title)
        and not re.search(r"\bpharmacist", title, re.IGNORECASE)
    ):
        return False
    if hit.slug == "lpn-iv" and cue.PHARMACY.search(title):
        return False
    if hit.slug in {"rn", "lpn-lvn", "rph"}:
        if hit.slug in cue.OTHER_OF and _is_of_colleague(text, clause, hit, title):
            return False
        if cue.SUPERVISES.search(words) and line.section != "requirements":
            return False
        if cue.DIRECTS.search(text.clean, max(clause.start, hit.start - 40), hit.start):
            return False
        before, after = (
            text.clean[max(clause.start, hit.start - 40) : hit.start],
            text.clean[hit.end : min(clause.end, hit.end + 40)],
        )
        if line.section not in {"requirements", "preferred"} and not cue.HELD.search(f"{before} {after}"):
            return (
                hit.end - hit.start > 8
                and bool(cue.HELD.search(text.clean, hit.start, hit.end))
                and hit.slug != "lpn-lvn"
            )
        if cue.AS_ONE.search(before):
            return False
        return not cue.EXPERIENCE.search(f"{before} {after}") or bool(cue.LICENSE.search(f"{before} {after}"))
    if hit.slug == "aprn" and not cue.TITLES[0][1].search(title):
        return bool(
            re.search(
                r"\blicen[sc]", text.clean[max(clause.start, hit.start - 30) : hit.end + 30], re.IGNORECASE
            )
        )
    return True


def _is_of_colleague(text: Text, clause: Clause, hit: Hit, title: str) -> bool:
    """Whether the title names the other nursing license and the words here do not demand this one."""
    if not cue.OTHER_OF[hit.slug].search(title) or cue.SAME_AS[hit.slug].search(title):
        return False
    near = text.clean[max(clause.start, hit.start - 30) : min(clause.end, hit.end + 30)]
    if (
        re.match(r"if\b", text.clean[clause.start : hit.start], re.IGNORECASE)
        or "profession" in text.clean[hit.start : hit.end].lower()
    ):
        return True
    return bool(cue.SUPERVISES.search(near)) or not re.search(r"\blicen[sc](?:e|ure)\b|\bor\b|/", near)


def _polarity(text: Text, hits: list[Hit], number: int, marks: list[Mark]) -> str | None:
    """What the words in the clause say of one mention; None where they say nothing."""
    hit = hits[number]
    after = next((mark for mark in marks if mark[1] >= hit.end), None)
    before = next((mark for mark in reversed(marks) if mark[2] <= hit.start), None)
    if after and _reaches(text, hits, number, after):
        kind = after[0]
        if kind != "required" and _is_due_later(text, after, marks):
            return REQUIRED
        if kind == "none":
            return PREFERRED if any(mark[0] == "preferred" for mark in marks) else IGNORED
        if kind == "preferred" and any(m[0] == "none" for m in marks):
            return PREFERRED
        return kind
    if before:
        return IGNORED if before[0] == "none" else before[0]
    return None


def _is_due_later(text: Text, after: Mark, marks: list[Mark]) -> bool:
    """ "Preferred at hire, required within 3 months": required."""
    return any(
        kind == "required"
        and cue.WITHIN.match(text.clean, end) is not None
        and "." not in text.clean[after[2] : start]
        for kind, start, end in marks
        if after[1] < start < after[2] + 60
    )


def _reaches(text: Text, hits: list[Hit], number: int, mark: Mark) -> bool:
    """Whether a marker behind a mention is said of it: "BLS, ACLS preferred" but "RN, BSN preferred"."""
    hit = hits[number]
    between = text.clean[hit.end : mark[1]]
    others = [other for other in hits[number + 1 :] if other.start < mark[1]]
    opened = between.rfind("(")
    if opened > between.rfind(")") and others and others[-1].start > hit.end + opened:
        return False  # the marker stands in another mention's brackets
    if hit.slug in cue.OCCUPATIONS and mark[0] == "preferred" and len(between) > 40:
        return False
    if cue.LABEL.match(text.clean, mark[2], mark[2] + 40) and (len(between) > 3 or others):
        return False  # "BLS Preferred: ACLS": a label of what follows
    if not others:
        return len(between) < 140
    classes = {_class(other.slug) for other in others} | {_class(hit.slug)}
    if between.count("(") <= between.count(")") > 0:
        return True  # "an advanced degree (MSN, DNP) preferred"
    if len(classes) > 1:
        return False
    if hit.slug in cue.DEGREES and mark[0] != "required":
        return bool(re.fullmatch(r"[^,;]*\b(?:or|and)\b[^,;]*", between)) and not any(
            m.slug != hit.slug for m in others
        )
    return True


def _class(slug: str) -> str:
    if slug in cue.LICENSES:
        return "license"
    return "degree" if slug in cue.DEGREES else "certificate"


def _drop_alternatives(text: Text, clause: Clause, mentions: list[Mention]) -> None:
    """Of required mentions joined by "or", keep only what every reading requires."""
    for run in _runs(text, clause, mentions):
        is_open = _has_open_alternative(text, clause, run[-1].hit)
        _set_aside(run, set() if is_open else _needed({mention.hit.slug for mention in run}))
    for mention in mentions:
        if mention.hit.slug == "multistate-rn" and mention.polarity == REQUIRED:
            around = text.clean[
                max(clause.start, mention.hit.start - 60) : min(clause.end, mention.hit.end + 60)
            ]
            if cue.OR.search(around) or cue.HOLDERS.search(around):
                mention.polarity = ALTERNATIVE


def _has_open_alternative(text: Text, clause: Clause, hit: Hit) -> bool:
    """Whether the other side of an "or" is something the vocabulary does not hold."""
    if hit.slug in cue.OCCUPATIONS:
        return bool(cue.OTHER_LICENSE.match(text.clean, hit.end, hit.end + 60))
    if _kinds()[hit.slug] != "certification":
        return False
    other = cue.OPEN_ALTERNATIVE.match(text.clean[hit.end : hit.end + 60])
    return bool(other) and other["word"] not in cue.BODIES


def _needed(slugs: set[str]) -> set[str]:
    """Which of alternatives is required whichever is chosen."""
    if len(slugs) < 2:
        return slugs
    if "rn" in slugs and slugs <= {"rn", "multistate-rn", "bsn", "adn", "nclex-rn"}:
        return {"rn"}
    if "lpn-lvn" in slugs and slugs == {"lpn-lvn", "multistate-rn"}:
        return {"lpn-lvn"}
    if slugs <= cue.DEGREES:
        return {min(slugs, key=("adn", "bsn", "msn").index)}
    if slugs == {"cpht", "excpt"}:
        return {"cpht"}  # the second exam earns the first credential
    return set()


def _runs(text: Text, clause: Clause, mentions: list[Mention]) -> list[list[Mention]]:
    """Neighbors joined by "or" or a slash, with the comma list that leads to the "or"."""
    runs: list[list[Mention]] = []
    run, joined = mentions[:1], False

    def close() -> None:
        if joined or _has_open_alternative(text, clause, run[-1].hit):
            runs.append(run)

    for previous, mention in pairwise(mentions):
        between = text.clean[previous.hit.end : mention.hit.start]
        if _is_or(between, previous.hit.slug, mention.hit.slug):
            joined = True
        elif (joined and between.strip() != "/") or (not joined and not _is_comma(between)):
            close()
            run, joined = [], False
        run.append(mention)
    close()
    return runs


def _is_comma(between: str) -> bool:
    return (
        "," in between
        and bool(re.fullmatch(r"[\s,()A-Za-z-]{1,40}", between))
        and not cue.AND.search(between)
    )


def _is_or(between: str, left: str, right: str) -> bool:
    if len(between) > 90 or cue.AND.search(between):
        return False
    if left in cue.DEGREES and right in cue.DEGREES and between.strip() == ",":
        return True
    found = cue.OR.search(between)
    if not found:
        return False
    if found[0] == "/":
        # "BLS/ACLS" asks for both; "ADN/BSN" and "RN/LPN" for either.
        return _class(left) == _class(right) != "certificate" and len(between) < 12
    return True
