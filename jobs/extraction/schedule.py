"""Employment (full-time, PRN, travel ...) and shifts (day, weekend, on call ...) of a posting.

Title and labelled fields ("Schedule: Full time") speak first, then sentences about this job, and the
columns only where all are silent. "No nights" and an empty "On call:" say nothing or the contrary.
"""

import re
from collections.abc import Iterator

from jobs.extraction.text import Line, Span, Text, normalise
from jobs.extraction.types import RawPosting, Reading

_EMPLOYMENT_PATTERNS: dict[str, str] = {
    "temp_to_perm": r"temp(?:orary)?[- ]to[- ](?:perm(?:anent)?|hire)|contract[- ]to[- ](?:hire|perm(?:anent)?)",
    "local_contract": r"local contract|local travel(?:er)? |local assignment|local candidates only|contract[^.\n]{0,20}local",
    "travel_contract": r"travel(?:/| )contract|travel (?:nurse|rn|registered|lpn|assignment|position|job|nursing)|\btraveler\b|\btraveller\b"
    r"|\d{1,2}[ -]?weeks? (?:travel|contract|assignment)|travel\b(?= ?[-|])",
    "prn": r"\bprn\b|per[- ]?diem|\bprn/|as[- ]needed basis|\bcasual\b(?! dress| attire| environment)|on[- ]call(?:,? as needed)?(?= position| basis| employee)"
    r"|\bsupplemental\b(?= (?:status|staff|pool|position))|\bpro re nata\b|\bprn-",
    "full_time": r"\bfull(?:[- ]{1,3}|/)?time\b|\bft\b(?!\.)|full-?(?= ?(?:or|and|/|&) ?part)",
    "part_time": r"\bpart(?:[- ]{1,3}|/)?time\b|\bpt\b(?! ?care|[,/] ?(?:pta|ot|slp|st)\b|,? and ot\b)|\bp/t\b",
    "temporary": r"\btemporary\b(?! (?:practice|permit|licen|housing|assign|lodging|disab))|\bseasonal\b|\btemp\b(?!er)|\binterim\b(?! permit| healthcare)|leave coverage|limited[- ]term",
    "contract": r"(?<!union )(?<!bargaining )(?<!under )\bcontract\b(?!ual| negotiat| terms| management|s with| health)|\b1099\b|independent(?:ly)? contract\w*|\bcontractor\b|locum",
    "internship_residency": r"nurse residency|rn residency|\bresidency\b|\binternship\b|\bextern(?:ship)?\b|\bfellowship\b|apprentice|nurse resident|rn resident|\bintern\b",
    "job_share": r"job[- ]share",
    "volunteer": r"\bvolunteer (?:position|role|opportunity)",
}
# Every pattern begins at a word: trying them at word starts alone is five times faster.
_EMPLOYMENT = re.compile(r"\b(?:" + "|".join(f"(?P<{slug}>{pattern})" for slug, pattern in _EMPLOYMENT_PATTERNS.items()) + ")")
_EMPLOYMENT_HINT = re.compile(
    r"\b(?:full|part|ft\b|pt\b|p/t|prn|per[- ]?diem|as[- ]needed|casual|on[- ]call|supplem|pro re|temp|season|interim|leave cov|limited|contract|1099"
    r"|independent|locum|resid|rn resid|nurse resid|intern|extern|fellow|apprent|job[- ]sh|volunt|travel|local|\d{1,2}[ -]?week)"
)
_FTE = re.compile(r"\bfte\b\s{0,2}[:=]?\s{0,2}(?P<after>[01]?\.\d{1,4}|[01]\b(?!\d))|(?<![\d.])(?P<before>[01]?\.\d{1,4}|1)\s?fte\b")

