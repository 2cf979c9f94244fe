"""A nurse whose browser runs no scripts: she searches, filters, and applies."""

import pytest
from playwright.sync_api import expect

from applications.models import Application
from tests.browser import journey
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_she_searches_filters_and_applies(open_page, nurse_for_login, jobs, viewport):
    page = open_page(viewport=viewport, java_script_enabled=False)
    journey.log_in(page, nurse_for_login.email)
    page.goto("/")
    journey.search(page, "home infusion")
    expect(page.get_by_role("article")).to_have_count(2)
    if viewport is PHONE:
        page.get_by_role("button", name="Filters").click()
    page.get_by_role("group", name="Employment").get_by_label("Per diem").check()
    page.get_by_role("button", name="Show 2 jobs" if viewport is PHONE else "Search").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("list", name="Active filters").get_by_text("Per diem")).to_be_visible()
    journey.apply(page, title=jobs["per diem"].title, has_scripts=False)
    application = Application.objects.get()
    assert (application.profile, application.posting) == (nurse_for_login.profile, jobs["per diem"])
    assert application.resume.original_name == "nadia.pdf"
    assert application.events.count() == 1
