import re

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from outbox.models import OutgoingMail
from tests import factories

ANSWERS = {
    "kind": "candidate",
    "name": "Nadia Nursington",
    "email": "new.nurse@example.com",
    "password1": "slow drip at nine",
}


def sign_up(client, **answers):
    return client.post("/accounts/signup/", {**ANSWERS, **answers})


def link_in_mail(to="new.nurse@example.com"):
    mail = OutgoingMail.objects.filter(to=to).latest("pk")
    return re.search(r"https?://[^/\s]+(/accounts/confirm-email/\S+)", mail.text)[1]


@pytest.mark.django_db
def test_the_page_asks_what_brings_people_here(client):
    page = client.get("/accounts/signup/").content.decode()
    assert "I am looking for work" in page
    assert "I am hiring" in page
    assert "Board staff" not in page


@pytest.mark.django_db
def test_a_link_for_facilities_chooses_for_them(client):
    page = client.get("/accounts/signup/?kind=facility").content.decode()
    assert re.search(r'value="facility"[^>]*checked', page)


@pytest.mark.django_db
def test_a_nurse_signs_up_confirms_and_lands_on_her_page(client):
    response = sign_up(client)
    assert response.status_code == 302
    user = User.objects.get(email="new.nurse@example.com")
    assert (user.kind, user.name) == ("candidate", "Nadia Nursington")
    assert client.get("/me/").status_code == 302  # not before she has confirmed
    confirmed = client.post(link_in_mail())
    assert confirmed["Location"] == "/me/"
    assert EmailAddress.objects.get(user=user).verified


@pytest.mark.django_db
def test_a_facility_lands_on_its_own_pages(client):
    sign_up(client, kind="facility")
    response = client.post(link_in_mail())
    assert response["Location"] == "/facility/"


@pytest.mark.django_db
def test_she_comes_back_to_the_posting_she_wanted(client, posting):
    target = f"/me/applications/apply/{posting.public_id}/"
    to_login = client.get(target)
    assert to_login["Location"] == f"/accounts/login/?next={target}"
    login = client.get(to_login["Location"]).content.decode()
    assert re.search(rf'href="/accounts/signup/\?next=[^"]*{posting.public_id}', login)
    sign_up(client, next=target)
    link = link_in_mail()
    assert posting.public_id in link
    response = client.post(link.split("?")[0], {"next": target})
    assert response["Location"] == target


@pytest.mark.django_db
def test_the_link_opened_in_another_browser_still_knows_the_posting(client, posting):
    target = f"/me/applications/apply/{posting.public_id}/"
    sign_up(client, next=target)
    client.cookies.clear()
    page = client.get(link_in_mail())
    assert f'name="next" value="{target}"' in page.content.decode()
    assert client.post(link_in_mail())["Location"] == target


@pytest.mark.django_db
def test_the_link_never_leads_to_another_site(client):
    sign_up(client, next="https://evil.example/")
    assert "evil" not in link_in_mail()


@pytest.mark.django_db
def test_an_address_that_has_an_account_looks_the_same_from_outside(client):
    other = client.__class__()
    fresh = sign_up(client)
    known = factories.UserFactory(email="known@example.com")
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    again = sign_up(other, email="known@example.com")
    assert (again.status_code, again["Location"]) == (fresh.status_code, fresh["Location"])
    assert User.objects.filter(email="known@example.com").count() == 1
    assert OutgoingMail.objects.filter(to="known@example.com").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["staff", "", "admin"])
def test_nobody_signs_up_as_staff(client, kind):
    sign_up(client, kind=kind, is_staff="1", is_superuser="1")
    assert not User.objects.filter(email="new.nurse@example.com").exists()


@pytest.mark.django_db
def test_extra_fields_are_ignored(client):
    sign_up(client, is_staff="1", is_superuser="1", is_active="0")
    user = User.objects.get(email="new.nurse@example.com")
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["Nadia\r\nBcc: x@example.com", "see https://evil.example", "<b>Nadia</b>", " ", "a@b.example"]
)
def test_it_refuses_a_name_that_is_none(client, name):
    response = sign_up(client, name=name)
    assert response.status_code == 200
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_weak_password_is_refused_and_the_rest_stays_typed(client):
    page = sign_up(client, password1="short").content.decode()
    assert 'value="Nadia Nursington"' in page
    assert not User.objects.exists()


@pytest.mark.django_db
def test_too_many_sign_ups_from_one_address_wait(client):
    codes = [client.post("/accounts/signup/", {}).status_code for _ in range(22)]
    assert codes[0] == 200
    assert codes[-1] == 429
