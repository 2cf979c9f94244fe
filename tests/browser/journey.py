"""What people do on the site's pages, by the labels they read. Each page they come to is looked at by axe."""

import re

from playwright.sync_api import expect

from tests.browser.axe import is_too_wide, violations
from tests.candidates import samples
from tests.factories import PASSWORD
from tests.mail_server import link_in

RESUME = samples.pdf()
ANSWER = "Can we talk on Tuesday at ten?"
REASON = "Ports, PICCs and a Texas license."


def arrive(page, heading):
    """The page with this first heading, accessible and no wider than the screen."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    assert (page.url, violations(page)) == (page.url, [])
    assert not is_too_wide(page), page.url


def press(page, name, *, role="button"):
    """The button or link of the page itself: the header may have one of the same name."""
    page.get_by_role("main").get_by_role(role, name=name, exact=True).click()


def log_in(page, email):
    page.goto("/accounts/login/")
    arrive(page, "Log in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Log in")


def confirm_address(page, mails, email):
    arrive(page, "Look into your mail")
    page.goto(link_in(mails.wait_for(email, "confirm"), "/accounts/confirm-email/"))
    arrive(page, "Confirm your address")
    press(page, "Yes, it is mine")


def sign_up(page, mails, *, kind, name, email):
    arrive(page, "Create an account")
    page.get_by_label(kind).check()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Create account")
    confirm_address(page, mails, email)


# --- The facility -----------------------------------------------------------------------------------------


def register_facility(page, name):
    arrive(page, "Register your facility")
    page.get_by_label("Facility name").fill(name)
    page.get_by_label("Website").fill("https://infusion.example.com")
    page.get_by_label("Number of employees").fill("40")
    page.get_by_label("About the facility").fill("Home infusion for central Texas, since there are pumps.")
    press(page, "Register")
    arrive(page, name)
    expect(page.get_by_text("We are checking your facility.")).to_be_visible()


def write_posting(page, *, title):
    page.goto("/facility/")
    page.get_by_role("link", name="New posting").click()
    arrive(page, "New posting")
    page.get_by_label("Job title").fill(title)
    page.get_by_label("Role").select_option("Home Infusion Nurse")
    page.get_by_role("checkbox", name="Home infusion", exact=True).check()
    page.get_by_role("checkbox", name="Per diem").check()
    page.get_by_role("checkbox", name="Day shift").check()
    page.get_by_label("City").fill("Austin")
    page.get_by_label("State", exact=False).first.select_option("Texas")
    page.get_by_label("ZIP code").fill("78701")
    page.get_by_label("Lowest pay in dollars").fill("44")
    page.get_by_label("Highest pay in dollars").fill("56")
    page.get_by_label("Pay is for").select_option("an hour")
    page.get_by_role("textbox", name="The work").fill(
        "You give IVIG and antibiotics in patients' homes.\n\n- Two patients a day"
    )
    page.get_by_text("Required credentials").click()
    page.get_by_role("group", name="Required").get_by_label("RN: Registered Nurse license").check()
    press(page, "Save and preview")
    arrive(page, title)


def publish(page):
    expect(page.get_by_text("Nobody can see it yet.")).to_be_visible()
    press(page, "Publish")
    expect(page.get_by_text("Your posting is live.")).to_be_visible()


def review(page, *, name):
    """From the facility's page to the applicant, her résumé, and her move to an interview."""
    page.goto("/facility/")
    press(page, "Review applications", role="link")
    arrive(page, "Overview")
    page.get_by_role("rowheader", name="Applications").get_by_role("link").click()
    arrive(page, "Applications")
    page.get_by_role("link", name=name).click()
    arrive(page, name)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the résumé").click()
    assert download.value.path().read_bytes() == RESUME
    form = page.get_by_role("form", name="Move")
    form.get_by_label("Move to").select_option("Interview")
    form.get_by_label("To the candidate").fill(ANSWER)
    form.get_by_label("Reason").fill(REASON)
    form.get_by_role("button", name="Move").click()
    expect(page.get_by_text("Moved to Interview.")).to_be_visible()
    arrive(page, name)


