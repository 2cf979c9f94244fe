"""Months of experience a posting demands, whether it trains, whether it takes new graduates."""

import re
from dataclasses import dataclass

from jobs.extraction.text import Span, Text
from jobs.extraction.types import RawPosting, Reading

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "a": 1,
}  # fmt: skip
_COUNT = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
# Hints begin with plain letters, so that the search for them skips what cannot match.
_UNIT = re.compile(r"years?|yrs?\b|months?|mo(?<=\bmo)s?\b")
_GRADUATE = re.compile(r"grads?\b|graduat|experience|entry|g(?<=\bg)p?ns?\b")
_TRAIN = re.compile(r"train|willing to teach|if not|experience|chemo")
_SPAN = re.compile(
    rf"(?<![\d$.,/-])(?<!\b1-)\b(?P<low>{_COUNT})(?:\b|(?=y(?:ea)?rs?\b))\s?"
    rf"(?:\(\d{{1,2}}\))?\s?(?P<plus>\+|plus\b|or more\b)?"
    rf"(?:\s?(?:-|to|or)\s?(?P<high>{_COUNT})\b\s?(?:\(\d{{1,2}}\))?\s?\+?)?"
    rf"[\s-]{{0,2}}(?:full\W|calendar\s)?(?P<unit>years?|yrs?|months?|mos?\b)(?:\(s\))?'?s?\b'?",
)
_EXPERIENCE = re.compile(
    r"exp(?:erience[ds]?\b|\b)|background\b|worked\b|practice\b|practicing|in (?:an? )?(?:similar"
    r"|related)"
)
_SKILLED = re.compile(
    r"^(?:\s?(?:of|as an?|in|with))?\s(?:[\w/&,'-]+\s){0,6}(?:rn|nurs(?:e|ing)|med[- ]?surg|icu|acute"
    r"|clinical|hospital|infusion|oncology|pharmacy|bedside|critical care)\b",
)
_IN_BRACKETS = re.compile(r"\s?\((?:required|preferred)\)")
_GRADE = re.compile(
    r"\blevel (?:i{1,3}|iv|[1-4]|senior)\b(?! (?:trauma|nicu|pediatric|adult|neonatal|stroke))"
)
_FLOOR = re.compile(r"(?:minimum|at least|min\.?)(?: of)?\s$")
_WORK = re.compile(r"\s?(?:in|as|of|with|working|on)\s")
_NOT_EXPERIENCE = re.compile(
    r"within (?:the )?(?:last|past|previous|next|first)?\s?$|(?:last|past|first|every|each|after|next"
    r"|per|age|over the|for the|for over|for more than|nearly|over)\s(?:\w+\s)?$"
    r"|within (?:\w+\s){0,3}$|must be (?:at least )?$|founded|renew|up to\s$|less than\s$|fewer than\s$"
    r"|no more than\s$|graduated?\b[^.]{0,30}$",
)
_AFTER_NOT = re.compile(
    r"^\s?(?:of (?:hire|employment|start|service|age|date|completion|graduation)|from|after|old\b"
    r"|prior to|contract|commitment|degree|program|post-?graduate|college|school|accredited|residency"
    r"|running|in a row|ago|anniversary|work commitment|history of (?:serv|prov)|or older)",
)
_PREFERRED = re.compile(
    r"prefer|desir|(?:is|are|be) (?:a )?(?:helpful|beneficial|advantage|plus\b)|a (?:strong |big "
    r"|huge )?plus\b|ideally\b|nice to have|advantageous|recommended|bonus|asset\b|(?:is|be) ideal"
    r"|strongly encouraged|not required",
)
_WISHED_ONLY = re.compile(r"preferred,? ?\(?(?:but )?not required")
_REQUIRED = re.compile(
    r"requir|minimum|\bmin\b|must\b|at least|mandatory|need(?:ed|s)?\b|necessary|no less than"
)
_DEMANDED = re.compile(r"required|must have|requires")
_ORGANISATION = re.compile(
    r"\b(?:we|our|us|has been|have been|company|serving|founded|history|heritage|combined|tradition"
    r"|celebrat|proud|anniversary"
    r"|organization|century|team of|leader in)\b",
)
_NEXT_DEMAND = re.compile(
    r"[;•|]|, (?=\d|one|two|three)|\band\b (?=\d|one\b|two\b|three\b)|(?<!not )\brequired\b"
)
_IN_LIEU = re.compile(
    r"in lieu|\bexempt\b|not eligible|is considered|considered an?\b|do(?:es)? not have"
    r"|may (?:be )?substitut|can (?:be )?substitut|equivalent to|equal one|will equal|instead of|\bwaive"
)
_PAY_STEPS = re.compile(
    r"\$|\bpay\b|salary|pto\b|vacation|accru|eligible for|bonus|tuition|vest(?:ed|ing)|contract\b|promot"
    r"|advances\b|advancement|advance (?:to|in)\b"
)

