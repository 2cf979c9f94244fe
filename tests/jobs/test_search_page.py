"""The search page as visitors get it: what it shows, what it keeps, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from jobs.vocabulary import book
from tests import factories
from tests.jobs.search.test_filters import HOSTILE

PATH = "/jobs/"


@pytest.fixture
def board(facility, other_facility):
    """Three jobs in Colorado and two in Texas, of two settings; Wyoming has none."""
    texas = factories.StateFactory(usps="TX")
    factories.StateFactory(usps="WY", name="Wyoming", slug="wyoming")
    factories.CityFactory()
    home = factories.TermFactory(kind="setting", slug="home-infusion")
    suite = factories.TermFactory(kind="setting", slug="infusion-suite")
    for number, (title, setting) in enumerate([("Home RN", home), ("Field RN", home), ("Suite RN", suite)]):
        factories.PostingFactory(facility=facility, title=title, terms=[setting], pay_min=40 + number)
    for title in ("Chair RN", "Clinic RN"):
        factories.PostingFactory(
            facility=other_facility,
            title=title,
            terms=[suite],
            state=texas,
            city="Austin",
            lat=30.3,
            lon=-97.7,
        )
    book.forget()


def of_class(page, name):
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def get(client, querystring="", **headers):
    response = client.get(f"{PATH}?{querystring}" if querystring else PATH, headers=headers)
    return response, html.fromstring(response.content.decode())


def titles(page):
    return [link.text_content() for link in of_class(page, "posting-card__title")]


def checked(page):
    return sorted((box.get("name"), box.get("value")) for box in page.xpath("//input[@checked]"))


def test_it_says_what_was_searched_and_how_many_it_found(client, board):
    _, page = get(client, "state=TX")
    assert page.findtext(".//h1") == "Jobs in Texas"
    assert page.get_element_by_id("count").text_content() == "2 jobs"
    assert sorted(titles(page)) == ["Chair RN", "Clinic RN"]
    assert "Jobs in Texas: 2 open" in page.findtext(".//title")


def test_each_filter_says_how_many_it_would_leave(client, board):
    _, page = get(client, "state=CO")
    rows = {row.text_content().split("\n")[0].strip() for row in page.xpath("//*[@id='f-setting']//label")}
    assert rows == {"Home infusion2", "Infusion suite1"}
    rows = {row.text_content().strip() for row in page.xpath("//*[@id='f-state']//label")}
    assert rows == {"Colorado3", "Texas2"}
    assert checked(page) == [("state", "CO")]


def test_chips_lead_to_the_search_without_them(client, board):
    _, page = get(client, "state=CO&setting=home-infusion")
    links = {
        a.text_content().strip(): a.get("href") for a in page.xpath("//*[@aria-label='Active filters']//a")
    }
    assert links["Remove filter: Colorado"] == "/jobs/?setting=home-infusion"
    assert links["Clear all"] == "/jobs/"


def test_the_map_has_a_tile_for_each_state_and_the_same_numbers_in_a_table(client, board):
    _, page = get(client, "setting=infusion-suite")
    tiles = {a.findtext("title"): a.get("href") for a in of_class(page, "state-map__tile")}
    assert tiles == {
        "Colorado: 1 job": "/jobs/?setting=infusion-suite&state=CO",
        "Texas: 2 jobs": "/jobs/?setting=infusion-suite&state=TX",
        "Wyoming: 0 jobs": "/jobs/?setting=infusion-suite&state=WY",
    }
    rows = [row.text_content() for row in page.xpath("//tbody/tr")]
    assert rows == ["Colorado1", "Texas2"]


def test_reasons_stand_with_results_that_are_ranked(client, board):
    _, ranked = get(client, "q=chair")
    assert any("In the title" in item.text_content() for item in of_class(ranked, "posting-card__why"))
    assert not of_class(get(client, "q=chair&sort=newest")[1], "posting-card__why")


def test_a_facility_stays_chosen_when_the_form_is_sent_again(client, board):
    _, page = get(client, "facility=juniper-creek")
    assert checked(page) == [("facility", "juniper-creek")]
    assert len(titles(page)) == 3


# --- Errors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("querystring", "field"),
    [
        ("near=Nowhereville", "near"),
        ("radius=none", "radius"),
        ("pay_min=lots", "pay_min"),
        ("pay_unit=visit", "pay_unit"),
        ("state=ZZ", "state"),
        ("setting=moon-base", "setting"),
        ("facility=nobody", "facility"),
        ("experience_max=x", "experience_max"),
        ("posted=0", "posted"),
        ("visa=maybe", "visa"),
    ],
)
def test_an_error_stands_at_its_field_and_finds_nothing(client, board, querystring, field):
    response, page = get(client, querystring)
    assert response.status_code == 200
    error = page.get_element_by_id(f"error-{field}").text_content()
    (link,) = page.xpath("//*[@data-error-summary]//li/a")
    assert error in link.text_content()
    assert page.get_element_by_id(link.get("href")[1:]) is not None
    assert not titles(page)


def test_an_error_loses_nothing_of_the_rest(client, board):
    _, page = get(
        client, "q=picc&state=CO&state=ZZ&setting=home-infusion&pay_min=lots&visa=1&sort=pay&posted=7"
    )
    form = page.get_element_by_id("search")
    sent = sorted(form.form_values())
    for kept in [
        ("q", "picc"), ("state", "CO"), ("state", "ZZ"), ("setting", "home-infusion"), ("pay_min", "lots"),
        ("visa", "1"), ("sort", "pay"), ("posted", "7"),
    ]:  # fmt: skip
        assert kept in sent
    assert "“ZZ”" in page.get_element_by_id("f-state").text_content()


def test_without_an_error_the_form_sends_the_same_search_again(client, board):
    asked = [("q", "rn"), ("near", "Denver, CO"), ("radius", "50"), ("setting", "home-infusion"), ("pay_min", "30"),
             ("pay_unit", "year"), ("posted", "30"), ("experience_max", "24"), ("sort", "distance")]  # fmt: skip
    _, page = get(client, "&".join(f"{name}={value.replace(' ', '+')}" for name, value in asked))
    sent = page.get_element_by_id("search").form_values()
    assert sorted(pair for pair in sent if pair[1]) == sorted(asked)


@pytest.mark.parametrize("name", ["q", "near", "pay_min", "state", "facility", "radius", "sort"])
def test_hostile_values_are_answered_with_a_page(client, board, name):
    for value in HOSTILE:
        response = client.get(PATH, {name: value})
        assert response.status_code in {200, 400}, value
        assert b"psycopg" not in response.content
        assert b"<script>alert" not in response.content


# --- Few, none, and beyond the last -----------------------------------------------------------------------


def test_no_results_offer_wider_searches_and_mail(client, board):
    _, page = get(client, "q=chair&state=CO")
    assert "No job fits all of this right now" in page.text_content()
    wider = {
        a.text_content().strip(): a.get("href") for a in page.xpath("//*[@aria-label='Wider searches']//a")
    }
    assert wider["Without Colorado 1"] == "/jobs/?q=chair"
    assert page.xpath("//a[contains(@href, '/alerts/') and contains(., 'Mail me')]/@href")[0].endswith(
        "q=chair&state=CO"
    )
    assert titles(page) == ["Chair RN"]  # the nearest


def test_beyond_the_last_page_is_not_found_and_leads_back(client, board):
    response, page = get(client, "state=CO&page=9")
    assert response.status_code == 404
    assert "/jobs/?state=CO" in page.xpath("//main//a/@href")


def test_a_search_of_words_or_of_nothing_is_not_indexed(client, board):
    robots = "//meta[@name='robots']/@content"
    assert get(client, "")[1].xpath(robots) == []
    assert get(client, "q=chair")[1].xpath(robots) == ["noindex, follow"]
    assert get(client, "state=ZZ")[1].xpath(robots) == ["noindex"]


# --- htmx ------------------------------------------------------------------------------------------------


def test_htmx_gets_the_form_alone_and_the_canonical_address(client, board):
    response, page = get(client, "q=&near=&state=TX&sort=", **{"HX-Request": "true", "HX-Target": "results"})
    assert response["HX-Push-Url"] == "/jobs/?state=TX"
    assert "HX-Target" in response["Vary"]
    assert "<header" not in response.content.decode()
    for part in ("search-top", "facets", "results"):
        assert page.get_element_by_id(part) is not None


def test_htmx_is_told_of_errors_with_a_page_it_swaps(client, board):
    response, page = get(client, "pay_min=lots", **{"HX-Request": "true", "HX-Target": "results"})
    assert response.status_code == 200
    assert page.get_element_by_id("error-pay_min").text_content()


# --- A nurse's own ----------------------------------------------------------------------------------------


def test_a_nurse_sees_her_license_verdict_on_each_card(as_nurse, nurse, board):
    factories.LicenseRecordFactory(profile=nurse.profile)
    _, page = get(as_nurse)
    verdicts = sorted(verdict.text_content().strip() for verdict in of_class(page, "verdict"))
    assert verdicts == ["License needed"] * 2 + ["You may practice here"] * 3
    _, page = get(as_nurse, "mine=1")
    assert len(titles(page)) == 3
    assert ("mine", "1") in checked(page)


def test_visitors_and_facilities_see_no_verdicts(client, as_owner, board):
    for visitor in (client, as_owner):
        _, page = get(visitor)
        assert not of_class(page, "verdict")
        assert "Where my licenses allow practice" not in page.text_content()


# --- Statements ------------------------------------------------------------------------------------------


def statements(client, querystring):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{PATH}?{querystring}").status_code == 200
    return len(captured)


@pytest.fixture
def wide_board(board, facility):
    terms = [factories.TermFactory(kind="setting", slug="home-infusion")]
    factories.PostingFactory.create_batch(8, facility=facility, title="Home RN", terms=terms)


@pytest.mark.parametrize(
    "querystring", ["", "q=rn", "q=rn&near=Denver,+CO", "state=CO&setting=home-infusion", "sort=pay"]
)
def test_a_page_takes_three_statements_at_any_size(client, wide_board, facility, settings, querystring):
    settings.VOCABULARY_CACHE_SECONDS = 60
    client.get(f"{PATH}?{querystring}")
    assert statements(client, querystring) == 3
    terms = [factories.TermFactory(kind="setting", slug="home-infusion")]
    factories.PostingFactory.create_batch(25, facility=facility, terms=terms)
    assert statements(client, querystring) == 3


def test_a_nurses_page_takes_the_same_at_any_size(as_nurse, nurse, wide_board, facility, settings):
    settings.VOCABULARY_CACHE_SECONDS = 60
    factories.LicenseRecordFactory(profile=nurse.profile)
    as_nurse.get(PATH)
    few = statements(as_nurse, "q=rn")
    factories.PostingFactory.create_batch(25, facility=facility)
    assert statements(as_nurse, "q=rn") == few
