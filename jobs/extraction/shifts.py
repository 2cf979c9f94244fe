"""Shifts as stated to be worked: day, night, weekend, on call ...

"No nights" refuses, an empty "On call:" says nothing, and a differential for evenings is pay.
"""

import re

from jobs.extraction.fields import labelled_values
from jobs.extraction.text import Line, Span, Text, normalise
from jobs.extraction.types import RawPosting, Reading

_SHIFT_PATTERNS: dict[str, str] = {
    "negated": r"\bno [\"“']?self[- ]?schedul\w+|\bnot (?:an? )?(?:rotating |flexible )(?:or (?:rotating "
    r"|flexible ))?schedul\w+|\b(?:no|never|not|without|zero) (?:required )?(?:(?:nights?|evenings?"
    r"|weekends?|holidays?"
    r"|on[- ]?call|call|overnights?|mandatory|every|rotating|major|or|and|shifts?|work|hours"
    r"|late)\b(?:\s?[,/&]\s?| )?){1,8}"
    r"|(?:nights|evenings|weekends|holidays|(?:on[- ])?call)(?:,? (?:and|or|&) (?:nights|evenings"
    r"|weekends|holidays|(?:on[- ])?call))?(?: shifts?| work| rotation)?(?: off\b| free\b|(?: is"
    r"| are)? not required|(?: requirement| required| obligations?| rotation)?\??\s?[:=-]\s?(?:no\b|none"
    r"|n/a|0\b))"
    r"|(?:nights?|evenings?|weekends?|holidays?|(?:on[- ])?call)(?:\s?[/&,]\s?(?:and |or )?(?:nights?|evenings?"
    r"|weekends?|holidays?|(?:on[- ])?call))*(?: shifts?| work)?(?: requirements?| required| obligations?"
    r"| rotation)\??\s?[:=-]\s?(?:no\b(?! less| more| fewer)|none\b|n/a|0\b)"
    r"|(?:closed|off) (?:on )?(?:all )?(?:major )?(?:weekends|holidays)(?: and (?:weekends|holidays))?"
    r"|weekends? and holidays? off|holidays? and weekends? off",
    "extra": r"(?:shift|night|evening|weekend|day|noc|holiday|on[- ]?call|charge|call|overnight"
    r"|weekday)s?(?:[/,& ]{1,3}(?:and )?(?:weekend|night|evening|holiday|overnight"
    r"|call)s?)*(?: shift)? ?(?:pay |rate )?(?:differentials?|diffs?\b|premiums?|incentives?"
    r"|bonus\w*|pay\b|compensation|rates?\b)"
    r"|days/shifts|holidays: \d+ paid holidays|paid (?:company |state |federal |national )?holidays?"
    r"|\d+ (?:paid |observed |company |federal )*holidays|observed holidays"
    r"|holidays? (?:and|&) (?:vacation|pto|sick|paid)|(?:vacation|sick|pto)(?: time"
    r"| leave)?[,/& ]+(?:and )?holidays?"
    r"|differentials?[^.\n]{0,40}(?:evenings?|nights?|weekends?"
    r"|holidays?)(?:[,/& ]+(?:and )?(?:evenings?|nights?|weekends?|holidays?))*"
    r"|(?:24/7|24[- ]hours?)[\w /-]{0,12} on[- ]call|on[- ]call (?:support|service|(?:nursing "
    r"|clinical )?leadership|,? 24)|on[- ]call, 24"
    r"|leave (?:and|&) holidays|days posted|please call|call (?:us|or|today|now|me|center|light|bell)"
    r"|on[- ]call support|day[- ]to[- ]day|per day\b|days? (?:a|per|of|from|prior|after|off|in advance"
    r"|notice|before)\b|business days|calendar days|working days|days/week|days per"
    r"|(?<![x*\d])\d{1,3}\)?[ -]days?(?! shift)|(?:pto|personal|consecutive|two|three|four|five|six"
    r"|seven) days|day one\b|first day|last day|every day|each day|same[- ]day"
    r"|day surgery|all days|a day\b(?! shift)|of the day\b(?! shift)|day hospital|paid days|sick days"
    r"|day programs?|days\)"
    r"|day care|daycare|these days|days that|day (?:centers?|patients?|treatment|services)|day \d"
    r"|night before|evening before|weekly|one day|modern day|to day|day in the life|pay ?day",
    "rotating": r"rotating (?:shifts?|days?(?! off)|nights?|schedule|d/n)|(?:day|days|d)[ /]?(?:and |& |to "
    r"|/)?(?:nights?|n|evenings?) rotat\w+|rotates? (?:shifts|days|between (?:days?|shifts|nights?)|day"
    r"|nights?)"
    r"|shift:? ?rotat\w+\b(?!\s?:)|rotating (?=-|\()|rotational shifts?|\brotating$|^rotating\b(?! (?:week"
    r"|wknd|holi|off|days? off|sat|sun|call|on|every))|(?:work )?rotating and variable shifts",
    "night": r"\bnights?\b(?! and day)|\bnocs?\b|\bovernights?\b|\bgraveyard\b|3rd shift|third shift"
    r"|\bshift:? ?3\b(?!\s?[x\d-]| shifts)|\bnocturnal\b|midnights?\b",
    "evening": r"\bevenings?\b|\beves?\b|2nd shift|2nd(?=[ ,/&]+(?:(?:and|or) )?3rd\b)"
    r"|second shift|\bpm shift|\bshift:? ?2\b(?!\s?[x\d-]"
    r"| shifts)|\bafternoons?\b",
    "mid": r"\bmids?\b(?=[ -]?shift|/|\b(?: [-|]|$))|mid[- ]?shift|swing shift",
    "day": r"(?<!your )\bdays?\b|\bdaytime\b|1st shift|1st(?=[ ,/&]+(?:(?:and|or) )?(?:2nd|3rd)\b)"
    r"|(?<!their )(?<!your )first shift|\bam shift|\bshift:? ?1\b(?!\s?[x\d-]| shifts)"
    r"|daylight|\bmornings?\b(?! pointe| star\b| glory)",
    "weekday": r"\b(?:mon|tues?|wed)(?:s|day|nesday)?s?\.?\s{0,2}(?:-|to|thru|through|/)\s{0,2}(?:wed|thu"
    r"|thur"
    r"|thurs|fri)(?:nesday|sday|day)?s?\b|\bm\s?(?:-|to|thru|through)\s?f(?:ri)?\b"
    r"|(?<=[:(] )t ?- ?f\b|(?<!weekends and )(?<!weekends or )(?<!as well as )\bweekdays?\b"
    r"(?! and weekend| or weekend| and/or weekend|/weekend| off)"
    r"|monday,? tuesday,? wednesday",
    "weekend": r"\bweekends?\b|\beow\b|\bwknds?\b|\be/?o/?w\b|every other sat|\bsaturdays?\b|\bsundays?\b"
    r"|\bbaylor\b(?! (?:scott|univ|college|st|all|regional|heart|medical|medicine|surg|inst))"
    r"|\bsat[/&, -]+sun\b|\bfri[-/, ]+sat[-/, ]+sun",
    "holiday": r"\bholidays?\b|\beoh\b|\bhols?\b",
    "on_call": r"\bon[- ]?call\b(?! pharmac(?!\w* rotation))|\bcall (?:rotation|requirement|required"
    r"|shifts?|schedule|coverage"
    r"|time|responsibilit\w+|obligation)s?\b|\bstand-?by\b|with call\b|take call\b"
    r"|\bcall\b(?= (?:one|every|is required|\d))|rotating call|(?:weekend|night|holiday"
    r"|weekday) call\b",
    "variable": r"\bvariable\b(?! nature| pay| comp| benef| rate| data| income)|\bvaried (?:shifts?|hours|schedul\w+)"
    r"|(?:shifts?|schedules?|hours|times?|start/end)\b[^:\n]{0,20}[:-]\s?\W{0,3}var(?:ied|ies|ious"
    r"|y)\b|^var(?:ied|ies|ious)\b\W{0,2}(?:shifts?|hours|schedules?|days|$|\()|\bflex\b(?! pto"
    r"| spend| time off| account| benefit)|flexible (?:[\w-]+ ){0,2}(?:schedul\w+|hours|shifts?|days"
    r"|start)|irregular (?:hours|shifts)|hours (?:may |will |are )?var(?:y|ied)|schedules? (?:may "
    r"|will )?var(?:y|ies)|schedul\w+ flexibility|self[- ]?schedul\w+|various (?:shifts|hours"
    r"|schedules)|(?:all|multiple) shifts\b|create your own schedule"
    r"|choose your (?:own )?(?:schedule|hours|shifts)|variety of (?:shifts|schedules)"
    r"|make your own schedule|pick your|set your own|varying (?:shifts|hours|schedules)"
    r"|build your own schedule|rotating and variable|work when (?:and where )?you want",
    "split": r"\bsplit shifts?\b",
}
_SHIFT = re.compile(
    r"\b(?:" + "|".join(f"(?P<{slug}>{pattern})" for slug, pattern in _SHIFT_PATTERNS.items()) + ")",
    re.MULTILINE,
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h1>\d{1,2})(?::?(?P<m1>[0-5]\d))?\s?(?P<p1>[ap])?\.?m?\.?\s{0,2}(?:-{1,2}|to|until"
    r"|till|thru)\s{0,2}"
    r"(?P<h2>\d{1,2})(?::?(?P<m2>[0-5]\d))?\s?(?P<p2>[ap])?(?:\.?m\b|\b)",
)
_MILITARY = re.compile(
    r"(?<![\d:.$,-])(?P<h1>[01]\d|2[0-3]):?(?P<m1>[0-5]\d)\s?(?:-|to)\s?(?P<h2>[01]\d"
    r"|2[0-3]):?(?P<m2>[0-5]\d)(?![\d-])"
)
# A line without any of these says nothing of shifts, one without the others nothing of a form's fields.
_SHIFT_HINT = re.compile(
    # The first letters of what follows: most words are refused by one look.
    r"\b(?=[abcdefhimnorstvwyg\d])(?:night|overnight|midnight|noc|evening|eves?\b|afternoon|mids?\b|swing|days?\b|daytime|daylight"
    r"|morning|graveyard|shift|rotat|weekend|weekday|wknd"
    r"|e/?o/?[wh]\b|mon|tue|wed|sat|sun|m ?- ?f|holiday|hols\b|call|on-call|stand-?by|vari(?:ed|es|able"
    r"|ous|ety)|vary|flex|schedul|irregular|hours|your own"
    r"|baylor|self|\d{1,2} ?[ap]\b|\d{1,2} ?[ap]\.?m\b|\d{4} ?(?:-|to) ?\d{4}|work when|\dx\d|1st|2nd|3rd)"
)
_SHIFT_LABEL = re.compile(
    r"^\W{0,3}(?:(?:work|job|primary|scheduled|daily|daily work|your|typical|standard|regular|clinic"
    r"|shift|weekly|available|current|position|assigned|tentative|anticipated)[ /-]){0,2}"
    r"(?:shifts?(?: ?/ ?schedule| times?| details?| hours| type| start/end| notes| available"
    r"| and schedule| options?)?|schedules?(?: details?| notes?| type)?|hours(?: of work"
    r"| of operation)?(?! per)|work times|times|days?(?: of (?:the )?week)?(?:/hours)?"
    r"|weekends?(?:/holidays?)?(?: requirements?| required| rotation)?|holidays?(?: requirements?"
    r"| required| rotation)?|on[- ]?call(?: requirements?| required| rotation)?|call (?:requirements?"
    r"|obligations?|rotation)|status|job type|employment type|position type|type|job schedule)"
    r"\b[^:\n]{0,25}?\s{0,2}(?:[:|=]|-\s|\s-)\s{0,3}",
)
_BARE_SHIFT_LABEL = re.compile(
    r"^(?:(?:work|job|primary|scheduled|daily|shift) ){0,2}(?:shifts?(?: times?| details?| hours| type)?"
    r"|schedules?(?: details?| notes?)?|hours|work times|weekend requirements?|holiday requirements?"
    r"|call requirements?)\s?:?$",
)
_SHIFT_CUE = re.compile(
    r"\b(?:shifts?\b|schedul|position|hours\b|full[- ]?time|part[- ]?time|\bprn\b|per diem|\bhrs?\b"
    r"|opening|opportunit|\brotat|\brequired\b|every (?:other|third|\d|fourth)|\beow\b|\bpt\b|\bft\b"
    r"|\d\s?x\s?\d|12s\b|work (?:a |some |every|on |week|night|even|holi|flex|vari)|working|seeking"
    r"|hiring|needed|hour\b|coverage|\boff\b|\d{1,2} ?[ap]\.?m?\b|rotation|option|available"
    r"|must be (?:able|willing)|clinic is open|^(?:days|nights|evenings)(?: ?/ ?(?:days|nights"
    r"|evenings))?\W*$|includ|work when)"
    r"|(?<!\d )- ?(?:days|nights|evenings)\W*$",
)
_SHIFT_ELSEWHERE = re.compile(
    r"\b(?:each|every|per|during (?:the|their|your|assigned)?|assigned|end of|beginning of|throughout the"
    r"|designated|on (?:the|that|assigned)|within the|next|oncoming|previous|between|change of"
    r"|shift[- ]to|for the|other|all) shifts?\b"
    r"|shift (?:report|change|operation|assignments?|supervisor|manager|to shift|huddle|lead|hand)"
    r"|on[- ]?call (?:provider|physician|pharmac|doctor|clinician|support|therapist|staff|nurse"
    r"|list|(?:rn |nurse )?supervisor|manager|administrator)\w*\b(?! rotation)"
    r"|physician on[- ]call|provider on[- ]call|patients?'? (?:schedul|day)|oversee|supervis(?:es?|ing"
    r"|ion of) |\borientation\b|week \d|reasonable accommodation|differentials?\b|\bpremium\b|chaplain"
    r"|calls per|\btraining (?:will|is|takes|shifts?)\b|bonus(?:es)? for (?:the )?(?:day|night|evening|weekend)"
    # A day of interviews or of an open house, not of the week's work.
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2}(?:st|nd|rd|th)?,? (?:20\d\d|\d{1,2}(?::\d\d)? ?[ap])",
)
# In a long sentence "flexible schedules" is the employer's portrait; it says nothing of this job.
_FLEXIBLE = re.compile(
    r"flexible (?:[\w-]+ ){0,2}schedul|flexible hours|offers? a variety of (?:shifts|schedules)"
)
# Beside these a flexible schedule is one more perk.
_PERKS_BESIDE = re.compile(
    r"\bpaid time off|\bpto\b|parental leave|insurance|retirement|401|work/life|quality of life"
)
# A perk in a list; where a shift is stated it says nothing of when the work is.
_PERK = re.compile(r"\W{0,4}(?:flexible (?:work )?schedul\w+|self[- ]?schedul\w+|flexible hours)\W{0,4}$")
# A form's field that nobody filled in, unless the answer stands on the line below.
_UNANSWERED = re.compile(
    r"^\W{0,4}(?:weekends?|holidays?|on[- ]?call|call)(?: ?[/&] ?(?:weekends?|holidays?|call))?"
    r"(?: (?:requirements?|required|obligations?|rotation|commitment|coverage))?\s?[:?]\W{0,4}$"
)
_ANSWER = re.compile(
    r"^\W{0,4}(?:yes\b|required|every|rotat|alternat|one\b|two\b|some\b|as needed|minimum|\d)"
)
_VARIES = re.compile(r"(?:^|[-|,(]|\bft|\bpt|\bprn) ?varies\b")
_CORE = frozenset({"day", "evening", "night", "mid", "rotating"})
_ORDER = (
    "day",
    "evening",
    "night",
    "mid",
    "rotating",
    "weekday",
    "weekend",
    "holiday",
    "on-call",
    "variable",
    "split",
)


