"""The system's Chromium, driven by Playwright, against a server of the test's own."""

import os
import shutil
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect, sync_playwright

from tests import factories
from tests.browser import axe

pytest.register_assert_rewrite("tests.browser.journey")

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
SECONDS = 20  # for one step on a machine that is busy with other tests
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("There is no Chromium: script/test installs it, or CHROMIUM names one.")
    expect.set_options(timeout=SECONDS * 1000)
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
        context.set_default_timeout(SECONDS * 1000)
        if options.get("java_script_enabled", True):
            context.add_init_script(axe.AXE)
        page = context.new_page()
        page.on("console", lambda message: note(message))
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    def note(message):
        # A page that answers 4xx on purpose is reported by the browser as well; the test looks itself.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
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


@pytest.fixture
def nurse_for_login(nurse):
    """A nurse as sign-up leaves her, her address confirmed, with a license for Colorado."""
    EmailAddress.objects.create(user=nurse, email=nurse.email, verified=True, primary=True)
    factories.LicenseRecordFactory(profile=nurse.profile)
    return nurse


@pytest.fixture
def jobs(facility):
    """Two postings of one facility, of which one is per diem."""
    home = factories.TermFactory(kind="setting", slug="home-infusion")
    per_diem = factories.TermFactory(kind="employment", slug="per-diem", label="Per diem")
    return {
        "per diem": factories.PostingFactory(
            facility=facility, title="Home Infusion RN, per diem", terms=[home, per_diem]
        ),
        "full time": factories.PostingFactory(
            facility=facility, title="Home Infusion RN, full time", terms=[home]
        ),
    }
