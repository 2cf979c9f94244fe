"""The search against plain Python over the same postings."""

import itertools
import math
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from jobs.models import LivePosting
from jobs.search.criteria import Criteria
from jobs.search.results import NoSuchPage, count, nearest, search
from tests import factories

QUERIES = {
    "": lambda words: True,
    "pelican": lambda words: "pelican" in words,
    "pelican osprey": lambda words: {"pelican", "osprey"} <= set(words),
    '"pelican osprey"': lambda words: ("pelican", "osprey") in itertools.pairwise(words),
    "pelican -marmot": lambda words: "pelican" in words and "marmot" not in words,
}
FILTERS = [
    {},
    {"state": ["CO"]},
    {"state": ["CO", "TX"], "setting": ["home-infusion"]},
    {"therapy": ["ivig", "tpn"], "shift": ["night"], "employment": ["prn", "part-time"]},
    {"role": ["infusion-nurse", "infusion-pharmacist"], "credential": ["crni"]},
    {"pay_min": ["50"], "state": ["CA"]},
    {"experience_max": ["12"], "will_train": ["1"]},
    {"posted": ["7"], "setting": ["home-infusion", "specialty-pharmacy"]},
    {"near": ["80202"], "radius": ["50"], "therapy": ["ivig"]},
    {"facility": ["wren-1", "wren-2", "wren-3"], "employment": ["full-time"]},
]
COMBINATIONS = list(itertools.product(QUERIES, FILTERS))
LISTED = ["state", "role", "setting", "therapy", "employment", "shift", "credential"]
DENVER = (39.75, -105.0)


