"""The look in a real browser: accessible in both themes and widths, still while it loads, remembered."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import is_too_wide, violations
from tests.browser.conftest import DESKTOP, PHONE

# What layout shifted, in the browser's own score (0.1 counts as good); half a second after loading.
SHIFTED = """() => new Promise(resolve => {
  let score = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) score += entry.value })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(score), 500);
})"""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


PATHS = ["/", "/accounts/login/", "/accounts/signup/", "/about/data/", "/about/privacy/", "/nowhere"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_page, posting, viewport, theme):
    page = open_page(viewport=viewport, color_scheme=theme)
    for path in PATHS:
        page.goto(path)
        assert violations(page) == [], path
        assert not is_too_wide(page), path


def test_nothing_moves_while_the_home_page_loads(page, posting):
    page.goto("/")
    assert page.evaluate(SHIFTED) < 0.01


def test_the_chosen_theme_is_remembered_from_the_first_paint(page):
    page.goto("/accounts/login/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch to dark colors").click()
    page.reload()
    expect(page.get_by_role("button", name="Switch to light colors")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_errors_take_the_focus_and_lead_to_their_field(page):
    page.goto("/accounts/login/")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Password: This field is required.").click()
    expect(page.get_by_label("Password", exact=True)).to_be_focused()


def test_the_menu_closes_on_escape_and_gives_the_focus_back(page, nurse, client, live_server):
    client.force_login(nurse)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto("/about/privacy/")
    summary = page.locator("summary").filter(has_text="Nadia")
    summary.click()
    expect(page.get_by_role("link", name="My page")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="My page")).to_be_hidden()
    expect(summary).to_be_focused()


def test_without_scripts_the_search_box_still_searches(open_page, posting):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Job, skill or facility").fill("infusion")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    assert "/jobs/?q=infusion&near=" in page.url