# --- Board staff ------------------------------------------------------------------------------------------


def verify_facility(page, name):
    page.goto("/admin/")
    page.get_by_role("link", name="Facilities", exact=True).click()
    arrive(page, "Select facility to change")
    page.get_by_role("row", name=name).get_by_role("checkbox").check()
    page.get_by_label("Action: ").select_option("Verify: we checked that they are who they say")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("1 verified")).to_be_visible()


# --- The visitor ------------------------------------------------------------------------------------------


def search(page, words, near=""):
    page.get_by_label("Job, skill or facility").fill(words)
    page.get_by_label("City or ZIP").fill(near)
    press(page, "Search")
    arrive(page, re.compile("home infusion", re.IGNORECASE))


def save_search(page, mails, email):
    page.get_by_role("link", name="Mail me new ones").click()
    arrive(page, "Mail me new jobs")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("As soon as it appears").check()
    press(page, "Send me a link to confirm")
    arrive(page, "Check your mail")
    page.goto(link_in(mails.wait_for(email, "Turn on your alert"), "/confirm/"))
    arrive(page, "Turn your alert on")
    press(page, "Turn it on")
    expect(page.get_by_text("Your alert is on.")).to_be_visible()
    arrive(page, "Your alert")


# --- The nurse --------------------------------------------------------------------------------------------


def fill_profile(page):
    press(page, "Go on with your profile", role="link")
    arrive(page, "About you")
    page.get_by_label("What you do now, or want to do").select_option("Home Infusion Nurse")
    page.get_by_label("Years of infusion work").fill("2.5")
    page.get_by_label("Your work in a few sentences").fill("IVIG and TPN at home, ports and PICCs.")
    press(page, "Save and go on")
    arrive(page, "Where you live and may work")
    page.get_by_label("Home ZIP code").fill("78745")
    page.get_by_label("State you legally live in").select_option("Texas")
    page.get_by_role("group", name="Are you authorized to work").get_by_label("Yes").check()
    press(page, "Save and go on")
    add_license(page)
    arrive(page, "Certifications and courses")
    press(page, "Skip for now", role="link")
    arrive(page, "What you do, and when you last did it")
    page.get_by_label("How well").first.select_option(index=2)
    press(page, "Save and go on")
    arrive(page, "Résumé")
    press(page, "Skip for now", role="link")
    arrive(page, "Your profile, as facilities get it")


def add_license(page):
    arrive(page, "Licenses and registrations")
    page.get_by_label("License or registration").select_option("Registered Nurse license (RN)")
    page.get_by_label("State that issued it").select_option("Texas")
    page.get_by_label("License number").fill("RN 123456")
    page.get_by_label("Expires on").fill("2031-10-31")
    press(page, "Add license")
    expect(page.get_by_text("Added RN.")).to_be_visible()
    arrive(page, "Licenses and registrations")
    press(page, "Go on", role="link")


def apply(page, *, title, has_scripts=True):
    """From the results through the posting to the sent application, with an impatient thumb on the button."""
    link = page.get_by_role("link", name=title, exact=True)
    card = page.get_by_role("article").filter(has=link)
    expect(card.get_by_text("You may practice here")).to_be_visible()
    link.click()
    arrive(page, title)
    page.get_by_role("link", name="Apply", exact=True).click()
    arrive(page, f"Apply: {title}")
    page.get_by_label("A note to the facility").fill("I drive to Round Rock already.")
    if has_scripts:
        expect(page.get_by_role("status").filter(has_text="Draft saved")).to_be_visible()
    page.get_by_label("Résumé file").set_input_files(
        {"name": "nadia.pdf", "mimeType": "application/pdf", "buffer": RESUME}
    )
    page.get_by_role("button", name="Send application").dblclick()
    arrive(page, title)
    expect(page.get_by_role("heading", name="You sent your application")).to_be_visible()
