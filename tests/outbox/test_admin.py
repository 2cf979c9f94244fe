"""What staff see of stored mail."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from alerts.emails import send_confirmation
from jobs.emails import send_invitation
from jobs.models import Invitation
from outbox.actions import store_message
from outbox.models import OutgoingMail
from tests.cast import logged_in
from tests.factories import AlertFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(staff):
    """The page of the newest mail, as staff see it."""

    def page():
        mail = OutgoingMail.objects.latest("pk")
        return logged_in(staff).get(f"/admin/outbox/outgoingmail/{mail.pk}/change/").content.decode()

    return page


def test_a_link_that_resets_a_password_is_not_shown(client, nurse, page):
    client.post("/accounts/password/reset/", {"email": nurse.email})
    mail = OutgoingMail.objects.get(to=nurse.email)
    assert "/accounts/password/reset/key/" in mail.text
    seen = page()
    assert "reset/key" not in seen
    assert "Not shown" in seen


def test_what_a_library_wrote_is_not_shown(page):
    with transaction.atomic():
        store_message(EmailMultiAlternatives("Code", "Code 314159", to=["a@example.com"]), purpose="test")
    assert "314159" not in page()


def test_the_token_of_an_alert_is_not_shown(states, page):
    alert = AlertFactory(waiting=True)
    with transaction.atomic():
        send_confirmation(alert)
    assert alert.token in OutgoingMail.objects.get().text
    assert alert.token not in page()


def test_an_invitation_is_not_shown(facility, owner, page):
    invitation = Invitation.objects.create(
        facility=facility, email="colleague@example.com", role="recruiter", by=owner
    )
    with transaction.atomic():
        send_invitation(invitation)
    assert invitation.token in OutgoingMail.objects.get().text
    assert invitation.token not in page()


def test_of_other_mail_staff_read_the_text_with_its_links_cut_short(page):
    OutgoingMail.objects.create(
        to="a@example.com",
        subject="News",
        text="Dear <Nadia>,\nlook at https://jobs.example.com/me/applications/secret-1/ please.",
        html="<p>in HTML</p>",
        headers={"List-Unsubscribe": "<https://jobs.example.com/alerts/secret-2/unsubscribe/>"},
        purpose="test",
    )
    seen = page()
    assert "Dear &lt;Nadia&gt;,<br>look at https://jobs.example.com/… please." in seen
    assert "secret" not in seen
    assert "in HTML" not in seen