_LABEL_WORDS = (
    r"(?:employment|job|position|work|schedule|assignment|shift|staff|employee|worker|time|appointment)[ -]?"
    r"(?:type|types|status|category|schedule|basis|class(?:ification)?|details?)|status|schedule|employment|category|classification"
    r"|fte(?:/hours)?|hours|position|full[- ]time/part[- ]time|ft/pt|full time / part time|time type|hours per week|type|shift(?: and schedule)?"
)
_EMPLOYMENT_LABEL = re.compile(rf"^(?:\W{{0,3}})(?:{_LABEL_WORDS})(?:\s?\([^)\n]{{0,30}}\))?\s{{0,2}}(?:[:|=]|-\s)\s{{0,3}}")
_BARE_EMPLOYMENT_LABEL = re.compile(rf"^(?:{_LABEL_WORDS})\s{{0,2}}:?$")
_EMPLOYMENT_CUE = re.compile(
    r"position|opportunit|opening|role\b|seeking|hiring|looking for|this is an?|available|schedule|shift|job\b|hours|currently|join|need|nights|days\b|evenings"
    r"|assignment|contract\b|employment|basis|registered nurse|\brns?\b|\blpns?\b|pharmac|status|week",
)
_NOT_THIS_JOB = re.compile(
    r"benefit|eligib|insurance|pto\b|401|employees? (?:who|that|work|are|may|can|receive|with)|associates? |caregivers|team members|colleagues|bonus|tuition|accru"
    r"|experience|equivalent|years? of|\bfloat (?:and|or) prn|staff members|student|enrolled|reimburse|premium|supervis|oversee|preferred|employer|medication|comfort|holiday pay|prn med|prn pain|\bsign[- ]on\b|coordinat|whether you",
)

_RARE = {"contract", "internship-residency", "temporary", "prn"}
_ASSIGNMENT = re.compile(r"week|month|position|assignment|1099|independent")
_BEGINNER_TITLE = re.compile(r"new[- ]?grad|graduate nurse|\bgn\b|\bresident\b(?! care| serv| assess| assist)|new nurse|student nurse|nurse student")
_PROGRAM = re.compile(
    r"(?:nurse|rn|graduate|nursing|pharmacy|pgy-?\d) (?:\w+ )?resid\w+|residency|fellowship|transition[- ]to[- ]practice|intern(?:ship)?\b|extern(?:ship)?\b"
)
_TRAVEL_TITLE = re.compile(
    r"^\W*travel(?:ing|er)?\b(?! (?:required|up|time|clinic|medicine|health|team|coordinat|vaccin))|\btravel (?:rn|nurse|contract|assignment|licensed|registered|lpn|lvn|pharm)",
)
_CONTRACTOR = re.compile(r"\b(?:as an? )?independent (?:nurse |rn )?contractors?\b(?! physician)|\b1099\b")
_THIS_JOB = re.compile(r"position|opportunit|this is|available|shift")