def read_shifts(text: Text, raw: RawPosting) -> Reading:
    """Shifts of a posting, each with the words it rests on."""
    reading = Reading()
    title = normalise(raw.title)
    named, refused = _shifts_in(title.lower)
    if _VARIES.search(title.lower):
        named.add("variable")
    found = dict.fromkeys(named, title.clean.strip()[:200])
    labelled: dict[str, str] = {}
    lines = _lines_on_shifts(text)
    for line in lines:
        content = text.lower[line.start : line.end]
        if len(content) < 160 and _SHIFT_LABEL.match(content):
            _note(labelled, refused, _shifts_in(content), text.quote(line.start, line.end))
    for value, quote in labelled_values(text, _NEVER, _BARE_SHIFT_LABEL):
        _note(labelled, refused, _shifts_in(value), quote)
    if labelled.keys() & _CORE and not labelled.keys() & found.keys() & _CORE:
        # "Days" in the title, "Shift: Night" in the body: the body wins.
        found = {slug: quote for slug, quote in found.items() if slug not in _CORE}
    found = {**labelled, **found}
    has_core = bool(found.keys() & _CORE)
    for line in lines:
        for sentence in text.sentences_of(line):
            spoken = _shifts_spoken(text, sentence)
            if has_core and _is_perk(text, sentence):
                spoken[0].discard("variable")
            _note(found, refused, spoken, text.quote(sentence.start, sentence.end) if spoken[0] else "")
    for slug in _ORDER:
        if slug in found and slug not in refused:
            reading.add("shifts", slug, found[slug])
    return reading