_NEW_GRAD_YES = re.compile(
    r"new(?:/\w+)? (?:nursing )?grad(?:uate)?s?(?: nurses?| rns?| lpns?| crnas?| nps?)?(?:['’]s)?"
    r"(?: of an? [\w ]{0,20}program| with [\w' ]{3,40}?)?(?:,? and [\w ]{2,30})? (?:are "
    r"|is )?(?:always |also |very )?(?:welcomed?|considered|encouraged|accepted|ok\b|okay|eligible"
    r"|invited|may apply|will be considered|can apply|needed|wanted|are eligible)"
    r"|(?:welcom\w+|consider\w*|accept\w*|open to|hiring|encourage|seeking|invite|including"
    r"|looking for) (?:all )?(?:\w+ ){0,3}(?:new|recent) (?:nursing )?grad"
    r"|(?:willing to|will) train (?:\w+ )?new (?:nursing )?grad"
    r"|experienced (?:and|&|or|as well as) new (?:nursing )?grad"
    r"|\ba new (?:nursing )?grad(?:uate)? (?:looking|eager|ready)\b"
    r"|no (?:prior |previous |nursing |clinical |work )*experience (?:is )?(?:required|necessary|needed)"
    r"|experience (?:is )?not (?:required|necessary|needed)"
    r"|graduating[^.]{0,80}eligible to apply|entry[- ]level (?:rn|lpn|nurse)|new grad(?:uate)?s? (?:program|residency)"
    r"|nurse residency program is for you|graduate nurses? (?:welcome|may|encouraged)|gpns? welcome"
    r"|gns? welcome",
)
_NEW_GRAD_NO = re.compile(
    r"(?:not (?:accept|hir|consider|open to|for|eligible for)\w*(?: to)?|unable to (?:accept|hire"
    r"|consider)|cannot (?:accept|hire|consider)|isn't for|not suitable for"
    r"|not appropriate for) (?:\w+ ){0,2}new (?:nursing )?grad|\bno (?:recent |or )?new (?:nursing )?grad"
    r"|\bnot an? new (?:nursing )?grad"
    r"|new grad[^.\n]{0,60}please apply (?:to|for) (?:an?|our|the) (?:residency|fellowship)"
    r"|new grad\w*(?: \w+){0,3} (?:not|cannot|can't|won't|will not|are not|is not)",
)
_NEW_GRAD_TITLE = re.compile(
    r"\bnew[- ]?grad|\bgraduate nurse|\bnurse residen|\brn residen|\bresidency\b|\bgn\b"
    r"|transition to practice|\brn resident\b|nurse resident",
    re.IGNORECASE,
)
_TEACHING_TITLE = re.compile(r"educator|practitioner|coordinator|manager|director|specialist|pharmac")
_NO_EXPERIENCE = re.compile(
    r"no (?:prior |previous |nursing |clinical |work )*experience (?:is )?(?:required|necessary"
    r"|needed)(?! in lieu)|^\W{0,4}no experience\W{0,2}$|(?:prior |previous "
    r"|nursing )*experience (?:is )?not (?:required|necessary)",
    re.MULTILINE,
)
_TRAINS = re.compile(
    r"\bwill(?:ing to)? (?:gladly |fully |also |provide )?train\b|willing to (?:teach|train)"
    r"|train(?:ing)? (?:the )?(?:right|qualified)|we(?:'ll| will| can| do)? train(?: you)?\b(?! to support)"
    r"|we (?:also )?(?:provide|offer) (?:\w+ ){0,3}(?:on[- ]the[- ]job|hands[- ]on|paid) training"
    r"|training to the right|unless trained|willing to complete [\w ]{0,20}training"
    r"|training will have you|whether you'?re new to [\w -]{3,40}\b(?:care|nursing|infusion)\b"
    r"|(?:preferred|required|necessary|needed)\W{1,4}training (?:is |will be )?(?:available|provided|offered)"
    r"|provides? all (?:the )?(?:necessary|needed|required) training"
    r"|no (?:\w+ ){0,3}experience\? |if not,? (?:we|training)|can be trained|will be trained"
    r"|don't have experience|chemo(?:therapy)? (?:training|certification"
    r"|course) (?:will be )?(?:provided|offered|paid)"
    r"|\(training (?:is |will be )?(?:available|provided)|(?:iv|infusion|chemo|dialysis"
    r"|certification) (?:\w+ )?training (?:provided|available|offered)",
)  # fmt: skip


