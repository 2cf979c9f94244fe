"""An alert from any search, by e-mail address alone."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alerts.models import Alert, Subscriber
from alerts.sending import send_due
from alerts.views.saving import PER_ADDRESS_AND_HOUR
from outbox.models import OutgoingMail
from tests.factories import AlertFactory, CityFactory, SubscriberFactory

pytestmark = pytest.mark.usefixtures("states")
NEW = "/alerts/new/?state=CO"


def ask(client, email="reader@example.com", url=NEW, **fields):
    return client.post(url, {"email": email, **fields})


def verified(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_it_shows_the_search_and_what_the_last_week_had(client, publish):
    publish(2)
    publish(published_at=timezone.now() - timedelta(days=9))
    page = client.get(NEW).content.decode()
    assert "Jobs in Colorado" in page
    assert 'You would have had <strong class="figures">2</strong> in the last week.' in page


def test_an_address_is_enough(client):
    response = ask(client)
    assert response.status_code == 302
    alert = Alert.objects.get()
    assert (alert.email, alert.criteria, alert.is_confirmed) == ("reader@example.com", "state=CO", False)
    [message] = mail.outbox
    assert f"/alerts/{alert.token}/confirm/" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_answer_is_the_same_whether_the_address_is_known(client, nurse):
    verified(nurse)
    AlertFactory(criteria="state=CO", subscriber__email="known@example.com")
    answers = [ask(client, email) for email in ("known@example.com", "new@example.com", nurse.email)]
    assert len({(answer.status_code, answer["Location"], answer.content) for answer in answers}) == 1
    pages = [client.get(answer["Location"]).content for answer in answers]
    assert len(set(pages)) == 1


def test_a_mailbox_gets_one_confirmation_a_day_whatever_dots_and_tags(client):
    for email in [
        "a.reader@example.com",
        "areader@example.com",
        "Areader+2@example.com",
        "a.reader@example.com",
    ]:
        ask(client, email)
        ask(client, email, url="/alerts/new/?state=TX")
    assert len(mail.outbox) == 1
    assert OutgoingMail.objects.count() == 1


def test_a_mailbox_cannot_be_filled_with_waiting_alerts(client, settings):
    for number in range(30):
        client.post(
            f"/alerts/new/?pay_min={number + 20}",
            {"email": "reader@example.com"},
            REMOTE_ADDR=f"10.0.0.{number}",
        )
    assert Alert.objects.count() <= 20


def test_many_from_one_connection_are_told_to_wait(client):
    for number in range(PER_ADDRESS_AND_HOUR):
        assert ask(client, f"reader{number}@example.com").status_code == 302
    response = ask(client, "one.more@example.com")
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert Alert.objects.count() == PER_ADDRESS_AND_HOUR


def test_a_program_that_fills_every_field_starts_nothing(client):
    response = ask(client, website="https://spam.example")
    assert response.status_code == 302
    assert not Alert.objects.exists()
    assert mail.outbox == []


def test_a_slip_in_the_address_is_said_beside_it(client):
    response = ask(client, "not an address")
    assert response.status_code == 200
    assert "Enter a valid email address" in response.content.decode()
    assert not Subscriber.objects.exists()


def test_a_bad_search_is_not_saved_as_everything(client):
    response = ask(client, url="/alerts/new/?state=ZZ")
    assert response.status_code == 400
    assert not Alert.objects.exists()


def test_a_nurse_who_is_logged_in_has_it_at_once(as_nurse, nurse):
    verified(nurse)
    response = ask(as_nurse, nurse.email, frequency="weekly", weekday="2", hour="9", zone="America/Denver")
    assert response["Location"] == "/me/alerts/"
    alert = Alert.objects.get()
    assert alert.is_confirmed
    assert (alert.frequency, alert.weekday, alert.hour, alert.zone) == ("weekly", 2, 9, "America/Denver")
    assert alert.subscriber.user == nurse
    assert mail.outbox == []


def test_she_cannot_start_one_for_another_address(as_nurse, nurse):
    verified(nurse)
    ask(as_nurse, "somebody.else@example.com")
    assert not Alert.objects.get().is_confirmed


def test_twenty_are_enough(as_nurse, nurse):
    verified(nurse)
    person = SubscriberFactory(email=nurse.email, user=nurse)
    for number in range(Subscriber.MOST_ALERTS):
        AlertFactory(subscriber=person, criteria=f"pay_min={30 + number}")
    response = as_nurse.post(NEW, {"email": nurse.email}, follow=True)
    assert "You have 20 alerts" in response.content.decode()
    assert person.alerts.count() == Subscriber.MOST_ALERTS


def test_the_time_zone_begins_where_the_search_looks(client):
    CityFactory(timezone="America/Denver")
    page = client.get(NEW).content.decode()
    assert '<option value="America/Denver" selected>' in page


def test_it_leaves_out_my_licenses_and_says_so(as_nurse, nurse):
    verified(nurse)
    assert "leaves out" in as_nurse.get("/alerts/new/?state=CO&mine=1").content.decode()
    ask(as_nurse, nurse.email, url="/alerts/new/?state=CO&mine=1")
    assert Alert.objects.get().criteria == "state=CO"


def test_a_form_elsewhere_may_send_the_search_as_a_field(client):
    client.post("/alerts/new/", {"email": "reader@example.com", "criteria": "state=CO&sort=pay&page=2"})
    assert Alert.objects.get().criteria == "state=CO"


def test_postings_between_asking_and_confirming_are_told(client, publish):
    ask(client)
    publish()
    alert = Alert.objects.get()
    client.post(f"/alerts/{alert.token}/confirm/")
    mail.outbox.clear()
    send_due(at=timezone.now() + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_the_page_asks_the_same_number_of_queries_for_one_posting_and_for_ten(client, publish):
    publish()
    client.get(NEW)
    with CaptureQueriesContext(connection) as one:
        client.get(NEW)
    publish(9)
    with CaptureQueriesContext(connection) as ten:
        client.get(NEW)
    assert len(one) == len(ten)