def _is_perk(text: Text, sentence: Span) -> bool:
    words = text.lower[sentence.start : sentence.end]
    return (
        sentence.section in {"benefits", "pay"}
        or _PERK.match(words) is not None
        or _PERKS_BESIDE.search(words) is not None
    )


def _lines_on_shifts(text: Text) -> list[Line]:
    """Lines of the job's own text that hold a word of the schedule."""
    lines: list[Line] = []
    for match in _SHIFT_HINT.finditer(text.lower):
        if lines and match.start() < lines[-1].end:
            continue
        line = text.line_at(match.start())
        if line and line.section not in {"eeo", "keywords", "about", "physical"}:
            lines.append(line)
    return [line for line in lines if not _is_unanswered(text, line)]


def _is_unanswered(text: Text, line: Line) -> bool:
    if line.end - line.start > 60 or not _UNANSWERED.match(text.lower[line.start : line.end]):
        return False
    below = text.next_line(line.start)
    return below is None or not _ANSWER.match(text.lower[below.start : below.end])


def _note(found: dict[str, str], refused: set[str], spoken: tuple[set[str], set[str]], quote: str) -> None:
    for slug in spoken[0]:
        found.setdefault(slug, quote)
    refused.update(spoken[1])


def _shifts_spoken(text: Text, sentence: Span) -> tuple[set[str], set[str]]:
    """Shifts a sentence names and refuses, where it speaks of this job's hours at all."""
    words = text.lower[sentence.start : sentence.end]
    is_listed = sentence.section == "schedule" and len(words) < 80
    if len(words) > 400 or not _SHIFT_HINT.search(words) or not (is_listed or _SHIFT_CUE.search(words)):
        return set(), set()
    if _SHIFT_ELSEWHERE.search(words):
        return set(), set()
    named, refused = _shifts_in(words)
    if len(words) > 110 and sentence.section != "schedule" and _FLEXIBLE.search(words):
        named.discard("variable")
    if sentence.section in {"benefits", "pay"} and "requirement" not in words:
        named -= {"holiday", "on-call"}
    return named, refused