_SHIFT_PATTERNS: dict[str, str] = {
    "negated": r"\b(?:no|never|not|without|zero) (?:required )?(?:(?:nights?|evenings?|weekends?|holidays?|on[- ]?call|call|overnights?|mandatory|every|rotating|major|or|and|shifts?|work|hours|late)\b(?:\s?[,/&]\s?| )?){1,8}"
    r"|(?:nights|evenings|weekends|holidays|(?:on[- ])?call)(?:,? (?:and|or|&) (?:nights|evenings|weekends|holidays|(?:on[- ])?call))?(?: shifts?| work| rotation)?(?: off\b| free\b|(?: is| are)? not required|(?: requirement| required| obligations?| rotation)?\??\s?[:=-]\s?(?:no\b|none|n/a|0\b))"
    r"|(?:closed|off) (?:on )?(?:all )?(?:major )?(?:weekends|holidays)(?: and (?:weekends|holidays))?|weekends? and holidays? off|holidays? and weekends? off",
    "extra": r"(?:shift|night|evening|weekend|day|noc|holiday|on[- ]?call|charge|call|overnight|weekday)s?(?:[/,& ]{1,3}(?:and )?(?:weekend|night|evening|holiday|overnight|call)s?)*(?: shift)? ?(?:pay |rate )?(?:differentials?|diffs?\b|premiums?|incentives?|bonus\w*|pay\b|compensation|rates?\b)"
    r"|paid (?:company )?holidays?|\d+ (?:paid |observed |company |federal )*holidays|observed holidays|holidays? (?:and|&) (?:vacation|pto|sick|paid)|(?:vacation|sick|pto)[,/& ]+(?:and )?holidays?"
    r"|differentials?[^.\n]{0,40}(?:evenings?|nights?|weekends?|holidays?)(?:[,/& ]+(?:and )?(?:evenings?|nights?|weekends?|holidays?))*"
    r"|(?:24/7|24[- ]hours?)[\w /-]{0,12} on[- ]call|on[- ]call (?:support|service|,? 24)|on[- ]call, 24|leave (?:and|&) holidays|days posted|please call|call (?:us|or|today|now|me|center|light|bell)|on[- ]call support|day[- ]to[- ]day|per day\b|days? (?:a|per|of|from|prior|after|off|in advance|notice|before)\b|business days|calendar days|working days|days/week|days per|(?<![x*\d])\d{1,3}[ -]days?(?! shift)|day one\b|first day|last day|every day|each day|same[- ]day|day surgery|all days|a day\b|of the day|day hospital|paid days|sick days|day programs?|days\)|day care|daycare|these days|days that|day (?:centers?|patients?|treatment|services)|day \d|night before|evening before|weekly|one day|modern day|to day|day in the life|pay ?day",
    "rotating": r"rotating (?:shifts?|days?(?! off)|nights?|schedule|d/n)|(?:day|days|d)[ /]?(?:and |& |to |/)?(?:nights?|n|evenings?) rotat\w+|rotates? (?:shifts|days|between|day|nights?)|shift:? ?rotat\w+|rotating (?=-|\()|rotational shifts?|\brotating$|^rotating\b(?! (?:week|wknd|holi|off|days? off|sat|sun|call|on|every))|(?:work )?rotating and variable shifts",
    "night": r"\bnights?\b(?! and day)|\bnocs?\b|\bovernights?\b|\bgraveyard\b|3rd shift|third shift|\bshift:? ?3\b|\bnocturnal\b|midnights?\b",
    "evening": r"\bevenings?\b|\beves?\b|2nd shift|second shift|\bpm shift|\bshift:? ?2\b|\bafternoons?\b",
    "mid": r"\bmids?\b(?=[ -]?shift|/|\b(?: [-|]|$))|mid[- ]?shift|swing shift",
    "day": r"\bdays?\b|\bdaytime\b|1st shift|first shift|\bam shift|\bshift:? ?1\b|daylight|\bmornings?\b",
    "weekday": r"\b(?:mon|tues?|wed)(?:s|day|nesday)?s?\.?\s{0,2}(?:-|to|thru|through|/)\s{0,2}(?:wed|thu|thur|thurs|fri)(?:nesday|sday|day)?s?\b|\bm\s?(?:-|to|thru|through)\s?f(?:ri)?\b|\bweekdays?\b(?! and weekend| or weekend|/weekend| off)|monday,? tuesday,? wednesday",
    "weekend": r"\bweekends?\b|\beow\b|\bwknds?\b|\be/?o/?w\b|every other sat|\bsaturdays?\b|\bsundays?\b|\bbaylor\b(?! (?:scott|univ|college|st|all|regional|heart|medical|medicine|surg|inst))|\bsat[/&, -]+sun\b|\bfri[-/, ]+sat[-/, ]+sun",
    "holiday": r"\bholidays?\b|\beoh\b|\bhols?\b",
    "on_call": r"\bon[- ]?call\b(?! pharmac)|\bcall (?:rotation|requirement|required|shifts?|schedule|coverage|time|responsibilit\w+|obligation)s?\b|\bstand-?by\b|with call\b|take call\b|\bcall\b(?= (?:one|every|is required|\d))|rotating call|(?:weekend|night|holiday|weekday) call\b",
    "variable": r"\bvariable\b(?! pay| comp| benef| rate| data| income)|\bvaried (?:shifts?|hours|schedul\w+)|(?:shifts?|schedules?|hours|times?|start/end)\b[^:\n]{0,20}[:-]\s?\W{0,3}var(?:ied|ies|ious|y)\b|^var(?:ied|ies|ious)\b\W{0,2}(?:shifts?|hours|schedules?|days|$|\()|\bflex\b(?! pto| spend| time off| account| benefit)|flexible (?:[\w-]+ ){0,2}(?:schedul\w+|hours|shifts?|days|start)|irregular (?:hours|shifts)|hours (?:may |will |are )?var(?:y|ied)|schedules? (?:may |will )?var(?:y|ies)|schedul\w+ flexibility|self[- ]?schedul\w+|various (?:shifts|hours|schedules)|(?:all|multiple) shifts\b|create your own schedule|choose your (?:own )?(?:schedule|hours|shifts)|variety of (?:shifts|schedules)|make your own schedule|pick your|set your own|varying (?:shifts|hours|schedules)|build your own schedule|rotating and variable|work when (?:and where )?you want",
    "split": r"\bsplit shifts?\b",
}
_SHIFT = re.compile(r"\b(?:" + "|".join(f"(?P<{slug}>{pattern})" for slug, pattern in _SHIFT_PATTERNS.items()) + ")", re.MULTILINE)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h1>\d{1,2})(?::?(?P<m1>[0-5]\d))?\s?(?P<p1>[ap])?\.?m?\.?\s{0,2}(?:-{1,2}|to|until|till|thru)\s{0,2}"
    r"(?P<h2>\d{1,2})(?::?(?P<m2>[0-5]\d))?\s?(?P<p2>[ap])?(?:\.?m\b|\b)",
)
_MILITARY = re.compile(r"(?<![\d:.$,-])(?P<h1>[01]\d|2[0-3]):?(?P<m1>[0-5]\d)\s?(?:-|to)\s?(?P<h2>[01]\d|2[0-3]):?(?P<m2>[0-5]\d)(?![\d-])")
# A line without any of these says nothing of shifts, one without the others nothing of a form's fields.
_SHIFT_HINT = re.compile(
    r"\b(?:night|overnight|midnight|noc|evening|eves?\b|afternoon|mids?\b|swing|days?\b|daytime|daylight|morning|graveyard|shift|rotat|weekend|weekday|wknd"
    r"|e/?o/?[wh]\b|mon|tue|wed|sat|sun|m ?- ?f|holiday|hols\b|call|on-call|stand-?by|vari(?:ed|es|able|ous|ety)|vary|flex|schedul|irregular|hours|your own"
    r"|baylor|self|\d{1,2} ?[ap]\b|\d{1,2} ?[ap]\.?m\b|\d{4} ?(?:-|to) ?\d{4}|work when|\dx\d|1st|2nd|3rd)"
)
_FIELD_HINT = re.compile(r"type|status|schedule|shift|hours|fte|position|employment|categor|class|time|days|week|holiday|call|ft/pt|basis|details")
_SHIFT_LABEL = re.compile(
    r"^\W{0,3}(?:(?:work|job|primary|scheduled|daily|daily work|your|typical|standard|regular|clinic|shift|weekly|available|current|position|assigned|tentative|anticipated)[ /-]){0,2}"
    r"(?:shifts?(?: ?/ ?schedule| times?| details?| hours| type| start/end| notes| available| and schedule| options?)?|schedules?(?: details?| notes?| type)?|hours(?: of work| of operation)?(?! per)|work times|times|days?(?: of (?:the )?week)?(?:/hours)?|weekends?(?:/holidays?)?(?: requirements?| required| rotation)?|holidays?(?: requirements?| required| rotation)?|on[- ]?call(?: requirements?| required| rotation)?|call (?:requirements?|obligations?|rotation)|status|job type|employment type|position type|type|job schedule)"
    r"\b[^:\n]{0,25}?\s{0,2}(?:[:|=]|-\s|\s-)\s{0,3}",
)
_BARE_SHIFT_LABEL = re.compile(
    r"^(?:(?:work|job|primary|scheduled|daily|shift) ){0,2}(?:shifts?(?: times?| details?| hours| type)?|schedules?(?: details?| notes?)?|hours|work times|weekend requirements?|holiday requirements?|call requirements?)\s?:?$",
)
_SHIFT_CUE = re.compile(
    r"\b(?:shifts?\b|schedul|position|hours\b|full[- ]?time|part[- ]?time|\bprn\b|per diem|\bhrs?\b|opening|opportunit|\brotat|\brequired\b|every (?:other|third|\d|fourth)|\beow\b|\bpt\b|\bft\b|\d\s?x\s?\d|12s\b|work (?:a |some |every|on |week|night|even|holi|flex|vari)|working|seeking|hiring|needed|hour\b|coverage|\boff\b|\d{1,2} ?[ap]\.?m?\b|rotation|option|available|must be (?:able|willing)|clinic is open|includ|work when)",
)
_SHIFT_ELSEWHERE = re.compile(
    r"(?:each|every|per|during (?:the|their|your|assigned)?|assigned|end of|beginning of|throughout the|designated|on (?:the|that|assigned)|within the|next|oncoming|previous|between|change of|shift[- ]to|for the|other|all) shifts?\b"
    r"|shift (?:report|change|operation|assignments?|supervisor|manager|to shift|huddle|lead|hand)|on-call (?:provider|physician|pharmac|doctor|clinician|support|therapist|staff|nurse|list)|physician on[- ]call|provider on[- ]call|patients?'? (?:schedul|day)|oversee|supervis(?:es?|ing|ion of) |\borientation\b|week \d|reasonable accommodation|differentials?\b|\bpremium\b|chaplain|calls per",
)
# In a long sentence "flexible schedules" is the employer's portrait; it says nothing of this job.
_FLEXIBLE = re.compile(r"flexible (?:[\w-]+ ){0,2}schedul|flexible hours")
_CORE = frozenset({"day", "evening", "night", "mid", "rotating"})
_ORDER = ("day", "evening", "night", "mid", "rotating", "weekday", "weekend", "holiday", "on-call", "variable", "split")
_COLUMN_TYPES = {
    "fulltime": "full-time", "parttime": "part-time", "perdiem": "prn", "contract": "contract",
    "temporary": "temporary", "internship": "internship-residency",
}  # fmt: skip


