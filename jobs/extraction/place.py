"""Where the work is: city, state, and whether on site, in the field, hybrid or remote."""

import csv
import gzip
import re
from functools import cache
from pathlib import Path

from jobs.extraction.text import Text, normalise
from jobs.extraction.types import RawPosting, Reading

DATA = Path(__file__).resolve().parent.parent / "data"

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico", "GU": "Guam",
    "VI": "U.S. Virgin Islands", "AS": "American Samoa", "MP": "Northern Mariana Islands",
}  # fmt: skip
_BY_NAME = {name.lower(): code for code, name in STATES.items()}
_STATE = "|".join([*STATES, *sorted((re.escape(name) for name in STATES.values()), key=len, reverse=True)])
# The name of a city: up to four capitalised words ("St. Louis", "Land O' Lakes", "Coeur d'Alene").
# Bounded: an endless run of capitals must not be tried from each of its letters to its end.
_CITY = r"\b[A-Z][A-Za-z.'’]{0,20}(?:[ -](?:[A-Z][A-Za-z.'’]{0,20}|of|du|la|the|d'[A-Z][a-z]{1,20})){0,3}"
_CITY_STATE = re.compile(
    rf"(?P<city>{_CITY})\s?(?:,|-)?\s{{1,2}}(?P<state>{_STATE})\b(?:[ ,]{{1,2}}(?P<zip>\d{{5}})\b)?"
)
_COMMA_STATE = re.compile(
    rf"(?P<city>{_CITY}),\s{{0,2}}(?P<state>{_STATE})\b(?:[ ,]{{1,2}}(?P<zip>\d{{5}})\b)?"
)
_LABEL = re.compile(
    r"^\W{0,3}(?:(?:job|work|primary|facility|assignment|position|office|branch|physical|clinic|duty"
    r"|city)[ /&]){0,2}(?:location|locations|work ?site|city(?:,? ?/? ?state)?|address|place of work"
    r"|where)\b[^:\n]{0,20}?\s?(?::|-\s|\s-)\s{0,3}",
    re.IGNORECASE,
)
_LABEL_HINT = re.compile(r"location|site|city|address|place|where")
_BARE_LABEL = re.compile(
    r"^(?:(?:job|work|primary|facility) )?(?:location|city|address)s?(?: name)?\s?:?$",
    re.IGNORECASE,
)
_TITLE_IN = re.compile(rf"\bin (?P<city>{_CITY}),\s?(?P<state>{_STATE})\b")

_ELSEWHERE = re.compile(
    r"(?:training|orientation|headquartered|headquarters|based|founded)(?: is)? (?:in|at) $"
)

_REMOTE = re.compile(
    r"\b(?:100% remote|fully remote|remote (?:position|role|opportunity|job|work|nurse|rn)"
    r"|work[- ]from[- ]home|work (?:remotely|from home)|telecommut\w+|this (?:is a"
    r"|position is) (?:fully )?remote|wfh)\b",
)
_NOT_REMOTE = re.compile(
    r"not (?:a |an )?(?:fully )?remote|no remote|not (?:eligible for|available for) (?:remote"
    r"|telecommut)|not remote|not have the option to telework|remote[^.\n:]{0,20}[:?]\s?no\b|non[- ]remote"
    r"|is not remote"
    r"|remotely\s{1,3}[•*+-]?\s?no\b|remote patient|remote monitoring|telecommuting[^.]{0,20}not",
)
_HYBRID = re.compile(
    r"(?<!policy on )(?<!policy for )\bhybrid\b(?! (?:or|operating|room|ep|lab|suite|workforce|closed)"
    r"|/virtual)"
)
_FIELD = re.compile(
    r"\b(?:patients?'?s?'? (?:own )?(?:homes?|residences?)|in[- ](?:the )?homes? (?:visits?|infusion"
    r"|care|setting|nursing|health)|home visits?|in[- ]home (?:visits?|infusion|care|nursing|setting"
    r"|patients?)|field[- ]based|field (?:nurse|rn|position|visits?)|mobile (?:infusion|nurse|rn|role|iv"
    r"|phleb)|client'?s? homes?|home[- ]to[- ]home|visiting nurse)\b",
)
_FIELD_STRONG = re.compile(
    r"\b(?:travel(?:ing)? to (?:patients?|clients?)|(?:driving|drive|commut\w+) (?:to"
    r"|between)[^.\n]{0,40}(?:patient|client|visit|home)|mileage[^.\n]{0,40}(?:patient|visit|home)"
    r"|mobile (?:field )?role|mobile infusion (?:rn|nurse)|home (?:care |health )?visits\b"
    r"|receiving home (?:iv|infusion)|(?:provide|deliver|perform|administer)\w*[^.\n]{0,80} in (?:the "
    r"|their |patients?'?s? |clients?'? |a |our patients'? )?(?:comfort of )?(?:the "
    r"|their )?(?:patients?'?s? |clients?'?s? )?(?:own )?homes?\b)",
)
_FIELD_TITLE = re.compile(
    r"home (?:health|infusion|care|visit)|\bfield\b|mobile|hospice (?:rn|nurse|case)|in-home|visiting"
    r"|home hospice"
)
_TITLE_KIND = re.compile(
    r"(?P<hybrid>\bhybrid\b(?! or\b))|(?P<remote>\bremote\b(?! patient| monitor| area| cardiac| site)"
    r"|work from home|\bwfh\b|telecommute)"
    r"|(?P<on_site>\bon-?site\b|\bin[- ]person\b)|(?P<field>\bfield (?:nurse|rn|lpn|lvn)\b"
    r"|\bmobile (?:rn|nurse|infusion|iv|lvn|lpn))"
)
_WORKPLACE_HINT = re.compile(
    r"remote|hybrid|home|field|mobile|on-?site|in.person|commut|telework|mileage|visit(?:s|ing)\b"
    r"|travel(?:ing)? to|driv(?:e|ing) (?:to|betw)"
)
_DESK_TITLE = re.compile(
    r"(?<!case )manager|director|supervisor|liaison|intake|coordinator|pharmac|educator|scheduler|triage"
    r"|administrator|nursing home|home care consultant",
)
_ON_SITE = re.compile(
    r"(?<!online/)(?<!% )\b(?:on-?site|in[- ]person|100% (?:on-?site|in[- ]person))\b(?!,? (?:labs?\b|bls"
    r"|acls|telephon"
    r"|(?:or )?(?:by |via )?(?:phone|video)|and (?:by|via|tele|virtual|remote)|fitness|gym|child"
    r"|day ?care|cafe|park|clinic|training|pharmac|interview|orientation|assessment|contact|course|class"
    r"|skill|visitor|department|health|mri|support|with|visits?"
    r"|meetings?|visit|care|education|events?|dining))",
)
_WORKPLACE_LABEL = re.compile(
    r"(?:^on-?site(?=: this)|workplace type|work ?place|remote type|remote status|work (?:location"
    r"|arrangement|model|type"
    r"|setting|mode)|location type|position type|flexible work option|work style|remote"
    r"|telework)\s?[:?-]\s{0,2}[^\n]{0,30}?(?P<kind>on-?site|in[- ]person|hybrid|remote|field"
    r"|home[- ]based|yes|no)\b",
)