# Among duties and benefits these speak of others' training, or of seminars.
_TRAINING_ON_OFFER = re.compile(
    r"training (?:is |will be )?provided(?! (?:by|to|for|through) (?!you|new|qualif|the right))"
    r"|on[- ]the[- ]job training"
)
_PORTRAIT = frozenset({"about", "eeo", "keywords"})
_NOT_OURS = _PORTRAIT | {"benefits", "duties"}


@dataclass(frozen=True)
class _Demand:
    months: int
    is_firm: bool
    quote: str
    start: int
    sentence: Span


def read_experience(text: Text, raw: RawPosting) -> Reading:
    """Minimum months required, `will_train` and `new_grad_ok`; what is preferred does not count."""
    reading = Reading()
    demands = [demand for match in text.near(_UNIT, _SPAN, 45, 12) if (demand := _demand(text, match))]
    if demands:
        chosen = _strictest(text, demands)
        reading.set("experience_months", chosen.months, chosen.quote)
    elif (match := _first(_GRADUATE, _NO_EXPERIENCE, text)) is not None and not _is_of_supervising(
        text, match
    ):
        reading.set("experience_months", 0, text.quote_around(match.start(), match.end(), 40))
    _read_new_graduates(text, raw, reading)
    match = _first(_TRAIN, _TRAINS, text) or _first(_TRAIN, _TRAINING_ON_OFFER, text, _NOT_OURS)
    if match is not None:
        reading.set("will_train", True, text.quote_around(match.start(), match.end(), 60))
    return reading


def _is_of_supervising(text: Text, match: re.Match[str]) -> bool:
    above = text.previous_line(match.start())
    return text.section_at(match.start()) == "preferred" or bool(above and "supervis" in above.text.lower())


def _demand(text: Text, match: re.Match[str]) -> _Demand | None:
    """A span of years as a demand for experience, or None where it is something else."""
    start, end = match.span()
    sentence = text.sentence_at(start)
    section = sentence.section
    if section in {"preferred", "about", "eeo", "benefits", "keywords"} and not (
        section in {"benefits", "about", "preferred"} and _DEMANDED.search(text.lower, sentence.start, sentence.end)
        and not _PREFERRED.search(text.lower, sentence.start, sentence.end)
    ):  # fmt: skip
        return None
    before = text.before(start, 90)
    after = text.after(end, 110)
    if _NOT_EXPERIENCE.search(before[-40:]) or _AFTER_NOT.match(after):
        return None
    near = _EXPERIENCE.search(after) or _EXPERIENCE.search(before) or _SKILLED.match(after)
    # "Registered nursing: 1 year (Required)": the job sites' own form.
    near = near or (before.endswith(": ") and _IN_BRACKETS.match(after))
    if not near and start == sentence.start and (above := text.previous_line(start)) and above.is_heading:
        near = _EXPERIENCE.search(above.text.lower())
    near = near or (_FLOOR.search(before) and _WORK.match(after))
    if not near or _IN_LIEU.search(before + after):
        return None
    if _ORGANISATION.search(before[-70:]) and not _REQUIRED.search(before):
        return None
    if "bonus" in before or _PAY_STEPS.search(before[-40:]) or _PAY_STEPS.search(after[:25]):
        return None
    if _WISHED_ONLY.search(text.after(end, 180)) or _is_preferred(before, after):
        return None
    months = _months(match)
    if months is None or months > 240:
        return None
    is_firm = section == "requirements" or bool(_REQUIRED.search(before) or _REQUIRED.search(after))
    return _Demand(months, is_firm, text.quote_around(start, end, 60), start, sentence)