def read_schedule(text: Text, raw: RawPosting) -> Reading:
    """Employment types and shifts, each with the words it rests on."""
    reading = Reading()
    title = normalise(raw.title)
    _read_employment(text, title, raw, reading)
    _read_shifts(text, title, reading)
    return reading


def _read_employment(text: Text, title: Text, raw: RawPosting, reading: Reading) -> None:
    found: dict[str, str] = {}
    for match in _EMPLOYMENT.finditer(title.lower):
        found.setdefault(_slug(match), match[0])
    if match := _TRAVEL_TITLE.search(title.lower):
        found.setdefault("travel-contract", match[0])
    labelled = {}
    for value, quote in _fields(text, _EMPLOYMENT_LABEL, _BARE_EMPLOYMENT_LABEL):
        for match in _EMPLOYMENT.finditer(value):
            labelled.setdefault(_slug(match), quote)
        if fte := _from_fte(value, quote):
            labelled.setdefault(*fte)
    found = {**labelled, **found} if not found or not labelled else _reconciled(found, labelled)
    if not found and (fte := _from_fte(title.lower, title.clean) or _from_fte(text.lower[:1500], "")):
        found = {fte[0]: fte[1]}
    if not found.keys() - {"internship-residency"}:
        found |= _employment_in_sentences(text)
    if contractor := _CONTRACTOR.search(text.lower):
        found.setdefault("contract", text.quote(*contractor.span()))
    if _BEGINNER_TITLE.search(title.lower) and (program := _PROGRAM.search(text.lower)):
        found.setdefault("internship-residency", text.quote(*program.span()))
    if not found.keys() - {"internship-residency"}:
        kinds = re.split(r"[,;/|]\s*", (raw.columns.get("job_type") or "").lower())
        found |= {_COLUMN_TYPES[kind.strip()]: "" for kind in kinds if kind.strip() in _COLUMN_TYPES}
    for slug, quote in _without_shadows(found).items():
        reading.add("employment", slug, quote)


