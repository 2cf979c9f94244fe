"""What people type, and what search makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.search import words
from jobs.search.lexicon import Lexicon
from jobs.vocabulary.book import Book, Entry

ENTRIES = [
    Entry(1, "therapy", "ivig", "Intravenous immunoglobulin (IVIG)", 0, ("IVIG", "immunoglobulin")),
    Entry(2, "therapy", "biologics", "Biologics / monoclonal antibodies", 1, ("mAb",)),
    Entry(3, "therapy", "chemotherapy", "Chemotherapy", 2, ("chemo",)),
    Entry(4, "device", "picc", "PICC", 0, ("peripherally inserted central catheter", "PICC line")),
    Entry(5, "shift", "night", "Night shift", 0, ("nights", "overnight")),
    Entry(6, "shift", "weekend", "Weekends", 1, ("every other weekend",)),
    Entry(7, "employment", "prn", "PRN / per diem", 0, ("PRN", "per diem")),
    Entry(8, "employment", "part-time", "Part-time", 1, ("part time",)),
    Entry(9, "shift_length", "10h", "10-hour shifts", 0, ("four 10s", "4x10")),
    Entry(10, "setting", "home-infusion", "Home infusion", 0, ("home IV therapy",)),
    Entry(11, "setting", "oncology-clinic", "Oncology / cancer center", 1, ("oncology infusion",)),
    Entry(12, "role", "home-infusion-nurse", "Home Infusion Nurse", 0, ("home infusion RN",)),
    Entry("WA", "state", "WA", "Washington", 0),
    Entry("TX", "state", "TX", "Texas", 1),
    Entry("NY", "state", "NY", "New York", 2),
]
LEXICON = Lexicon(Book(ENTRIES), {"*": 1000, "home": 400, "infus": 500, "travel": 90}, {"travel": "travel"})


class Tacoma:
    label, lat, lon = "Tacoma, WA", 47.25, -122.44


def resolve(text):
    return Tacoma if text.lower() in {"tacoma", "98402", "tacoma wa", "tacoma, wa"} else None


def read(q, **options):
    return words.read(q, LEXICON, resolve=resolve, **options)


def lexemes(understood):
    return [node.names for node in understood.nodes]


def wishes(q):
    return {(wish.kind, wish.slug, wish.wanted) for wish in read(q).wishes}


@pytest.mark.parametrize("q", ["PICC", "picc line", "P.I.C.C.", "peripherally inserted central catheter"])
def test_spellings_of_one_thing_ask_for_one_concept(q):
    assert "device~picc" in lexemes(read(q))[0]


@pytest.mark.parametrize("q", ["rn", "R.N.", "nurse", "Registered Nurse", "registered nurses"])
def test_rn_nurse_and_registered_nurse_are_one_word(q):
    assert lexemes(read(q)) == [["who~nurse"]]


@pytest.mark.parametrize(
    ("q", "who"),
    [
        ("nurse practitioner", "who~np"),
        ("licensed practical nurse", "who~lpn"),
        ("nurse anesthetist", "who~crna"),
        ("pharmacist", "who~pharmacist"),
    ],
)
def test_other_professions_are_not_nurses(q, who):
    assert read(q).profession == who


def test_brand_and_generic_are_one_drug():
    assert lexemes(read("Remicade"))[0][0] == lexemes(read("infliximab"))[0][0] == "drug~infliximab"


def test_a_drug_no_posting_names_falls_back_to_what_it_belongs_to():
    assert "therapy~biologics" in lexemes(read("Remicade"))[0]
    known = Lexicon(LEXICON.book, {**LEXICON.documents, "drug~infliximab": 3}, {})
    assert "therapy~biologics" not in lexemes(words.read("Remicade", known))[0]


def test_quotes_make_a_phrase():
    (node,) = read('"home visits"').nodes
    assert node.phrases == (("home", "visit"),)


def test_a_minus_sign_excludes():
    understood = read("infusion -travel")
    assert lexemes(understood) == [["infus"]]
    assert [node.names for node in understood.excluded] == [["travel"]]


def test_without_excludes_the_word_after_it():
    assert [node.names for node in read("infusion without badger").excluded] == [["badger"]]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("per diem", {("employment", "prn", True)}),
        ("nights", {("shift", "night", True)}),
        ("no nights", {("shift", "night", False)}),
        ("no nights or weekends", {("shift", "night", False), ("shift", "weekend", False)}),
        ("weekends off", {("shift", "weekend", False)}),
        ("no weekends", {("shift", "weekend", False)}),
        ("Monday-Friday", {("shift", "weekend", False)}),
        ("4x10", {("shift_length", "10h", True)}),
        ("part time new grad", {("employment", "part-time", True), ("flag", "new_grad", True)}),
        ("sign on bonus", {("flag", "sign_on", True)}),
    ],
)
def test_schedule_words_are_wishes_on_fields(q, expected):
    assert wishes(q) == expected


def test_the_example_of_the_trade():
    understood = read("ivig home no weekends")
    assert lexemes(understood)[0][0] == "therapy~ivig"
    assert lexemes(understood)[1] == ["home"]
    assert wishes("ivig home no weekends") == {("shift", "weekend", False)}


@pytest.mark.parametrize(
    ("q", "radius"),
    [
        ("PICC RN 30 miles of Tacoma", 30),
        ("PICC RN within 30 miles of Tacoma WA", 30),
        ("PICC RN near 98402", None),
        ("PICC RN near Tacoma", None),
        ("PICC RN in Tacoma, WA", None),
        ("PICC RN Tacoma WA", None),
        ("PICC RN 98402", None),
    ],
)
def test_place_words_are_a_place(q, radius):
    understood = read(q)
    assert (understood.near, understood.radius) == (Tacoma, radius)
    assert len(understood.nodes) == 2


def test_in_a_state_is_a_filter_and_its_bare_name_a_word():
    assert read("picc in Texas").states == ("TX",)
    assert read("picc in New York").states == ("NY",)
    assert lexemes(read("picc texas"))[1] == ["state=TX"]
    assert read("work in home infusion").states == ()


def test_infusion_stays_where_a_setting_swallows_it():
    assert ["infus"] in lexemes(read("oncology infusion"))
    assert ["infus"] not in lexemes(read("home infusion"))


def test_it_knows_the_role_that_is_named():
    assert read("home infusion rn").roles == ("home-infusion-nurse",)


@pytest.mark.parametrize(
    ("q", "corrected"),
    [
        ("chemotheropy", "chemotherapy"),
        ("kemo", "chemo"),
        ("pic line", "PICC line"),
        ("immunoglobulen", "immunoglobulin"),
        ("imunoglobulin", "immunoglobulin"),
    ],
)
def test_misspelt_words_are_corrected_and_said(q, corrected):
    understood = read(q)
    assert understood.corrected == corrected
    assert read(q, exact=True).corrected == ""


def test_quoted_words_are_not_corrected():
    assert read('"chemotheropy"').corrected == ""


@given(st.text(max_size=400))
def test_any_text_is_a_query(q):
    understood = read(q)
    for node in (*understood.nodes, *understood.excluded):
        for lexeme in (*node.names, *(part for phrase in node.phrases for part in phrase)):
            assert "'" not in lexeme
            assert "\\" not in lexeme
            assert "\x00" not in lexeme


@given(st.text(alphabet="\"'-\\&|!():*<>\x00\u202e ab", max_size=400))
def test_operators_are_no_operators(q):
    assert len(words.split(q)) <= words.MOST_WORDS
    read(q)


@given(
    st.lists(
        st.sampled_from(
            'picc rn no nights near 98402 in texas -travel "home visits" per diem of miles 30'.split()
        )
    )
)
def test_any_order_of_known_words_is_a_query(row):
    read(" ".join(row))
