"""Which lines of a posting are headings, and what kind of section each opens.

Kinds: requirements, preferred, duties, schedule, pay, benefits, about, eeo, keywords, summary,
physical, other.
"""

import re
from functools import lru_cache

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "eeo",
        (
            r"equal (?:employment )?opportunit\w+|\beeoc?\b|non-?discrimination"
            r"|accommodations?\b(?! coverage)"
            r"|reasonable accommodation|e-?verify|privacy (?:notice|policy)|background (?:check|screen)\w*"
            r"|disclaimer|fraud|pay transparency (?:policy|nondiscrimination)"
        ),
    ),
    (
        "physical",
        (
            r"physical (?:requirements?|demands?|abilities)|working (?:conditions?|environment)"
            r"|work environment|environment(?:al)? (?:conditions?|factors)|mental demands?"
        ),
    ),
    (
        "preferred",
        (
            r"preferred|preferences?|desired|desirable|nice[- ]to[- ]haves?|bonus points|a plus"
            r"|ideal(?:ly)?\b|additional qualifications"
        ),
    ),
    (
        "about",
        (
            r"about (?:us|the (?:company|organization|hospital|facility|team|department)|our|who we)\b"
            r"|^about (?!(?:the|this|your) (?:role|job|position|opportunity|shift|unit)\b)[A-Z&]|who we are"
            r"|our (?:mission|story|company|values|vision|culture|commitment|purpose)"
            r"|company (?:overview|description|profile)|(?:mission|vision)(?: statement)?$|core values"
            r"|why (?:join|choose|work|us)\b.*us$|life at\b|overview of (?:the )?(?:company|facility)"
        ),
    ),
    (
        "benefits",
        (
            r"benefits?\b|perks|what we(?:'ll)? (?:offer|provide)|we offer|why (?:join|choose|you'll|work)"
            r"|what(?:'s| is) in it for you|total rewards|rewards|we provide|our offer"
            r"|what you(?:'ll)? (?:get|receive)"
        ),
    ),
    ("pay", r"pay\b|salary|compensation|wages?\b|hourly (?:rate|range)|rate of pay|remuneration"),
    (
        "schedule",
        (
            r"schedule|shifts?\b|(?:work(?:ing)? )?hours?\b|work days|status|job type|employment type"
            r"|position type"
        ),
    ),
    (
        "duties",
        (
            r"responsibilit\w+|duties|what you(?:'ll| will)? (?:do|be doing)|you will\b(?! need| bring"
            r"| have)|job functions?"
            r"|essential functions?|key functions?|day[- ]to[- ]day|a day in the life|primary functions?"
            r"|accountabilit\w+|role\b.*responsib\w+|tasks|how you(?:'ll)? (?:make|contribute|spend)"
        ),
    ),
    (
        "requirements",
        (
            r"requirements?|required|qualifications?|must[- ]haves?|what you(?:'ll)? (?:need|bring)"
            r"|ideal candidate|candidate profile|what we(?:'re| are)? (?:look\w* for|need"
            r"|require)|who you are|you have|minimum|needed"
            r"|to be successful|eligibility|credentials|position specifications?|^(?:job )?specifications?$"
            r"|prerequisites?"
            r"|we(?:'re| are) looking for|basic\b"
        ),
    ),
    (
        "neutral",
        (
            r"education(?:al)?\b|experience|licens\w+|certifications?|certificates?|skills?\b"
            r"|knowledge|abilities|competenc\w+|training|registrations?"
        ),
    ),
    (
        "summary",
        (
            r"summary|overview|description|purpose|about (?:the|this) (?:role|job|position|opportunity)"
            r"|the (?:role|opportunity|position)|introduction|position|highlights|details|job\b|role\b"
            r"|additional information|how to apply|to apply|apply\b|location|closing|helpful links"
            r"|notes?$"
        ),
    ),
    ("keywords", r"keywords?|tags|search terms|related (?:jobs|titles)"),
)
_FIRST = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS}