def miles(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 3958.8 * math.asin(math.sqrt(half))


def fits(facts, filters, *, leaving_out=None):
    for name, values in filters.items():
        if name == leaving_out or name == "radius":
            continue
        if name in facts.lists and not facts.lists[name] & set(values):
            return False
        if name == "pay_min" and (facts.pay_year is None or facts.pay_year < float(values[0]) * 2080):
            return False
        if name == "experience_max" and facts.experience is not None and facts.experience > int(values[0]):
            return False
        if name == "will_train" and "will_train" not in facts.flags:
            return False
        if name == "posted" and facts.posted_days_ago >= int(values[0]):
            return False
        if name == "near" and miles(*DENVER, facts.lat, facts.lon) > float(filters["radius"][0]):
            return False
    return True


def brute_force(board, q, filters, **options):
    return [facts for facts in board if QUERIES[q](facts.words) and fits(facts, filters, **options)]


def all_pages(criteria):
    results = search(criteria)
    cards = list(results.cards)
    for page in range(2, results.pages + 1):
        cards += search(criteria.with_page(page)).cards
    return cards


@pytest.mark.usefixtures("db")
def test_totals_facets_and_pages_equal_a_plain_count(board):
    factories.ZipCodeFactory()
    checked = 0
    for q, filters in COMBINATIONS:
        criteria = Criteria.parse(urlencode({"q": q, **filters}, doseq=True))
        expected = brute_force(board, q, filters)
        results = search(criteria)
        if not expected and results.is_any:
            continue  # none has all the words, so it shows what has some of them
        assert results.total == len(expected) == count(criteria), (q, filters)
        assert sorted(card.pk for card in all_pages(criteria)) == sorted(facts.pk for facts in expected)
        for name in LISTED:
            rest = brute_force(board, q, filters, leaving_out=name)
            values = {value for facts in rest for value in facts.lists[name]}
            counted = {choice.slug: choice.count for choice in results.facets[name] if choice.count}
            assert counted == {
                value: sum(value in facts.lists[name] for facts in rest) for value in values
            }, (q, filters, name)
        checked += 1
    assert checked >= 36


def test_every_order_is_what_it_says(board):
    factories.ZipCodeFactory()
    by_pk = {facts.pk: facts for facts in board}
    newest = [
        by_pk[card.pk].posted_days_ago for card in search(Criteria.parse("sort=newest"), page_size=200).cards
    ]
    assert newest == sorted(newest)
    paid = [by_pk[card.pk].pay_year or 0 for card in search(Criteria.parse("sort=pay&facility=wren-1")).cards]
    assert paid == sorted(paid, reverse=True)
    near = search(Criteria.parse("near=80202&radius=80&sort=distance&q=kestrel"), page_size=200).cards
    assert [c.distance_miles for c in near] == sorted(c.distance_miles for c in near)


def test_paging_is_stable_and_shows_each_posting_once(board):
    first = [card.pk for card in all_pages(Criteria.parse("q=pelican"))]
    assert first == [card.pk for card in all_pages(Criteria.parse("q=pelican"))]
    assert len(first) == len(set(first))


def test_a_page_beyond_the_last_is_no_page(board):
    with pytest.raises(NoSuchPage) as error:
        search(Criteria.parse("q=pelican&page=99"))
    assert error.value.last >= 1


def test_the_first_page_of_nothing_is_a_page(db):
    results = search(Criteria.parse("q=pelican"))
    assert (results.total, results.cards, results.pages) == (0, [], 1)


def test_one_facility_fills_at_most_three_places_while_others_wait(live):
    big, small = factories.FacilityFactory(), factories.FacilityFactory()
    for letter in "abcdefgh":
        live(facility=big, title=f"Kestrel {letter * 3}", description_text=letter * 4)
    for letter in "xyz":
        live(facility=small, title=f"Kestrel {letter * 3}", description_text=letter * 4)
    page = search(Criteria.parse("q=kestrel"), page_size=6).cards
    assert [card.facility for card in page].count(big.name) == 3
    only = search(Criteria.parse(f"q=kestrel&facility={big.slug}"), page_size=6).cards
    assert len(only) == 6


def test_one_posting_repeated_for_many_cities_is_one_card(live, facility):
    for city in ("Denver", "Boulder", "Golden"):
        live(
            facility=facility,
            title=f"Kestrel RN - {city}",
            city=city,
            description_text=f"Come to {city}. 12 hours.",
        )
    live(facility=facility, title="Kestrel RN, another one", description_text="Something else.")
    results = search(Criteria.parse("q=kestrel"))
    assert sorted(card.more_places for card in results.cards) == [0, 2]
    assert results.total == 4


def test_a_posting_ends_at_its_minute(live):
    posting = live(title="Kestrel RN")
    end = posting.expires_at
    criteria = Criteria.parse("q=kestrel")
    before = search(criteria, at=end - timedelta(seconds=1))
    after = search(criteria, at=end)
    assert (before.total, len(before.cards)) == (1, 1)
    assert (after.total, len(after.cards)) == (0, 0)
    assert not any(choice.count for choices in after.facets.values() for choice in choices)


def test_a_page_takes_three_statements(board, settings, django_assert_max_num_queries):
    settings.VOCABULARY_CACHE_SECONDS = 60
    search(Criteria.parse("q=pelican"))
    for querystring in (
        "",
        "q=pelican",
        "q=pelican&state=CO&setting=home-infusion&pay_min=30",
        "q=kestrel&sort=pay",
    ):
        with django_assert_max_num_queries(3):
            search(Criteria.parse(querystring))


def test_it_offers_wider_searches_with_their_counts(board):
    results = search(Criteria.parse("q=pelican&pay_min=500"))
    assert results.total == 0
    offered = {suggestion.querystring: suggestion.count for suggestion in results.wider}
    assert offered["q=pelican"] == len(brute_force(board, "pelican", {}))


def test_it_offers_wider_searches_among_the_postings_where_the_asker_may_practice(board):
    results = search(Criteria.parse("q=pelican&pay_min=500&mine=1"), practice=["CO"])
    offered = {suggestion.querystring: suggestion.count for suggestion in results.wider}
    assert (
        offered["mine=1&q=pelican"] == search(Criteria.parse("q=pelican&mine=1"), practice=["CO"]).total > 0
    )


def test_where_no_posting_has_all_words_it_says_so_and_shows_the_nearest(live):
    live(title="Kestrel RN", description_text="Wagtail work.")
    live(title="Sparrow RN", description_text="Other work.")
    results = search(Criteria.parse("q=sparrow+wagtail"))
    assert results.is_any
    assert results.total == len(results.cards) > 0


def test_for_a_word_of_the_trade_that_no_posting_has_it_shows_the_trade(live):
    factories.TermFactory(kind="therapy", slug="tpn", synonyms=["Kabiven"])
    posting = live(title="Kestrel RN")
    results = search(Criteria.parse("q=kabivxn"))
    assert (results.total, results.corrected) == (0, "kabiven")
    assert [card.pk for card in nearest(results, 5)] == [posting.pk]
    nonsense = search(Criteria.parse("q=xqzvw"))
    assert nearest(nonsense, 5) == []


def test_each_result_says_why_it_stands_there(live):
    live(title="Kestrel RN", description_text="We give IVIG.")
    card = search(Criteria.parse("q=kestrel+ivig")).cards[0]
    assert "In the title: kestrel." in card.why


def test_it_leaves_out_states_without_license(board):
    expected = [facts for facts in board if facts.state == "CO"]
    assert search(Criteria.parse("mine=1"), practice=["CO"]).total == len(expected)
    assert search(Criteria.parse("mine=1")).total == 0


def test_the_live_table_has_no_row_that_postings_do_not_explain(board):
    assert LivePosting.objects.count() == len(board) + 5  # overdue ones wait for their sweeper, unseen


def test_a_spelling_of_several_words_is_found_within_a_longer_one(live):
    factories.TermFactory(kind="setting", slug="home-infusion", label="Home infusion")
    factories.TermFactory(kind="setting", slug="home-infusion-pharmacy", label="Home infusion pharmacy")
    within = live(title="Kestrel", role=None, description_text="You work for a home infusion pharmacy.")
    apart = live(title="Kestrel", role=None, description_text="An infusion suite, far from home.")
    for q in ("home infusion", '"home infusion"'):
        results = search(Criteria(q=q))
        assert not results.asked.nodes[0].phrases  # a lexeme: no vector has to be read for it
        assert [card.pk for card in results.cards] == [within.pk], q
    assert apart.pk in {card.pk for card in search(Criteria(q="infusion")).cards}