def _slug(match: re.Match[str]) -> str:
    return (match.lastgroup or "").replace("_", "-")


def _reconciled(titled: dict[str, str], labelled: dict[str, str]) -> dict[str, str]:
    """Title and fields together. A title's PRN or contract stands against a form's full or part time."""
    special = {"prn", "travel-contract", "local-contract", "contract", "temporary"}
    if special & titled.keys() and "full-time" in labelled and not special & labelled.keys():
        return titled
    return {**labelled, **titled}


def _without_shadows(found: dict[str, str]) -> dict[str, str]:
    """A travel contract is not also a plain contract, nor a plain full-time job."""
    specific = {"travel-contract", "local-contract", "temp-to-perm"} & found.keys()
    if specific:
        found = {slug: quote for slug, quote in found.items() if slug != "contract"}
    if "travel-contract" in found:
        found = {slug: quote for slug, quote in found.items() if slug not in {"full-time", "temporary", "part-time"}}
    return found


def _employment_in_sentences(text: Text) -> dict[str, str]:
    found: dict[str, str] = {}
    spoken_for: Span | None = None
    for match in text.near(_EMPLOYMENT_HINT, _EMPLOYMENT, 0, 40):
        slug = _slug(match)
        sentence = text.sentence_at(match.start())
        if slug in found or sentence.section in {"eeo", "keywords", "physical"}:
            continue
        if sentence == spoken_for or _speaks_of_this_job(text, match, slug, sentence):
            # "full-time or part-time": what holds for the first holds for its sentence.
            spoken_for = sentence if slug in {"full-time", "part-time", "prn"} else None
            found[slug] = text.quote_around(match.start(), match.end(), 40)
    return found