@cache
def known_cities() -> frozenset[tuple[str, str]]:
    """(state, city in lower case) of the geography files; empty where they are missing."""
    names: set[tuple[str, str]] = set()
    for name in ("cities.csv.gz", "zips.csv.gz"):
        path = DATA / name
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    city = row.get("name") or row.get("city") or ""
                    names.add((row["state"], _key(city)))
    return frozenset(names)


@cache
def _zip_places() -> dict[str, tuple[str, str]]:
    """ZIP -> (city, state)."""
    path = DATA / "zips.csv.gz"
    if not path.exists():
        return {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return {
            row["zip"]: (row.get("city") or row.get("name") or "", row["state"])
            for row in csv.DictReader(lines)
        }


def _key(city: str) -> str:
    return re.sub(
        r"^(?:saint|st\.?|ste\.?|fort|ft\.?|mount|mt\.?) ",
        lambda found: found[0][0].lower() + "~",
        city.lower().replace(".", "").replace("’", "'"),
    )


def read_place(text: Text, raw: RawPosting) -> Reading:
    """City and state of the work, and the kind of workplace."""
    reading = Reading()
    city, state, quote = _from_location(raw.location)
    worded = _from_words(text, raw)
    if worded:
        said_city, said_state, said_quote, is_firm = worded
        vague = city is None
        if (vague and state in (None, said_state)) or (is_firm and not _same(said_city, city)):
            city, state, quote = said_city, said_state, said_quote
    if city:
        reading.set("city", city, quote)
    if state:
        reading.set("state", state, quote)
    _read_workplace(text, raw, reading)
    return reading


def _same(left: str, right: str | None) -> bool:
    return right is not None and _key(left) == _key(right)


def _from_location(location: str) -> tuple[str | None, str | None, str]:
    """ "Denver, CO, US" -> Denver, CO. "PA, US" has no city; "US" and "Remote, US" have nothing."""
    parts = [part.strip() for part in (location or "").split(",") if part.strip()]
    while parts and parts[-1].upper() in {"US", "USA", "UNITED STATES", "U.S.", "UNITED STATES OF AMERICA"}:
        parts.pop()
    parts = [part for part in parts if part.lower() not in {"remote", "anywhere", "nationwide"}]
    if not parts:
        return None, None, ""
    zipped = re.fullmatch(r"(.*?)\s+(\d{5})(?:-\d{4})?", parts[-1])
    if zipped:
        parts[-1] = zipped[1]
    state = _state_code(parts[-1])
    if state is None:
        return None, None, ""
    city = parts[-2] if len(parts) > 1 else None
    if city and (city.lower() in {"remote", "various", "multiple"} or _is_area(city)):
        city = None
    return city, state, location.strip()


def _is_area(city: str) -> bool:
    return bool(re.search(r"\b(?:county|area|region|metro(?:politan)?)$", city, re.IGNORECASE))


def _state_code(words: str) -> str | None:
    words = words.strip()
    return words.upper() if words.upper() in STATES else _BY_NAME.get(words.lower())


def _from_words(text: Text, raw: RawPosting) -> tuple[str, str, str, bool] | None:
    """City and state in the employer's words, and whether they outweigh the column.

    They do where the title names the place and the body's own location field says the same.
    """
    title = normalise(raw.title).clean
    titled = _valid(_TITLE_IN.search(title)) or _valid(_last(_COMMA_STATE, title))
    labelled = None
    waiting = False
    for line in text.lines:
        if line.section in {"eeo", "keywords"}:
            continue
        if not waiting and not _LABEL_HINT.search(text.lower, line.start, min(line.end, line.start + 40)):
            continue
        content = text.clean[line.start : line.end]
        if waiting or _LABEL.match(content):
            place = _valid(_COMMA_STATE.search(content) or _CITY_STATE.search(content))
            if place:
                labelled = (*place, text.quote(line.start, line.end))
                break
        waiting = bool(_BARE_LABEL.match(content.strip()))
    if titled and labelled and titled[1] == labelled[1] and _same(titled[0], labelled[0]):
        return *labelled, True
    if titled:
        return *titled, raw.title.strip(), False
    if labelled:
        return *labelled, False
    return _most_named(text, raw)


def _most_named(text: Text, raw: RawPosting) -> tuple[str, str, str, bool] | None:
    """Where the column is vague, the one place the text keeps naming."""
    city, state, _ = _from_location(raw.location)
    if city:
        return None
    counts: dict[tuple[str, str], int] = {}
    quotes: dict[tuple[str, str], str] = {}
    for match in _COMMA_STATE.finditer(text.clean):
        if state is None and match.start() > 600:
            break  # further down it may be the head office
        if text.section_at(match.start()) in {"eeo", "about", "keywords"}:
            continue
        place = _valid(match) if not _ELSEWHERE.search(text.before(match.start())) else None
        if place and state in (None, place[1]):
            counts[place] = counts.get(place, 0) + 1
            quotes.setdefault(place, text.quote(*match.span()))
    if len(counts) != 1:
        return None
    place = next(iter(counts))
    return *place, quotes[place], False


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = [*pattern.finditer(words)]
    return found[-1] if found else None


def _valid(match: re.Match[str] | None) -> tuple[str, str] | None:
    """A known city with its state; words before the name ("RN Denver") are dropped."""
    if not match:
        return None
    state = _state_code(match["state"])
    words = match["city"].strip(" .-").split()
    known = known_cities()
    if state is None or not words:
        return None
    if not known:
        return " ".join(words), state
    for start in range(len(words)):
        name = " ".join(words[start:])
        if (state, _key(name)) in known:
            return name, state
    return None


def _read_workplace(text: Text, raw: RawPosting, reading: Reading) -> None:
    if named := _TITLE_KIND.search(raw.title.lower()):
        slug = (named.lastgroup or "").replace("_", "-")
        reading.set("workplace", slug, raw.title.strip()[:200])
        return
    for match in text.near(_WORKPLACE_HINT, _WORKPLACE_LABEL, 55, 60):
        kind = match["kind"].lower().replace(" ", "-")
        label = match[0].lower()
        if kind == "no" or (kind == "yes" and not label.startswith(("remote", "telework"))):
            continue
        slug = {"onsite": "on-site", "in-person": "on-site", "yes": "remote", "home-based": "remote"}.get(
            kind, kind
        )
        reading.set("workplace", slug, text.quote(*match.span()))
        return
    is_refused = next(text.near(_WORKPLACE_HINT, _NOT_REMOTE, 60, 60), None) is not None
    for slug, pattern in (("hybrid", _HYBRID), ("remote", _REMOTE)):
        match = _spoken(pattern, text)
        if match and text.section_at(match.start()) != "benefits" and not is_refused:
            reading.set("workplace", slug, text.quote_around(*match.span(), 40))
            return
    strong = _spoken(_FIELD_STRONG, text)
    field = strong or _spoken(_FIELD, text)
    is_titled = _FIELD_TITLE.search(raw.title.lower()) and not _DESK_TITLE.search(raw.title.lower())
    if not field and is_titled:
        reading.set("workplace", "field", raw.title.strip()[:200])
        return
    if field and (strong or is_titled):
        reading.set("workplace", "field", text.quote_around(*field.span(), 40))
        return
    match = _spoken(_ON_SITE, text)
    if match and text.section_at(match.start()) != "benefits":
        reading.set("workplace", "on-site", text.quote_around(*match.span(), 40))
    elif raw.columns.get("is_remote", "").lower() == "true" and not is_refused:
        reading.set("workplace", "remote")


def _spoken(pattern: re.Pattern[str], text: Text) -> re.Match[str] | None:
    for match in text.near(_WORKPLACE_HINT, pattern, 90, 60):
        if text.section_at(match.start()) not in {"about", "eeo", "keywords"}:
            return match
    return None
