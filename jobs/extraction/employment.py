"""Employment: full-time, PRN, travel contract ...

Title and labelled fields speak first, then sentences about this job, and the site's column only
where all are silent. Benefits for full-time staff and experience in full time offer nothing.
"""

import re

from jobs.extraction.fields import labelled_values
from jobs.extraction.text import Span, Text, normalise
from jobs.extraction.types import RawPosting, Reading

_EMPLOYMENT_PATTERNS: dict[str, str] = {
    "temp_to_perm": r"temp(?:orary)?[- ]to[- ](?:perm(?:anent)?|hire)|contract[- ]to[- ](?:hire"
    r"|perm(?:anent)?)",
    "local_contract": r"local contract|local travel(?:er)? |local assignment|local candidates only"
    r"|contract[^.\n]{0,20}local",
    "travel_contract": r"travel(?:/| )contract|travel (?:nurse|rn|registered|lpn|assignment|position|job"
    r"|nursing)"
    r"|\btraveler\b|\btraveller\b"
    r"|\d{1,2}[ -]?weeks? (?:travel|contract|assignment)|travel\b(?= ?[-|])",
    "prn": r"\bprn\b|per[- ]?diem|\bprn/|as[- ]needed basis|\bcasual\b(?! dress| attire| environment)"
    r"|on[- ]call(?:,? as needed)?(?= position| basis| employee)"
    r"|\bsupplemental\b(?= (?:status|staff|pool|position))|\bpro re nata\b|\bprn-",
    "full_time": r"\bfull(?:[- ]{1,3}|/)?time\b|\bft\b(?!\.)|full-?(?= ?(?:or|and|/|&) ?part)",
    "part_time": r"\bpart(?:[- ]{1,3}|/)?time\b|\bpt\b(?! ?care|[,/] ?(?:pta|ot|slp|st)\b|,? and ot\b)"
    r"|\bp/t\b",
    "temporary": r"\btemporary\b(?! (?:practice|permit|licen|housing|assign|lodging|disab))|\bseasonal\b"
    r"|\btemp\b(?!er)|\binterim\b(?! permit| healthcare)|leave coverage|limited[- ]term",
    "contract": r"(?<!union )(?<!bargaining )(?<!under )\bcontract\b(?!ual| negotiat| terms| management"
    r"|s with"
    r"| health)|\b1099\b|independent(?:ly)? contract\w*|\bcontractor\b|locum",
    "internship_residency": r"nurse residency|rn residency|\bresidency\b|\binternship\b|\bextern(?:ship)?\b"
    r"|\bfellowship\b|apprentice|nurse resident|rn resident|\bintern\b",
    "job_share": r"job[- ]share",
    "volunteer": r"\bvolunteer (?:position|role|opportunity)",
}
# Every pattern begins at a word: trying them at word starts alone is five times faster.
_EMPLOYMENT = re.compile(
    r"\b(?:" + "|".join(f"(?P<{slug}>{pattern})" for slug, pattern in _EMPLOYMENT_PATTERNS.items()) + ")",
)
_EMPLOYMENT_HINT = re.compile(
    r"\b(?:full|part|ft\b|pt\b|p/t|prn|per[- ]?diem|as[- ]needed|casual|on[- ]call|supplem|pro re|temp"
    r"|season|interim|leave cov|limited|contract|1099"
    r"|independent|locum|resid|rn resid|nurse resid|intern|extern|fellow|apprent|job[- ]sh|volunt|travel"
    r"|local|\d{1,2}[ -]?week)"
)
_FTE = re.compile(
    r"\bfte\b\s{0,2}[:=]?\s{0,2}(?P<after>[01]?\.\d{1,4}|[01]\b(?!\d))"
    r"|(?<![\d.])(?P<before>[01]?\.\d{1,4}|1)\s?fte\b"
)

