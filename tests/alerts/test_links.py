"""What the links in mails do, and what they do not do without a press of a button."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alerts.actions import FOREVER
from alerts.models import Alert
from alerts.sending import send_due
from outbox.models import DeadAddress
from tests.factories import PASSWORD, AlertFactory, SubscriberFactory

pytestmark = pytest.mark.usefixtures("states")


def state_of(alert):
    return Alert.objects.filter(pk=alert.pk).values().get()


@pytest.mark.parametrize("page", ["confirm", "unsubscribe", ""])
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client, page, method):
    alert = AlertFactory(waiting=page == "confirm")
    before = state_of(alert)
    path = f"/alerts/{alert.token}/{page}/" if page else f"/alerts/{alert.token}/"
    getattr(client, method)(path)
    assert state_of(alert) == before


@pytest.mark.parametrize("page", ["", "confirm/", "unsubscribe/"])
def test_a_tampered_token_is_not_found(client, page):
    alert = AlertFactory()
    assert client.get(f"/alerts/{alert.token}x/{page}").status_code == 404
    assert client.post(f"/alerts/{alert.token}x/unsubscribe/").status_code == 404
    assert state_of(alert)["unsubscribed_at"] is None


# --- Confirm


def test_confirming_starts_it_at_the_next_wall_hour(client):
    alert = AlertFactory(waiting=True, hour=7, zone="America/Denver")
    client.post(f"/alerts/{alert.token}/confirm/")
    alert.refresh_from_db()
    assert alert.is_confirmed
    assert timezone.now() < alert.next_due_at <= timezone.now() + timedelta(days=1)


def test_confirming_twice_changes_nothing(client):
    alert = AlertFactory(waiting=True)
    client.post(f"/alerts/{alert.token}/confirm/")
    before = state_of(alert)
    client.post(f"/alerts/{alert.token}/confirm/")
    assert state_of(alert) == before


def test_one_link_confirms_what_else_she_chooses_of_her_address(client):
    person = SubscriberFactory()
    first, second, third = (
        AlertFactory(waiting=True, subscriber=person, criteria=f"pay_min={n}") for n in (40, 50, 60)
    )
    stranger = AlertFactory(waiting=True)
    page = client.get(f"/alerts/{first.token}/confirm/").content.decode()
    assert second.token in page
    assert stranger.token not in page
    client.post(f"/alerts/{first.token}/confirm/", {"alert": [second.token, stranger.token]})
    assert set(Alert.objects.active()) == {first, second}
    assert not Alert.objects.get(pk=third.pk).is_confirmed


# --- Unsubscribe


def test_one_click_needs_no_cookie_and_no_csrf_token_and_answers_without_a_redirect():
    alert = AlertFactory()
    mail_program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = mail_program.post(f"/alerts/{alert.token}/unsubscribe/", {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    assert Alert.objects.get().is_stopped


def test_the_page_stops_it_by_its_button(client):
    alert = AlertFactory()
    assert "Stop this alert?" in client.get(f"/alerts/{alert.token}/unsubscribe/").content.decode()
    client.post(f"/alerts/{alert.token}/unsubscribe/")
    assert "This alert is stopped" in client.get(f"/alerts/{alert.token}/unsubscribe/").content.decode()


def test_the_link_of_a_mail_of_several_alerts_stops_them_all(client):
    person = SubscriberFactory()
    AlertFactory.create(subscriber=person, criteria="pay_min=40")
    AlertFactory.create(subscriber=person, criteria="pay_min=50")
    other = AlertFactory()
    assert client.post(f"/alerts/{person.token}/unsubscribe/").status_code == 200
    assert list(Alert.objects.active()) == [other]


def test_she_can_take_it_back(client):
    alert = AlertFactory(unsubscribed_at=timezone.now())
    client.post(f"/alerts/{alert.token}/pause/", {"start": "1"})
    alert.refresh_from_db()
    assert not alert.is_stopped
    assert alert.next_due_at > timezone.now()


# --- Manage


def settings_of(**changes):
    return {"frequency": "daily", "hour": "7", "weekday": "0", "zone": "America/New_York"} | changes


def test_she_changes_how_often_and_when(client):
    alert = AlertFactory()
    client.post(
        f"/alerts/{alert.token}/",
        settings_of(
            frequency="weekly",
            hour="18",
            weekday="4",
            zone="Pacific/Honolulu",
            quiet_from="22",
            quiet_until="6",
        ),
    )
    alert.refresh_from_db()
    assert (alert.frequency, alert.hour, alert.weekday, alert.zone) == ("weekly", 18, 4, "Pacific/Honolulu")
    assert (alert.subscriber.quiet_from, alert.subscriber.quiet_until) == (22, 6)


def test_a_changed_hour_gives_no_second_mail_that_day(client, publish):
    alert = AlertFactory(zone="America/New_York")
    send_due()
    client.post(f"/alerts/{alert.token}/", settings_of(hour="23"))
    alert.refresh_from_db()
    newest = alert.deliveries.get().period
    assert alert.next_due_at - newest > timedelta(hours=1)
    assert alert.next_due_at.date() != newest.date()


@pytest.mark.parametrize(
    "wrong",
    [
        {"hour": "24"},
        {"zone": "Mars/Olympus"},
        {"frequency": "hourly"},
        {"quiet_from": "22"},
        {"quiet_from": "6", "quiet_until": "6"},
    ],
)
def test_it_refuses_times_that_are_none(client, wrong):
    alert = AlertFactory()
    before = state_of(alert)
    response = client.post(f"/alerts/{alert.token}/", settings_of(**wrong))
    assert response.status_code == 200
    assert "Check your answers" in response.content.decode()
    assert state_of(alert) == before


def test_she_pauses_until_a_day_or_until_she_says(client):
    alert = AlertFactory()
    until = timezone.localdate() + timedelta(days=10)
    client.post(f"/alerts/{alert.token}/pause/", {"until": until.isoformat()})
    assert state_of(alert)["paused_until"] == until
    client.post(f"/alerts/{alert.token}/pause/", {"until": ""})
    assert state_of(alert)["paused_until"] == FOREVER
    assert "This alert is paused" in client.get(f"/alerts/{alert.token}/").content.decode()


def test_a_day_in_the_past_is_refused(client):
    alert = AlertFactory()
    response = client.post(f"/alerts/{alert.token}/pause/", {"until": "2020-01-01"}, follow=True)
    assert "Choose a day after today" in response.content.decode()
    assert state_of(alert)["paused_until"] is None


def test_saving_tries_a_dead_address_again(client):
    alert = AlertFactory()
    DeadAddress.objects.create(email=alert.email)
    assert "Our mail comes back" in client.get(f"/alerts/{alert.token}/").content.decode()
    client.post(f"/alerts/{alert.token}/", settings_of())
    assert not DeadAddress.objects.exists()


def test_her_page_lists_hers_alone(as_nurse, as_other_nurse, nurse):
    mine = AlertFactory(subscriber__user=nurse, subscriber__email=nurse.email, criteria="pay_min=44")
    AlertFactory(criteria="pay_min=77")
    page = as_nurse.get("/me/alerts/").content.decode()
    assert mine.token in page
    assert "$44" in page
    assert "$77" not in page
    assert mine.token not in as_other_nurse.get("/me/alerts/").content.decode()


def test_her_list_asks_the_same_number_of_queries_for_one_and_for_twenty(as_nurse, nurse):
    person = SubscriberFactory(user=nurse, email=nurse.email)
    AlertFactory(subscriber=person)
    with CaptureQueriesContext(connection) as one:
        as_nurse.get("/me/alerts/")
    for number in range(19):
        AlertFactory(subscriber=person, criteria=f"pay_min={number + 30}")
    with CaptureQueriesContext(connection) as twenty:
        as_nurse.get("/me/alerts/")
    assert len(one) == len(twenty)


def test_log_in_says_that_mail_comes_back(client, nurse):
    DeadAddress.objects.create(email=nurse.email)
    EmailAddress.objects.create(user=nurse, email=nurse.email, verified=True, primary=True)
    response = client.post("/accounts/login/", {"login": nurse.email, "password": PASSWORD}, follow=True)
    assert "comes back to us" in response.content.decode()


def test_deleting_an_account_deletes_the_alerts_of_its_address(client, nurse):
    EmailAddress.objects.create(user=nurse, email=nurse.email, verified=True, primary=True)
    alert = AlertFactory(waiting=True, subscriber__email=nurse.email)
    stranger = AlertFactory()
    client.post(f"/alerts/{alert.token}/confirm/")
    nurse.delete()
    assert list(Alert.objects.all()) == [stranger]