_RUN_IN = re.compile(r"([A-Z][^:.!?;\n]{2,60}):\s*(?=\S)")
# "- EDUCATION - Graduate of an accredited program": capitals and a dash stand for a heading.
_CAPITALS = re.compile(r"([A-Z][A-Z/]{4,20}(?: [A-Z/]+)*) - (?=\S)")
_WORD = re.compile(r"[A-Za-z][\w'&/-]*")
# Sentences of law and policy, in lower case.
LEGAL = re.compile(
    r"equal (?:employment )?opportunity|without regard to (?:race|age|sex|any)|regardless of race"
    r"|does not discriminate|prohibits discrimination|protected veteran|reasonable accommodation"
)
# A bold bullet that ends so is a wish of its own, not the heading of a list of wishes.
_ENDS_WISHED = re.compile(r"\w\W{1,4}(?:preferred|required|desired)\W*$", re.IGNORECASE)
# Paragraphs that praise the employer wherever they stand.
_PORTRAIT = re.compile(
    r"\b(?:is an?|we are an?|an?) (?:[\w,+-]+ ){0,4}\d{2,4}\+?[- ]bed\b(?! (?:[\w/&-]+ ){0,4}units?\b)"
    r"|\bhas been recognized as one\b|\btrack record of\b|\bis an independent,? (?:non-?profit|not-for)"
    r"|\bsquare[- ]f(?:oo|ee)t\b|\bis (?:one of )?the nation'?s (?:leading|largest)\b"
    r"|\bis a leading (?:non-?profit|provider|health)",
    re.IGNORECASE,
)
_JOB_LINE = re.compile(
    r"(?:registered nurse|rn\b|lpn\b|lvn\b|licensed (?:practical|vocational)|pharmacist|pharmacy tech)[^.]*"
    r"\b(?:full[- ]time|part[- ]time|prn|per diem|days|nights)\b",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"#\w+")


def heading_kind(
    text: str, is_bold: bool, is_bullet: bool, section: str, is_legal: bool
) -> tuple[str | None, bool, bool]:
    """What a line opens: (kind or None, is it a heading, is it a major one).

    A short line, in bold or capitals or with a colon at its end, is a heading. A run-in heading
    ("Education: BSN") opens its section too, unless the line is a bullet. The kind "neutral"
    (education, experience ...) belongs to whichever of requirements and preferred is open.
    """
    if is_legal and len(text) > 40:
        return "eeo", False, True
    bare = text.strip(" :#*•-_.|") if len(text) < 100 else ""
    if len(bare) > 90:
        bare = ""
    ends_open = text.endswith(":")
    looks_so = ends_open or is_bold or (bare.isupper() and len(bare) > 3)
    is_candidate = bare and (looks_so or not is_bullet)
    words = len(_WORD.findall(bare)) if is_candidate else 0
    if words and words <= 10 and (looks_so or (words <= 5 and not is_bullet and text[-1:] not in ".,;")):
        if is_bullet and (not (ends_open or is_bold) or _ENDS_WISHED.search(text)):
            return None, False, False
        kind = _kind_of(bare)
        if kind is None and not looks_so:
            return None, False, False
        if kind is None:
            # A heading we do not know ends boilerplate, but not a list of requirements.
            kind = "other" if section in {"about", "eeo", "keywords"} and not is_bullet else None
        if is_bullet and kind not in {"preferred", "requirements"}:
            kind = None
        return kind, True, words > 1 or bare.isupper()
    capitals = _CAPITALS.match(text)
    if capitals and (kind := _kind_of(capitals[1])) not in {"summary", None}:
        return kind, False, False
    run_in = _RUN_IN.match(text, 0, 70) if not is_bullet and ":" in text[:70] else None
    if run_in:
        kind = _kind_of(run_in[1])
        if kind in {"summary", None}:
            return None, False, False
        return kind, False, False
    return None, False, False


# The same headings come again and again: most are answered from memory.
@lru_cache(maxsize=20_000)
def _kind_of(bare: str) -> str | None:
    if bare.casefold().startswith(("ideal candidate", "must have", "required", "minimum", "basic qual")):
        return "requirements"
    for kind, pattern in _FIRST.items():
        if pattern.search(bare):
            return kind
    return None


def splits_requirements(kind: str) -> bool:
    """Kinds that may stand inside a list of requirements without ending it."""
    return kind in {"preferred", "requirements"}


def is_portrait(text: str) -> bool:
    """A paragraph of the employer's praise, under whatever heading it stands."""
    return len(text) > 150 and _PORTRAIT.search(text, 0, 300) is not None


def names_the_job(text: str) -> bool:
    """A short line that says occupation and schedule, as a posting's own title does."""
    return len(text) < 160 and _JOB_LINE.match(text) is not None


def is_keyword_tail(text: str) -> bool:
    """A row of hashtags or the search words some employers hang below their postings."""
    if text.startswith("#"):
        return len(_HASHTAG.findall(text, 0, 400)) >= 2 or " " not in text.strip()
    return text.casefold().startswith(("keywords:", "key words:", "tags:", "search terms:"))