_LABEL_WORDS = (
    r"(?:employment|job|position|work|schedule|assignment|shift|staff|employee|worker|time|appointment)[ -]?"
    r"(?:type|types|status|category|schedule|basis|class(?:ification)?|details?)|status|schedule"
    r"|employment|category|classification"
    r"|fte(?:/hours)?|hours|position|full[- ]time/part[- ]time|ft/pt|full time / part time|time type"
    r"|hours per week|type|shift(?: and schedule)?"
)
_EMPLOYMENT_LABEL = re.compile(
    rf"^(?:\W{{0,3}})(?:{_LABEL_WORDS})(?:\s?\([^)\n]{{0,30}}\))?\s{{0,2}}(?:[:|=]|-\s)\s{{0,3}}"
)
_BARE_EMPLOYMENT_LABEL = re.compile(rf"^(?:{_LABEL_WORDS})\s{{0,2}}:?$")
_EMPLOYMENT_CUE = re.compile(
    r"position|opportunit|opening|role\b|seeking|hiring|looking for|this is an?|available|schedule|shift"
    r"|job\b|hours|currently|join|need|nights|days\b|evenings"
    r"|assignment|contract\b|employment|basis|registered nurse|\brns?\b|\blpns?\b|pharmac|status|week",
)
_NOT_THIS_JOB = re.compile(
    r"benefit|eligib|insurance|pto\b|401|employees? (?:who|that|work|are|may|can|receive|with)"
    r"|associates? |caregivers|team members|colleagues|bonus|tuition|accru"
    r"|experience|equivalent|years? of|\bfloat (?:and|or) prn|staff members|student|enrolled|reimburse"
    r"|premium|supervis|oversee|preferred|employer|medication|comfort|holiday pay|prn med|prn pain"
    r"|\bsign[- ]on\b|coordinat|whether you",
)

_RARE = {"contract", "internship-residency", "temporary", "prn"}
_ASSIGNMENT = re.compile(r"week|month|position|assignment|1099|independent")
_BEGINNER_TITLE = re.compile(
    r"new[- ]?grad|graduate nurse|\bgn\b|\bresident\b(?! care| serv| assess| assist)|new nurse"
    r"|student nurse|nurse student"
)
_PROGRAM = re.compile(
    r"(?:nurse|rn|graduate|nursing|pharmacy|pgy-?\d) (?:\w+ )?resid\w+|residency|fellowship"
    r"|transition[- ]to[- ]practice|intern(?:ship)?\b|extern(?:ship)?\b"
)
_TRAVEL_TITLE = re.compile(
    r"^\W*travel(?:ing|er)?\b(?! (?:required|up|time|clinic|medicine|health|team|coordinat|vaccin))"
    r"|\btravel (?:rn|nurse|contract|assignment|licensed|registered|lpn|lvn|pharm)",
)
_CONTRACTOR = re.compile(r"\b(?:as an? )?independent (?:nurse |rn )?contractors?\b(?! physician)|\b1099\b")
_THIS_JOB = re.compile(r"position|opportunit|this is|available|shift")
_COLUMN_TYPES = {
    "fulltime": "full-time", "parttime": "part-time", "perdiem": "prn", "contract": "contract",
    "temporary": "temporary", "internship": "internship-residency",
}  # fmt: skip


def read_employment(text: Text, raw: RawPosting) -> Reading:
    """Employment types, each with the words it rests on; from the column without a quote."""
    reading = Reading()
    title = normalise(raw.title)
    found: dict[str, str] = {}
    for match in _EMPLOYMENT.finditer(title.lower):
        found.setdefault(_slug(match), match[0])
    if match := _TRAVEL_TITLE.search(title.lower):
        found.setdefault("travel-contract", match[0])
    labelled = {}
    for value, quote in labelled_values(text, _EMPLOYMENT_LABEL, _BARE_EMPLOYMENT_LABEL):
        for match in _EMPLOYMENT.finditer(value):
            labelled.setdefault(_slug(match), quote)
        if fte := _from_fte(value, quote):
            labelled.setdefault(*fte)
    found = {**labelled, **found} if not found or not labelled else _reconciled(found, labelled)
    if not found and (fte := _from_fte(title.lower, title.clean) or _from_fte(text.lower[:1500], "")):
        found = {fte[0]: fte[1]}
    if not found.keys() - {"internship-residency"}:
        found |= _employment_in_sentences(text)
    is_near = "1099" in text.lower or "contractor" in text.lower
    if is_near and (contractor := _CONTRACTOR.search(text.lower)):
        found.setdefault("contract", text.quote(*contractor.span()))
    if _BEGINNER_TITLE.search(title.lower) and (program := _PROGRAM.search(text.lower)):
        found.setdefault("internship-residency", text.quote(*program.span()))
    if not found.keys() - {"internship-residency"}:
        kinds = re.split(r"[,;/|]\s*", (raw.columns.get("job_type") or "").lower())
        found |= {_COLUMN_TYPES[kind.strip()]: "" for kind in kinds if kind.strip() in _COLUMN_TYPES}
    for slug, quote in _without_shadows(found).items():
        reading.add("employment", slug, quote)
    return reading


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
        found = {
            slug: quote
            for slug, quote in found.items()
            if slug not in {"full-time", "temporary", "part-time"}
        }
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
