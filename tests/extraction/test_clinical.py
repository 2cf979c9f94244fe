import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.extraction import RawPosting, normalise
from jobs.extraction.lexicon import DATA, KINDS, Lexicon, Phrase, Tokens, patterns, phrases_of
from jobs.extraction.vocabulary import read_vocabulary
from tests.extraction.clinical import assert_reads, cases, read

# Pieces of what the rules look for, so that random texts meet them.
PIECES = st.sampled_from(
    "Requirements: Preferred * \n BLS ACLS RN LPN license or and / ( ) , ; . preferred required must not no "
    "chemotherapy IVIG PICC port Port Charlotte Epic CPR+ BSN ADN degree certification card if applicable "
    "within 5 years homes infusion \\- ** &nbsp; <p> </li> İ 𝗕𝗟𝗦 – # \x00 I.V. grace period to obtain".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


@pytest.mark.parametrize("case", cases("therapies"))
def test_it_reads_therapies_devices_and_systems(case):
    assert_reads(case)


@given(text=TEXTS, title=TEXTS, company=st.text(max_size=40))
def test_it_never_raises_and_every_quote_is_in_the_source(text, title, company):
    raw = RawPosting(title=title, text=text, company=company)

    reading = read_vocabulary(normalise(text), raw)

    for quotes in reading.evidence.values():
        assert quotes
        for quote in quotes:
            assert len(quote) <= 200
            assert quote in text or quote in title or quote in company


@given(text=TEXTS)
def test_what_it_finds_it_can_show(text):
    reading = read(text, title="Infusion RN")

    for name in (
        "settings",
        "therapies",
        "devices",
        "systems",
        "credentials_required",
        "credentials_preferred",
    ):
        assert isinstance(reading.values[name], tuple)
        assert all(f"{name}:{slug}" in reading.evidence for slug in reading.values[name])


def test_a_credential_is_never_both_required_and_preferred():
    reading = read("Requirements:\n* BLS required\nPreferred:\n* BLS\n* ACLS")

    assert set(reading.values["credentials_required"]) == {"rn", "bls"}
    assert reading.values["credentials_preferred"] == ("acls",)


@pytest.mark.parametrize("kind", KINDS)
def test_the_pattern_file_speaks_the_vocabulary(kind):
    if kind == "credential":
        lines = (DATA / "credentials.csv").read_text(encoding="utf-8").splitlines()
        known = {line.split(",", 1)[0] for line in lines}
    else:
        terms = json.loads((DATA / "terms.json").read_text(encoding="utf-8"))
        known = {term["slug"] for term in terms if term["kind"] == kind}

    assert set(patterns()[kind]["add"]) <= known
    assert {phrase.slug for phrase in phrases_of(kind)} <= known


def test_the_longest_phrase_of_a_kind_wins():
    lexicon = Lexicon([Phrase("port", "k", "short"), Phrase("port access", "k", "long")])

    assert [hit.slug for hit in lexicon.find(Tokens.of("port access, port"))] == ["long", "short"]


def test_an_abbreviation_wants_its_capitals():
    lexicon = Lexicon([Phrase("PALS", "k", "pals", exact=True)])

    assert lexicon.find(Tokens.of("make pals at work")) == []
    assert [hit.slug for hit in lexicon.find(Tokens.of("PALS card"))] == ["pals"]


def test_a_phrase_does_not_run_over_the_end_of_a_sentence():
    lexicon = Lexicon([Phrase("home infusion", "k", "home")])

    assert lexicon.find(Tokens.of("Go home. Infusion starts at nine.")) == []
    assert len(lexicon.find(Tokens.of("home-infusion"))) == 1
