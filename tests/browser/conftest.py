"""The system's Chromium, driven by Playwright, against a server of the test's own."""

import os
import shutil
from functools import partial

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import axe

# Playwright runs an event loop in the test's thread, and Django then refuses to use the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("There is no Chromium: script/test installs it, or CHROMIUM names one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Opens sites as separate visitors: visit(url), visit(url, viewport=PHONE, color_scheme="dark").

    What the browser's console reports as an error, a blocked style or script among them, fails the test.
    """
    contexts, problems = [], []

    def visit(url, *, viewport=DESKTOP, **options):
        context = browser.new_context(base_url=url, viewport=viewport, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.add_init_script(axe.AXE)
        page = context.new_page()
        page.on("console", lambda message: note(page, message))
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    def note(page, message):
        # A page that answers 4xx on purpose is reported by the browser as well; the test looks itself.
        is_expected = page in axe.looked_at or "the server responded with a status of 4" in message.text
        if message.type == "error" and not is_expected:
            problems.append(message.text)

    yield visit
    for context in contexts:
        context.close()
    assert not problems, "The browser's console: " + "; ".join(problems)


@pytest.fixture
def open_page(visit, live_server):
    """As `visit`, at the test's own server: open_page(), open_page(viewport=PHONE)."""
    return partial(visit, live_server.url)


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def phone_page(open_page):
    return open_page(viewport=PHONE, has_touch=True)
