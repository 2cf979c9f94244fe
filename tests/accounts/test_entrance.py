"""The pages and mails around logging in wear the site's look and words."""

import pytest
from django.core import mail
from django.urls import reverse
from lxml import html

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

PAGES = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done",
         "account_email_verification_sent", "account_reset_password_from_key_done", "account_inactive"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_it_wears_the_sites_frame(client, name):
    page = html.document_fromstring(client.get(reverse(name)).content)
    assert page.get_element_by_id("main") is not None
    assert len(page.findall(".//h1")) == 1
    assert "please" not in page.text_content().lower()


def test_a_wrong_password_is_told_in_a_summary(client):
    user = UserFactory()
    response = client.post(reverse("account_login"), {"login": user.email, "password": "not this one"})
    page = html.document_fromstring(response.content)
    assert page.xpath("//*[@data-error-summary]")


def test_a_missing_password_is_told_beside_its_field(client):
    response = client.post(reverse("account_login"), {"login": "someone@example.com", "password": ""})
    page = html.document_fromstring(response.content)
    field = page.get_element_by_id("id_password")
    assert page.get_element_by_id("id_password_error") is not None
    assert "id_password_error" in field.get("aria-describedby")


def test_the_mail_for_a_new_password_leads_to_one_thing_in_both_its_forms(client):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    (message,) = mail.outbox
    ((page, kind),) = message.alternatives
    links = html.document_fromstring(page).xpath("//td[contains(@class, 'action')]//a/@href")
    assert kind == "text/html"
    assert len(links) == 1
    assert links[0] in message.body
    assert "<img" not in page


def test_two_step_log_in_can_be_found_and_set_up(client):
    user = UserFactory()
    client.force_login(user)
    response = client.get(reverse("mfa_index"))
    assert "Set it up" in response.content.decode()
    assert PASSWORD not in response.content.decode()
