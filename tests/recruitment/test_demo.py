"""The invented board: the texts are made directly, and must be what the site itself would have made of them."""

import re
from collections import Counter
from itertools import islice
from statistics import median

import pytest
from django.utils import timezone

from jobs.importing.html import clean_html
from jobs.lint import lint
from jobs.lint_rules import draft_of_posting, laws_in_force
from jobs.models import Facility, LivePosting, Posting
from jobs.search.indexing import differences
from jobs.vocabulary.loading import load_vocabulary
from recruitment.demo.composing import CITY, STATE, Description, with_article, written
from recruitment.demo.generator import Generator
from recruitment.demo.loading import load_postings

CITIES = [
    (state, f"{first} {second}", 40.1 + number, -100.2, 9000 * number, "America/Denver")
    for number, (state, first, second) in enumerate(
        [("CO", first, second) for first in ("Kestrel", "Marmot", "Coeur d'") for second in ("Falls", "Bend")]
        + [("NM", "Ocotillo", second) for second in ("Flats", "Springs", "Station")],
        start=1,
    )
]


@pytest.fixture(scope="module")
def drawn():
    return list(Generator(CITIES).postings(600))


def test_each_text_is_what_cleaning_its_markdown_gives(drawn):
    for posting in drawn:
        clean = clean_html(posting.written.markdown, "markdown")
        assert (posting.written.html, posting.written.text) == (clean.html, clean.text)


def test_a_text_that_ends_in_a_list_is_closed():
    made = written([("h3", "Duties"), ("li", "Mix <800> & check"), ("li", "Clean")])
    clean = clean_html(made.markdown, "markdown")
    assert (made.html, made.text) == (clean.html, clean.text)


def test_a_place_is_escaped_in_the_page_alone():
    placed = Description(CITY, CITY, f"{CITY}, {STATE}").placed("Bed & Board", "CO")
    assert placed == Description("Bed & Board", "Bed &amp; Board", "Bed & Board, CO")


def test_one_seed_gives_one_board(drawn):
    again = list(Generator(CITIES).postings(600))
    assert again == drawn
    assert list(islice(Generator(CITIES, seed=7).postings(600), 5)) != drawn[:5]


def test_texts_are_as_long_as_real_ones(drawn):
    lengths = [len(re.findall(r"\w[\w'.,/-]*", posting.written.text)) for posting in drawn]
    assert 350 <= median(lengths) <= 430
    assert min(lengths) < 220
    assert max(lengths) > 800
    assert 2200 <= median(len(posting.written.text) for posting in drawn) <= 2800


def test_words_are_common_and_rare_as_in_life(drawn):
    held = Counter()
    for posting in drawn:
        held.update(set(re.findall(r"[a-z]+", posting.written.text.lower())))
    once = sum(number == 1 for number in held.values())
    assert len(held) > 2500
    assert 0.3 < once / len(held) < 0.7


def test_no_slot_and_no_choice_is_left_open(drawn):
    for posting in drawn:
        assert not re.search(r"[\[\]{}|\ue010\ue011]", posting.title + posting.written.text)


def test_about_a_tenth_goes_out_for_several_cities(drawn):
    texts = Counter(
        (posting.facility, posting.title_alone, posting.pay, posting.age_days) for posting in drawn
    )
    copies = sum(number for number in texts.values() if number > 1)
    assert 0.05 < copies / len(drawn) < 0.2


def test_pay_is_never_left_out_where_the_law_asks_for_it():
    drawn = list(Generator(CITIES, pay_states={"CO"}).postings(300))
    assert all(posting.pay for posting in drawn if posting.state == "CO")
    assert not all(posting.pay for posting in drawn if posting.state == "NM")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Infusion RN", "an Infusion RN"),
        ("RN, Infusion Clinic", "an RN, Infusion Clinic"),
        ("Home Infusion RN", "a Home Infusion RN"),
        ("IV Therapy Nurse", "an IV Therapy Nurse"),
        ("PICC and Home Infusion RN", "a PICC and Home Infusion RN"),
        ("Chemo Infusion RN", "a Chemo Infusion RN"),
    ],
)
def test_a_title_takes_its_article(title, said):
    assert with_article(title) == said


@pytest.fixture
def vocabulary(db):
    load_vocabulary()


@pytest.mark.parametrize("in_bulk", [True, False])
def test_the_live_rows_are_what_a_rebuild_would_write(vocabulary, in_bulk):
    assert load_postings(120, in_bulk=in_bulk) == 120
    assert LivePosting.objects.count() == 120
    assert differences() == []


def test_every_posting_may_be_published_and_copies_are_one_card(vocabulary):
    load_postings(150)
    laws, today = laws_in_force(), timezone.localdate()
    for posting in Posting.objects.with_page():
        report = lint(draft_of_posting(posting), laws, on=today)
        assert report.publishable, (posting.title, report.findings)
    copies = next(pks for facility in Facility.objects.all() if (pks := copies_of(facility)))
    assert LivePosting.objects.filter(pk__in=copies).values("group_key").distinct().count() == 1


def copies_of(facility):
    """Primary keys of postings of one text, but for their places."""
    by_moment = {}
    for posting in facility.postings.all():
        by_moment.setdefault((posting.published_at, posting.pay_min), []).append(posting.pk)
    return next((pks for pks in by_moment.values() if len(pks) > 1), [])
