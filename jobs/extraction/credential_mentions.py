"""What one clause says of each credential it names: required, preferred, an alternative or nothing.

The words around a mention speak first ("BLS required; ACLS preferred"), then the section it stands in.
Of alternatives ("ACLS or PALS") none is required by itself.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from jobs.extraction import credential_cues as cue
from jobs.extraction.lexicon import Hit, credentials
from jobs.extraction.text import Line, Text

REQUIRED, PREFERRED, IGNORED, ALTERNATIVE = "required", "preferred", "ignored", "alternative"

# The kind of a marking word and where it stands.
Mark = tuple[str | None, int, int]

# A clause with more credentials than this is no sentence; so many are read and the rest left.
_MOST = 60
# How far from a mention words can still be about it, in characters.
_REACH = 260


class Clause(NamedTuple):
    start: int
    end: int


@dataclass(slots=True)
class Mention:
    hit: Hit
    polarity: str
    is_said: bool  # by words beside it, not by its section alone


@cache
def _kinds() -> dict[str, str]:
    return {row["slug"]: row["kind"] for row in credentials()}


def judge(text: Text, line: Line, clause: Clause, hits: list[Hit], title: str) -> list[Mention]:
    """A verdict on each mention in a clause of `line`, in a posting of this title."""
    hits = hits[:_MOST]
    marks = [
        (mark.lastgroup, mark.start(), mark.end())
        for mark in cue.MARK.finditer(
            text.lower,
            max(clause.start, hits[0].start - _REACH),
            min(clause.end, hits[-1].end + _REACH),
        )
    ]
    mentions = []
    for number, hit in enumerate(hits):
        near = Clause(max(clause.start, hit.start - _REACH), min(clause.end, hit.end + _REACH))
        said = _polarity(text, hits, number, marks)
        polarity = said or _default(text, line, near, hit)
        if polarity != IGNORED and not _counts(text, line, near, hit, title):
            polarity = IGNORED
        if polarity == REQUIRED:
            polarity = _after_excuses(text, near, hits, number)
        last = mentions[-1] if mentions else None
        if last and last.hit.slug == hit.slug and hit.start - last.hit.end < 4:
            polarity = last.polarity  # "licensed practical nurse (LPN)" is one mention
        mentions.append(Mention(hit, polarity, said is not None))
    _drop_alternatives(text, clause, mentions)
    return mentions


def _after_excuses(text: Text, near: Clause, hits: list[Hit], number: int) -> str:
    """What remains of "required" when units, dates and examples are considered."""
    if _is_excused(text, near, hits, number):
        return IGNORED
    if hits[number].slug in cue.DEGREES and cue.DIPLOMA.search(text.clean, near.start, near.end):
        return ALTERNATIVE
    if _is_example(text, near, hits, number):
        return ALTERNATIVE
    if number == 0 and cue.AFTER_OR.search(text.clean, near.start, hits[0].start):
        return ALTERNATIVE
    return REQUIRED


def _is_excused(text: Text, near: Clause, hits: list[Hit], number: int) -> bool:
    """Whether something that sounds required is so only for some units, or years after hire."""
    hit = hits[number]
    words = text.clean[near.start : near.end]
    if cue.STUDENT.search(text.clean, max(near.start, hit.start - 60), hit.start):
        return True
    if hit.slug in cue.DEGREES:
        return cue.LATER.search(words) is not None
    if hit.slug in cue.OCCUPATIONS:
        return False
    if cue.SUBSTITUTE.match(text.clean, hit.end, near.end):
        return True
    if cue.ISSUED.search(words) or cue.FOR_SOME.search(text.clean, near.start, hit.start):
        return True
    condition = cue.WHERE_APPLICABLE.search(text.clean, hit.end, min(near.end, hit.end + 110))
    if not condition:
        return False
    # "CPR certification, and malpractice insurance if applicable": the condition is of the insurance.
    last = max((other.end for other in hits if other.end <= condition.start()), default=hit.end)
    of_all = condition[0].lower().startswith("required")  # said of the whole list before it
    return condition.start() - last < 70 and (
        of_all or not cue.AND.search(text.clean, last, condition.start())
    )


def _is_example(text: Text, near: Clause, hits: list[Hit], number: int) -> bool:
    """Of "specialty certification (CCRN, CMSRN, CNOR)" any one will do."""
    hit = hits[number]
    if _kinds()[hit.slug] != "certification" or hit.slug in {"cpht", "excpt"}:
        return False
    rivals = {other.slug for other in hits if _kinds()[other.slug] == "certification"}
    if len(rivals) < 2:
        return False
    listed = len(cue.ACRONYM.findall(text.clean, near.start, near.end))
    return listed > 3 or bool(cue.EXAMPLES.search(text.clean, near.start, hit.start))


def _default(text: Text, line: Line, near: Clause, hit: Hit) -> str:
    """What a mention means where no word near it says so."""
    words = text.clean[near.start : near.end]
    if line.section == "preferred":
        basic = hit.slug in cue.OCCUPATIONS or (hit.slug in cue.PERMITS and cue.CURRENT.search(words))
        return REQUIRED if basic else PREFERRED
    if line.section == "requirements":
        return REQUIRED
    if _class(hit.slug) == "certificate" and len(line.text) < hit.end - hit.start + 18:
        return REQUIRED  # a line that says "BLS certification" and no more
    holds = cue.HOLDS if _class(hit.slug) != "certificate" else cue.HOLDS_CARD
    if holds.search(words) and not cue.SUPERVISES.search(words):
        return REQUIRED
    return IGNORED


def _counts(text: Text, line: Line, near: Clause, hit: Hit, title: str) -> bool:
    """Whether a mention is of a credential, not of experience, staff or another occupation."""
    if hit.slug in cue.DEGREES:
        return _is_of_nursing(text, near, hit, title)
    if hit.slug == "lpn-iv":
        # The course that lets a practical nurse give IV drugs; a registered nurse needs none.
        practical = cue.SAME_AS["lpn-lvn"]
        return bool(practical.search(title) or practical.search(text.clean, near.start, near.end))
    if hit.slug == "rph" and cue.TECHNICIAN.search(title) and "pharmacist" not in title.lower():
        return False
    if hit.slug in {"rn", "lpn-lvn", "rph"}:
        return _is_license(text, line, near, hit, title)
    if hit.slug == "aprn" and not cue.TITLES[0][1].search(title):
        return bool(cue.LICENSED.search(text.clean, max(near.start, hit.start - 30), hit.end + 30))
    return True


def _is_of_nursing(text: Text, near: Clause, hit: Hit, title: str) -> bool:
    """Whether a degree is one in nursing, by its own words, the clause or the title."""
    if cue.NURSING.search(text.clean, hit.start, hit.end):
        return True
    words = text.clean[near.start : near.end]
    return not cue.OTHER_FIELD.search(words) and bool(
        cue.NURSING.search(words) or cue.NURSE_TITLE.search(title)
    )


def _is_license(text: Text, line: Line, near: Clause, hit: Hit, title: str) -> bool:
    """Whether "RN" or "registered nurse" here is the license, not a colleague or a kind of experience."""
    if hit.slug in cue.OTHER_OF and _is_of_colleague(text, near, hit, title):
        return False
    before = text.clean[max(near.start, hit.start - 40) : hit.start]
    after = text.clean[hit.end : min(near.end, hit.end + 40)]
    in_list = line.section in {"requirements", "preferred"}
    if cue.DIRECTS.search(before) or cue.AS_ONE.search(before):
        return False
    if cue.LICENSED_AS.search(text.clean[max(near.start, hit.start - 110) : hit.start]):
        return True
    if line.section != "requirements" and cue.SUPERVISES.search(text.clean, near.start, near.end):
        return False
    around = f"{before} {after}"
    if not in_list and not cue.HELD.search(around):
        itself = text.clean[hit.start : hit.end]
        return hit.slug != "lpn-lvn" and len(itself) > 8 and bool(cue.HELD.search(itself))
    return not cue.EXPERIENCE.search(around) or bool(cue.LICENSE.search(around))


def _is_of_colleague(text: Text, near: Clause, hit: Hit, title: str) -> bool:
    """Whether the title names the other nursing license and the words here do not demand this one."""
    if not cue.OTHER_OF[hit.slug].search(title) or cue.SAME_AS[hit.slug].search(title):
        return False
    if cue.IF.match(text.clean, near.start) or "profession" in text.clean[hit.start : hit.end].lower():
        return True
    around = text.clean[max(near.start, hit.start - 30) : min(near.end, hit.end + 30)]
    return bool(cue.SUPERVISES.search(around)) or not cue.DEMANDS.search(around)


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
    if mark[1] - hit.end > _REACH:
        return False
    between = text.clean[hit.end : mark[1]]
    others = [other for other in hits[number + 1 :] if other.start < mark[1]]
    opened = between.rfind("(")
    if opened > between.rfind(")") and others and others[-1].start > hit.end + opened:
        return False  # the marker stands in another mention's brackets
    if hit.slug in cue.OCCUPATIONS and mark[0] == "preferred" and len(between) > 40:
        return len(between) < 80 and "," not in between and bool(cue.LICENSED.search(between))
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


def drop_alternative_lines(text: Text, judged: list[tuple[Line, list[Mention]]]) -> None:
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