_NEVER = re.compile(r"(?!)")


def _shifts_in(words: str) -> tuple[set[str], set[str]]:
    """Shifts that one field or sentence (in lower case) names, and those it excludes."""
    named: set[str] = set()
    refused: set[str] = set()
    for match in _SHIFT.finditer(words):
        slug = (match.lastgroup or "").replace("_", "-")
        if slug == "negated":
            refused |= _refusals(match[0])
        elif slug != "extra":
            named.add(slug)
    for clock in (_MILITARY, _CLOCK):
        for match in clock.finditer(words):
            if slug := _by_clock(match):
                named.add(slug)
    return named, refused


def _refusals(words: str) -> set[str]:
    return {
        slug
        for slug, pattern in (
            ("night", r"night"),
            ("evening", r"evening"),
            ("weekend", r"weekend"),
            ("holiday", r"holiday"),
            ("on-call", r"call"),
        )
        if re.search(pattern, words, re.IGNORECASE)
    }


def _by_clock(match: re.Match[str]) -> str | None:
    """The shift of "7a-7:30p" or "1900-0730", by when it begins and ends; None where it is no clock."""
    first, last = int(match["h1"]), int(match["h2"])
    named = match.groupdict()
    if "p1" not in named:
        start, end = first, last
        if int(match["m1"]) % 5 or int(match["m2"]) % 5:
            return None
    else:
        if not (1 <= first <= 12 and 1 <= last <= 12):
            return None
        p2 = (named["p2"] or "").lower()
        p1 = (named["p1"] or "").lower()
        if not p2 or not (p1 or named["m1"] or named["m2"]):
            return None
        p1 = p1 or ("a" if p2 == "p" and (first % 12) <= (last % 12) + 12 and first >= 5 else p2)
        start, end = first % 12 + (12 if p1 == "p" else 0), last % 12 + (12 if p2 == "p" else 0)
    length = (end - start) % 24
    if not 3 <= length <= 16:
        return None
    if start >= 18 or start <= 2:
        return "night"
    if 5 <= start <= 10:
        return "day"
    if start in {11} and length >= 8:
        return "mid"
    return "evening" if 13 <= start <= 17 else None
