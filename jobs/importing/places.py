"""Where a posting is, as far as its source says: city, state, ZIP, and whether it is in the United States."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO

from jobs.importing.countries import COUNTRIES

_US = {"us", "usa", "u.s.", "u.s.a.", "u.s", "united states", "united states of america", "the united states"}
# Words in the place of a country or a city that name none.
_VAGUE = {
    "remote", "anywhere", "nationwide", "worldwide", "global", "hybrid", "multiple locations", "various",
    "north america", "americas", "virtual", "work from home", "telecommute", "on-site", "onsite", "statewide",
}  # fmt: skip
_STATE_ZIP = re.compile(r"(.*?)[\s,]*\b(\d{5})(?:-\d{4})?$")
_STATE_LAST = re.compile(r"(.+) ([A-Z]{2})")
_PROVINCES = {
    "alberta", "british columbia", "manitoba", "new brunswick", "newfoundland and labrador", "nova scotia",
    "ontario", "prince edward island", "quebec", "québec", "saskatchewan",
}  # fmt: skip
_CANADA = {"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}


@dataclass(frozen=True)
class Place:
    """`country` is "US", another country's ISO code, "??" for one that is not known, or empty."""

    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""

    @property
    def is_foreign(self) -> bool:
        return self.country not in ("", "US")


def place_of(
    *, location: str = "", city: str = "", state: str = "", zip_code: str = "", country: str = ""
) -> Place:
    """A place from a source's separate fields, filled in from its one-line location ("Denver, CO, US")."""
    named = country_code(country)
    if named == "??" and state_code(state):
        named = "US"  # A state of the union outweighs a country that nobody has heard of.
    if named and named not in ("US", *_territories()):
        return Place(city, state, "", named)
    read = _read_location(location)
    usps = state_code(state) or (named if named in _territories() else "")
    if not named and not usps and read.is_foreign:
        return read
    if usps and usps == read.state and not city:
        city = read.city
    if not usps and not city:
        city, usps = read.city, read.state
    zip_code = zip_code[:5] if re.fullmatch(r"\d{5}(-?\d{4})?", zip_code) else read.zip
    if not (usps or named) and state.casefold() in _PROVINCES:
        return Place(city, "", "", "CA")
    in_us = named or usps or read.country
    return Place("" if city.casefold() in _VAGUE else city, usps, zip_code, "US" if in_us else "")


def country_code(name: str) -> str:
    """The ISO code of a country by its code or name; "??" for a name that is unknown, empty for none."""
    folded = name.casefold().strip(" .")
    if not folded or folded in _VAGUE:
        return ""
    if folded in _US or folded + "." in _US:
        return "US"
    if len(folded) == 2 and folded.isalpha():
        code = {"UK": "GB"}.get(folded.upper(), folded.upper())
        return code if code in COUNTRIES.values() or code in _territories() else "??"
    return COUNTRIES.get(folded) or _territory_codes().get(folded, "??")


def state_code(name: str) -> str:
    """The USPS code of a state, territory or DC by its code or name; empty where it is none."""
    name = name.strip(" .")
    if len(name) == 2:
        return name.upper() if name.upper() in _states().values() else ""
    return _states().get(name.casefold(), "")


def _read_location(location: str) -> Place:
    parts = re.split(r"[,;|()]| - ", location[:500])
    parts = [part for part in map(str.strip, parts) if part and part.casefold() not in _VAGUE]
    if not parts:
        return Place()
    last, zip_code = parts[-1], ""
    is_us = last.casefold().strip(".") in _US or last.casefold() in _US
    if is_us:
        parts.pop()
    if parts and (found := _STATE_ZIP.fullmatch(parts[-1])):
        zip_code = found[2]
        parts[-1:] = [found[1]] if found[1] else []
    if not parts:
        return Place(zip=zip_code, country="US" if is_us or zip_code else "")
    if (found := _STATE_LAST.fullmatch(parts[-1])) and state_code(found[2]):
        parts[-1:] = found.groups()
    if not is_us and (code := _foreign_ending(parts)):
        return Place(parts[0] if len(parts) > 1 else "", "", "", code)
    state = state_code(parts[-1])
    if state:
        parts.pop()
    city = parts[0] if parts else ""
    return Place(city, state, zip_code, "US" if is_us or state else "")


def _foreign_ending(parts: list[str]) -> str:
    """The foreign country a location ends with. "Toronto, ON, CA" is Canada, "Fresno, CA" is not."""
    last = parts[-1]
    if len(parts) > 1 and last.casefold() in _PROVINCES:
        return "CA"
    before = parts[-2] if len(parts) > 2 else ""
    if len(last) == 2 and last.isalpha():
        if len(parts) > 2 and len(before) <= 3 and not state_code(before):
            return country_code(last)
        if state_code(last):
            return ""
        if last.upper() in _CANADA:
            return "CA"
        return country_code(last) if last.upper() in {*COUNTRIES.values(), "UK"} else ""
    return "" if state_code(last) else COUNTRIES.get(last.casefold(), "")


@cache
def _states() -> dict[str, str]:
    return {row["name"].casefold(): row["usps"] for row in _state_rows()} | _COMMON_NAMES


@cache
def _territory_codes() -> dict[str, str]:
    return {row["name"].casefold(): row["usps"] for row in _state_rows() if row["kind"] == "territory"}


@cache
def _territories() -> frozenset[str]:
    return frozenset(_territory_codes().values())


@cache
def _state_rows() -> list[dict[str, str]]:
    text = (files("jobs") / "data" / "states.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


_COMMON_NAMES = {
    "washington dc": "DC",
    "washington d.c": "DC",
    "d.c": "DC",
    "us virgin islands": "VI",
    "virgin islands": "VI",
}
