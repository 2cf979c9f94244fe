"""The main job from start to finish: real web, worker, beat and SMTP, a real browser, five people."""

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser import journey
from tests.browser.conftest import PHONE
from tests.factories import PASSWORD
from tests.mail_server import MailServer, free_port, link_in
from tests.running_site import Site

# One group with the other tests that start whole servers: two at a time would only slow each other down.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]

FACILITY, TITLE, SECOND_TITLE = "Bluebonnet Home Infusion", "Home Infusion RN", "Home Infusion RN, evenings"
OWNER, NURSE = "owner@example.com", "nadia@example.com"
VISITOR, STAFF = "visitor@example.com", "staff@example.com"
SECONDS_TO_BEAT = 90  # beat looks for due alerts each minute


@pytest.fixture
def mails(tmp_path):
    server = MailServer(tmp_path / "mails.jsonl", "ok")
    yield server
    server.stop()


@pytest.fixture
def site(tmp_path, mails):
    site = Site(tmp_path / "data", free_port(), EMAIL_URL=mails.url)
    site.wait_for("Ctrl-C stops it.")
    site.wait_until_ready()
    yield site
    assert site.stop() == 0


def test_a_job_is_posted_found_applied_to_answered_and_mailed(site, mails, visit):
    owner, staff, visitor = visit(site.url), visit(site.url), visit(site.url)
    nurse = visit(site.url, viewport=PHONE, has_touch=True)

    open_facility(owner, mails)
    staff_verify(staff, mails, site)
    post(owner, mails)
    visitor.goto("/")
    journey.search(visitor, "home infusion", "Austin, TX")
    journey.save_search(visitor, mails, VISITOR)

    # Now, so that beat's next tick falls into the nurse's part and nobody waits for it.
    journey.write_posting(owner, title=SECOND_TITLE)
    journey.publish(owner)

    become_a_nurse(nurse, mails)
    journey.search(nurse, "home infusion")
    journey.apply(nurse, title=TITLE)
    hear_of_the_application(nurse, mails)
    journey.review(owner, name="Nadia Nursington")
    hear_the_answer(nurse, mails)
    hear_of_the_second_posting(visitor, mails)


def open_facility(page, mails):
    page.goto("/")
    journey.press(page, "Post a job", role="link")
    journey.arrive(page, "Log in")
    journey.press(page, "Create an account", role="link")
    journey.sign_up(page, mails, kind="I am hiring", name="Orla Owner", email=OWNER)
    journey.register_facility(page, FACILITY)


def staff_verify(page, mails, site):
    site.manage(
        "createsuperuser",
        "--noinput",
        DJANGO_SUPERUSER_EMAIL=STAFF,
        DJANGO_SUPERUSER_PASSWORD=PASSWORD,
    )
    journey.log_in(page, STAFF)
    journey.confirm_address(page, mails, STAFF)
    journey.arrive(page, "Overview")
    journey.verify_facility(page, FACILITY)


def post(page, mails):
    page.goto(link_in(mails.wait_for(OWNER, "is verified"), "/facility/"))
    journey.write_posting(page, title=TITLE)
    journey.publish(page)


def become_a_nurse(page, mails):
    page.goto("/")
    journey.press(page, "Create your profile", role="link")
    journey.sign_up(page, mails, kind="I am looking for work", name="Nadia Nursington", email=NURSE)
    journey.arrive(page, "Hello Nadia")
    journey.fill_profile(page)
    journey.press(page, "Find jobs", role="link")


def hear_of_the_application(page, mails):
    """One application and one mail to each side, however often the button was pressed."""
    mails.wait_for(NURSE, TITLE)
    mails.wait_for(OWNER, TITLE)
    page.goto("/me/applications/")
    journey.arrive(page, "My applications")
    expect(
        page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("heading"))
    ).to_have_count(1)
    assert len(mails.sent_to(NURSE, TITLE)) == len(mails.sent_to(OWNER, TITLE)) == 1


def hear_the_answer(page, mails):
    mail = mails.wait_for(NURSE, "Interview")
    assert journey.ANSWER in mail["text"]
    assert journey.REASON not in mail["text"]
    page.goto(link_in(mail, "/me/applications/"))
    journey.arrive(page, TITLE)
    expect(page.get_by_role("heading", name="The facility wants to talk with you")).to_be_visible()
    expect(page.get_by_text(journey.ANSWER)).to_be_visible()
    expect(page.get_by_text(journey.REASON)).to_have_count(0)


def hear_of_the_second_posting(page, mails):
    """By mail, through the worker; then one press of the mail program's own button ends it."""
    mail = mails.wait_for(VISITOR, SECOND_TITLE, seconds=SECONDS_TO_BEAT)
    assert f"* {TITLE}\n" not in mail["text"]
    address = mail["unsubscribe"].strip("<>")
    with urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click", timeout=10) as answer:
        assert answer.status == 200
    page.reload()
    expect(page.get_by_text("This alert is stopped.")).to_be_visible()
    assert len(mails.sent_to(VISITOR)) == 2