def _speaks_of_this_job(text: Text, match: re.Match[str], slug: str, sentence: Span) -> bool:
    start, end = match.span()
    if slug in _RARE and sentence.section in {"about", "duties", "preferred", "benefits"}:
        return False
    near = text.lower[max(sentence.start, start - 70) : min(sentence.end, end + 70)]
    length = sentence.end - sentence.start
    if _NOT_THIS_JOB.search(near) and length > 45:
        return False
    if slug in {"contract", "internship-residency"} and not _ASSIGNMENT.search(near):
        return False
    if length >= 70 and not _EMPLOYMENT_CUE.search(near):
        return False
    return sentence.section not in {"benefits", "about"} or bool(_THIS_JOB.search(near))


def _from_fte(words: str, quote: str) -> tuple[str, str] | None:
    match = _FTE.search(words)
    if not match:
        return None
    share = float(match["after"] or match["before"])
    if share < 0.1:
        return ("prn", quote or match[0])
    return ("full-time" if share >= 0.8 else "part-time", quote or match[0])


def _fields(text: Text, label: re.Pattern[str], bare: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Values of labelled fields with their quotes: on the label's line, or on the line below it."""
    waiting: Line | None = None
    for line in text.lines:
        if line.section in {"eeo", "keywords"}:
            waiting = None
            continue
        if not waiting and not _FIELD_HINT.search(text.lower, line.start, min(line.end, line.start + 60)):
            continue
        content = text.lower[line.start : line.end]
        if waiting and not content.rstrip().endswith(":"):
            yield content[:70], text.quote(waiting.start, min(line.end, line.start + 70))
        waiting = None
        if len(content) < 60 and bare.match(content.strip(" #*")):
            waiting = line
            continue
        match = label.match(content)
        if match:
            yield content[:140] if "fte" in match[0].lower() else content[match.end() :][:120], text.quote(line.start, min(line.end, line.start + match.end() + 120))
        elif "|" in content and len(content) < 200:
            for part in content.split("|"):
                match = label.match(part.strip())
                if match:
                    yield part.strip()[match.end() :], part.strip()[:200]


def _read_shifts(text: Text, title: Text, reading: Reading) -> None:
    named, refused = _shifts_in(title.lower)
    found = dict.fromkeys(named, title.clean.strip()[:200])
    labelled: dict[str, str] = {}
    lines = _lines_on_shifts(text)
    for line in lines:
        content = text.lower[line.start : line.end]
        if len(content) < 160 and _SHIFT_LABEL.match(content):
            _note(labelled, refused, _shifts_in(content), text.quote(line.start, line.end))
    for value, quote in _fields(text, _NEVER, _BARE_SHIFT_LABEL):
        _note(labelled, refused, _shifts_in(value), quote)
    if labelled.keys() & _CORE and not labelled.keys() & found.keys() & _CORE:
        # "Days" in the title, "Shift: Night" in the body: the body wins.
        found = {slug: quote for slug, quote in found.items() if slug not in _CORE}
    found = {**labelled, **found}
    for line in lines:
        for sentence in text.sentences_of(line):
            spoken = _shifts_spoken(text, sentence)
            _note(found, refused, spoken, text.quote(sentence.start, sentence.end) if spoken[0] else "")
    for slug in _ORDER:
        if slug in found and slug not in refused:
            reading.add("shifts", slug, found[slug])


def _lines_on_shifts(text: Text) -> list[Line]:
    """Lines of the job's own text that hold a word of the schedule."""
    lines: list[Line] = []
    for match in _SHIFT_HINT.finditer(text.lower):
        if lines and match.start() < lines[-1].end:
            continue
        line = text.line_at(match.start())
        if line and line.section not in {"eeo", "keywords", "about"}:
            lines.append(line)
    return lines


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
    if sentence.section in {"benefits", "pay"}:
        named -= {"holiday", "on-call"}
    return named, refused


_NEVER = re.compile(r"(?!)")


def _shifts_in(words: str) -> tuple[set[str], set[str]]:
    """Shifts that one field or sentence (in lower case) names, and those it excludes."""
    named: set[str] = set()
    refused: set[str] = set()
    for match in _SHIFT.finditer(words):
        slug = _slug(match)
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
        for slug, pattern in (("night", r"night"), ("evening", r"evening"), ("weekend", r"weekend"), ("holiday", r"holiday"), ("on-call", r"call"))
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
