"""The data files keep their promises: unique slugs, sources, dates, spelling, plausible places."""

import re
import zoneinfo
from collections import defaultdict

import pytest

from jobs.models import Term
from jobs.vocabulary import files
from jobs.vocabulary.places import city_slug

# South, north, west, east of each state or territory, in degrees, with some room; the Aleutians and
# Guam lie beyond 180 degrees.
EDGES = {
    "AK": (51, 72, -180, -129),
    "HI": (18, 29, -179, -154),
    "PR": (17, 19, -68.5, -65),
    "VI": (17, 19, -66, -64),
}
FAR_EDGES = {"GU": (13, 14, 144, 146), "MP": (14, 21, 144, 147), "AS": (-15, -11, -172, -168)}
MAINLAND = (24, 49.5, -125, -66.5)


def term_words():
    """(kind, word in small letters) -> the slugs it stands for, credentials included."""
    words = defaultdict(set)
    for term in files.terms():
        for word in [term["label"], *term["synonyms"]]:
            words[term["kind"], word.casefold()].add(term["slug"])
    for credential in files.credentials():
        names = [credential["abbr"], credential["full_name"], *credential["synonyms"].split("|")]
        for word in names:
            words["credential", word.casefold()].add(credential["slug"])
    for row in files.synonyms():
        for word in row["add"]:
            words[row["kind"], word.casefold()].add(row["slug"])
    return words


def slugs():
    known = {(term["kind"], term["slug"]) for term in files.terms()}
    return known | {("credential", row["slug"]) for row in files.credentials()}


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (files.terms, ["kind", "slug"]),
        (files.credentials, ["slug"]),
        (files.states, ["usps"]),
        (files.local_pay_laws, ["state", "locality"]),
        (files.zips, ["zip"]),
        (files.cities, ["state", "slug"]),
        (files.ambiguous, ["kind", "word"]),
    ],
)
def test_each_row_is_there_once(rows, key):
    keys = [tuple(row[name] for name in key) for row in rows()]
    assert keys
    assert len(keys) == len(set(keys))


def test_kinds_are_those_of_the_model():
    assert {term["kind"] for term in files.terms()} == set(Term.Kind.values)


def test_slugs_are_slugs():
    every = [slug for _, slug in slugs()] + [city["slug"] for city in files.cities()]
    assert [slug for slug in every if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_synonyms_belong_to_known_terms():
    assert {(row["kind"], row["slug"]) for row in files.synonyms()} <= slugs()


def test_a_word_stands_for_one_term_of_a_kind_or_is_listed_as_ambiguous():
    shared = {key: found for key, found in term_words().items() if len(found) > 1}
    listed = {(row["kind"], row["word"].casefold()): set(row["slugs"]) for row in files.ambiguous()}
    assert shared == listed


@pytest.mark.parametrize(
    "rows",
    [files.terms, files.credentials, files.states, files.local_pay_laws, files.synonyms, files.ambiguous],
)
def test_each_row_says_whence_and_when(rows):
    assert [row for row in rows() if not row["source"].strip() or not row["as_of"].strip()] == []


@pytest.mark.parametrize("rows", [files.terms, files.credentials, files.local_pay_laws])
def test_own_knowledge_carries_a_confidence(rows):
    assert [row for row in rows() if "own knowledge" in row["source"] and not row["confidence"]] == []


def test_each_subject_of_a_state_says_whence():
    for row in files.states():
        assert all(
            row[name]
            for name in ("nlc_source", "nlc_as_of", "board_source", "pay_law_source", "pay_law_as_of")
        )


@pytest.mark.parametrize("rows", [files.terms, files.credentials, files.states, files.local_pay_laws])
def test_texts_are_spelled_the_american_way(rows):
    names_in_code = {"slug", "kind", "applies_to_roles"}
    texts = [str(value) for row in rows() for name, value in row.items() if name not in names_in_code]
    british = re.compile(
        r"licen[c]e|programme|\bcentres?\b|practis|paediatric|haem|labour|\bseed\b", re.IGNORECASE
    )
    assert [text for text in texts if british.search(re.sub(r"https?://\S+", "", text))] == []


def test_a_misspelling_is_no_word_of_the_vocabulary():
    right = {word for _, word in term_words()}
    wrong = files.misspellings()
    assert wrong.keys() & right == set()
    assert [word for word in wrong.values() if word in wrong] == []
    assert [word for word in wrong if word != word.casefold()] == []


@pytest.mark.parametrize(
    ("kind", "word", "slug"),
    [
        ("therapy", "Remicade", "biologics"),
        ("therapy", "Ocrevus", "neuro-ms"),
        ("therapy", "Keytruda", "immunotherapy-oncology"),
        ("therapy", "Hizentra", "scig"),
        ("therapy", "Privigen", "ivig"),
        ("therapy", "Injectafer", "iron"),
        ("therapy", "Kisunla", "anti-amyloid"),
        ("therapy", "vancomycin", "antibiotics-opat"),
        ("employment", "per diem", "prn"),
        ("shift", "7a-7p", "day"),
        ("education", "ASN", "adn"),
        ("credential", "LVN", "lpn-lvn"),
    ],
)
def test_it_knows_the_words_of_the_trade(kind, word, slug):
    assert slug in term_words()[kind, word.casefold()]


@pytest.mark.parametrize("rows", [files.zips, files.cities])
def test_places_lie_in_their_states(rows):
    def is_inside(row):
        south, north, west, east = (EDGES | FAR_EDGES).get(row["state"], MAINLAND)
        lat, lon = float(row["lat"]), float(row["lon"])
        return south <= lat <= north and (west <= lon <= east or (row["state"] == "AK" and lon > 172))

    assert [row for row in rows() if not is_inside(row)] == []


@pytest.mark.parametrize("rows", [files.zips, files.cities])
def test_places_have_a_known_state_and_time_zone(rows):
    states, zones = {row["usps"] for row in files.states()}, zoneinfo.available_timezones()
    assert [row for row in rows() if row["state"] not in states or row["timezone"] not in zones] == []


def test_every_state_has_zip_codes_and_cities():
    states = {row["usps"] for row in files.states()}
    assert {row["state"] for row in files.zips()} == states
    assert {row["state"] for row in files.cities()} == states


@pytest.mark.parametrize(
    ("state", "slug", "name"),
    [
        ("NY", "new-york", "New York"),
        ("MO", "st-louis", "St. Louis"),
        ("DC", "washington", "Washington"),
        ("PR", "san-juan", "San Juan"),
        ("KY", "lexington", "Lexington"),
    ],
)
def test_cities_have_the_names_people_use(state, slug, name):
    assert {(city["state"], city["slug"]): city["name"] for city in files.cities()}[state, slug] == name


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Saint Louis", "st-louis"),
        ("St. Louis", "st-louis"),
        ("Ft. Worth", "fort-worth"),
        ("Mt Vernon", "mount-vernon"),
        ("O'Fallon", "ofallon"),
        ("Española", "espanola"),
        ("Saint", "saint"),
        ("東京", ""),
    ],
)
def test_city_slug_brings_spellings_together(name, slug):
    assert city_slug(name) == slug
