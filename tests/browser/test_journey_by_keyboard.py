"""A nurse who uses no mouse: with Tab, Space, Enter and letters she searches, filters and applies."""

import pytest
from playwright.sync_api import expect

from applications.models import Application
from tests.browser import journey

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_TABS = 120
# The focused element shows it, or the box it stretches over, or the box it stands in.
SHOWS_FOCUS = """element => [[element], [element, "::after"], [element.parentElement]].some(each => {
  const style = getComputedStyle(...each);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
})"""


def tab_to(page, locator):
    """Press Tab until this has the focus."""
    for _ in range(MOST_TABS):
        if locator.evaluate("element => element === document.activeElement"):
            assert locator.evaluate(SHOWS_FOCUS), f"the focus on {locator} cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{locator} cannot be reached in {MOST_TABS} presses of Tab")


def type_in(page, label, words):
    tab_to(page, page.get_by_role("main").get_by_label(label, exact=True))
    page.keyboard.type(words)


def enter(page, role, name):
    tab_to(page, page.get_by_role("main").get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def test_she_searches_filters_and_applies(page, nurse_for_login, jobs):
    page.goto("/accounts/login/?next=/")
    type_in(page, "E-mail address", nurse_for_login.email)
    type_in(page, "Password", journey.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    type_in(page, "Job, skill or facility", "home infusion")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_have_count(2)

    tab_to(page, page.get_by_role("group", name="Employment").get_by_label("Per diem"))
    page.keyboard.press("Space")
    expect(page.get_by_role("article")).to_have_count(1)
    enter(page, "link", jobs["per diem"].title)
    journey.arrive(page, jobs["per diem"].title)
    enter(page, "link", "Apply")
    journey.arrive(page, f"Apply: {jobs['per diem'].title}")
    tab_to(page, page.get_by_label("A note to the facility"))
    page.keyboard.type("I drive to Boulder already.")
    enter(page, "button", "Send application")
    expect(page.get_by_role("heading", name="You sent your application")).to_be_visible()
    assert Application.objects.get().cover_note == "I drive to Boulder already."


def test_the_first_tab_leads_past_the_header(page, jobs):
    page.goto("/jobs/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Job, skill or facility")).to_be_focused()
