"""The search in a real browser: with scripts, without them, by keyboard alone, and on the phone."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.axe import is_too_wide, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_look import SHIFTED

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def board(facility, other_facility):
    """25 home infusion jobs in Colorado and one in a suite in Texas."""
    texas = factories.StateFactory(usps="TX")
    home = factories.TermFactory(kind="setting", slug="home-infusion")
    suite = factories.TermFactory(kind="setting", slug="infusion-suite")
    for number in range(25):
        factories.PostingFactory(facility=facility, title=f"Home RN {chr(65 + number)}", terms=[home])
    return factories.PostingFactory(
        facility=other_facility,
        title="Suite RN",
        terms=[suite],
        state=texas,
        city="Austin",
        lat=30.3,
        lon=-97.7,
    )


def test_a_filter_changes_the_results_and_nothing_moves(page, board):
    page.goto("/jobs/")
    box = page.get_by_role("checkbox", name="Home infusion")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()["y"]
    box.click()
    expect(page.get_by_text("25 jobs", exact=True).last).to_be_visible()
    expect(page).to_have_url(re.compile(r"/jobs/\?setting=home-infusion$"))
    expect(page).to_have_title(re.compile("Home infusion jobs: 25 open"))
    expect(box).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("25 jobs")
    assert abs(box.bounding_box()["y"] - before) < 1


def test_a_group_someone_opened_stays_open(page, board):
    page.goto("/jobs/")
    page.locator("#f-role > summary").click()
    page.get_by_role("checkbox", name="Infusion suite").click()
    expect(page.get_by_role("status")).to_have_text("1 job")
    expect(page.locator("#f-role")).to_have_attribute("open", "")


def test_back_returns_to_the_search_before(page, board):
    page.goto("/jobs/")
    page.get_by_label("Job, skill or facility").fill("suite")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=suite$"))
    page.get_by_role("link", name="Remove filter: “suite”").click()
    expect(page).to_have_url(re.compile(r"/jobs/$"))
    expect(page.get_by_label("Job, skill or facility")).to_have_value("")
    page.go_back()
    expect(page.get_by_label("Job, skill or facility")).to_have_value("suite")
    expect(page.locator("#count")).to_have_text(re.compile("^1 job"))
    page.go_back()
    expect(page.get_by_label("Job, skill or facility")).to_have_value("")


def test_the_next_page_starts_at_its_first_result(page, board):
    page.goto("/jobs/?state=CO")
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"\?page=2&state=CO$"))
    expect(page.locator("#results")).to_be_focused()
    assert 0 <= page.locator("#results").bounding_box()["y"] < 100


def test_an_error_is_said_at_its_field_and_loses_nothing(page, board):
    page.goto("/jobs/?state=CO")
    page.get_by_label("Dollars").fill("lots")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status")).to_have_text("One thing we cannot search for")
    expect(page.get_by_label("Dollars")).to_have_accessible_description(
        re.compile("Write dollars as a number")
    )
    expect(page.get_by_role("checkbox", name="Colorado")).to_be_checked()
    page.get_by_label("Dollars").fill("20")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("25 jobs")


def test_the_map_filters_and_keeps_its_place(page, board):
    page.goto("/jobs/")
    page.get_by_text("Map of states").click()
    page.get_by_role("link", name="Texas: 1 job").click()
    expect(page).to_have_url(re.compile(r"\?state=TX$"))
    expect(page.get_by_role("link", name="Texas: 1 job")).to_be_focused()
    expect(page.get_by_role("link", name="Colorado: 25 jobs")).to_be_visible()


def test_by_keyboard_alone(page, board):
    page.goto("/jobs/")
    page.get_by_label("Job, skill or facility").focus()
    page.keyboard.type("suite")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text(re.compile("^1 job"))
    expect(page.get_by_label("Job, skill or facility")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "f-setting-infusion-suite":
            break
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("setting=infusion-suite"))
    expect(page.get_by_role("checkbox", name="Infusion suite")).to_be_focused()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Suite RN":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suite RN")


def test_without_scripts_the_whole_search_works(open_page, board):
    page = open_page(java_script_enabled=False)
    page.goto("/jobs/")
    page.get_by_role("checkbox", name="Texas").check()
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_have_text("1 job")
    page.get_by_role("link", name="Remove filter: Texas").click()
    expect(page.locator("#count")).to_have_text("26 jobs")
    page.get_by_label("Sort by").select_option("pay")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Sort by")).to_have_value("pay")
    page.get_by_role("link", name="Next").click()
    assert "page=2" in page.url
    page.get_by_text("Map of states").click()
    page.get_by_role("link", name="Texas: 1 job").click()
    expect(page.locator("#count")).to_have_text("1 job")


def test_the_phones_sheet_stays_open_while_she_chooses(phone_page, board):
    page = phone_page
    page.goto("/jobs/")
    expect(page.get_by_role("checkbox", name="Home infusion")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.get_by_role("checkbox", name="Home infusion").click()
    expect(page.get_by_role("checkbox", name="Home infusion")).to_be_focused()
    page.get_by_role("button", name="Show 25 jobs").click()
    expect(page.get_by_role("checkbox", name="Home infusion")).to_be_hidden()
    expect(page.locator("#results")).to_be_focused()
    page.get_by_role("button", name="Filters (1)").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Home infusion")).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()


def test_the_phones_sheet_needs_no_scripts(open_page, board):
    page = open_page(viewport=PHONE, has_touch=True, java_script_enabled=False)
    page.goto("/jobs/")
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Texas").check()
    page.get_by_role("button", name="Show 26 jobs").click()
    expect(page.locator("#count")).to_have_text("1 job")


def test_apply_stays_in_reach_on_the_phone(phone_page, board):
    phone_page.goto(board.get_absolute_url())
    for place in (0, 600):
        phone_page.evaluate(f"scrollTo(0, {place})")
        expect(phone_page.get_by_role("link", name="Apply", exact=True)).to_be_in_viewport()


def test_nothing_moves_while_a_page_loads(page, board):
    for path in ("/jobs/", board.get_absolute_url()):
        page.goto(path)
        assert page.evaluate(SHIFTED) < 0.01


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page, board, viewport, theme):
    page = open_page(viewport=viewport, color_scheme=theme)
    paths = [
        "/jobs/", "/jobs/?q=suite&state=TX", "/jobs/?q=suite&state=CO", "/jobs/?pay_min=lots&state=ZZ",
        "/jobs/?page=9", board.get_absolute_url(), "/jobs/in/colorado/", "/jobs/at/home-infusion/",
        "/facilities/", board.facility.get_absolute_url(),
    ]  # fmt: skip
    for path in paths:
        page.goto(path)
        for opener in page.locator("#map > summary").all():
            opener.click()
        assert violations(page) == [], path
        assert not is_too_wide(page), path