def _is_preferred(before: str, after: str) -> bool:
    """Whether the clause around a span only wishes for it."""
    clause = _NEXT_DEMAND.split(after, maxsplit=1)[0]
    if wish := _PREFERRED.search(clause):
        # Not wished for: "2 years nursing, oncology preferred", "2 years, preferably in an ICU".
        # Wished for: "2 years in an ICU, PACU or similar is preferred", "2 years (preferred)".
        *head, tail = re.split(r"[,(]|\bwith\b", clause[: wish.start()])
        if clause.startswith(("preferably", "preferable in", "preference"), wish.start()):
            return False
        of_the_whole = not tail.strip() or (
            tail.rstrip().endswith((" is", " are")) and not _EXPERIENCE.search(tail)
        )
        return not head or of_the_whole
    lead = re.split(r"[;•|.]|, ", before)[-1]
    return bool(_PREFERRED.search(lead))


def _months(match: re.Match[str]) -> int | None:
    low = match["low"].lower()
    try:
        amount = float(_WORDS.get(low, low))
    except ValueError:
        return None
    return round(amount * (1 if match["unit"].lower().startswith("mo") else 12))


def _strictest(text: Text, demands: list[_Demand]) -> _Demand:
    """What every applicant needs: of alternatives the least, of separate demands the most."""
    firm = [demand for demand in demands if demand.is_firm] or demands
    if "level" in text.lower and len({match[0] for match in _GRADE.finditer(text.lower)}) > 1:
        return min(firm, key=lambda found: found.months)  # grades of one job: the lowest lets in
    floors: list[_Demand] = []
    for demand in firm:
        previous = floors[-1] if floors else None
        if previous and _are_alternatives(text, previous, demand):
            floors[-1] = min(previous, demand, key=lambda found: found.months)
        else:
            floors.append(demand)
    return max(floors, key=lambda found: found.months)


def _are_alternatives(text: Text, earlier: _Demand, later: _Demand) -> bool:
    between = text.lower[earlier.start : later.start]
    return len(between) < 300 and bool(re.search(r"\bor\b(?! more)|\bor:?\s*$", between)) and (
        earlier.sentence == later.sentence or ("\n" in between and re.search(
            r"\bor\W{0,3}\s*$|\n\W*or\b",
            between,
        ))
    )  # fmt: skip


def _read_new_graduates(text: Text, raw: RawPosting, reading: Reading) -> None:
    refused = _first(_GRADUATE, _NEW_GRAD_NO, text)
    if refused is not None:
        reading.set("new_grad_ok", False, text.quote_around(refused.start(), refused.end(), 40))
        return
    title = raw.title.lower()
    named = None if _TEACHING_TITLE.search(title) else _NEW_GRAD_TITLE.search(title)
    if match := named or _NEW_GRAD_YES.search(title):
        reading.set("new_grad_ok", True, match[0])
    elif (welcome := _first(_GRADUATE, _NEW_GRAD_YES, text)) is not None:
        reading.set("new_grad_ok", True, text.quote_around(welcome.start(), welcome.end(), 40))


def _first(
    hint: re.Pattern[str], pattern: re.Pattern[str], text: Text, excluded: frozenset[str] = _PORTRAIT
) -> re.Match[str] | None:
    """The first match that is not in the employer's portrait, a legal notice or a keyword tail."""
    for match in text.near(hint, pattern, 60, 120):
        if text.section_at(match.start()) not in excluded:
            return match
    return None
