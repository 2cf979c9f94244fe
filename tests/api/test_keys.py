"""The facility's page of its API keys."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from api.models import ApiKey
from tests.api.partners import Partner, new_key

PAGE = "/facility/juniper-creek/keys/"
NEW = {"name": "Fernwood ATS", "scopes": ["postings:read", "postings:write"]}


def text_in(response):
    found = re.search(r"dk_[a-z0-9]{10}_[A-Za-z0-9_-]{43}", response.content.decode())
    return found and found[0]


def works(text):
    return Partner(Client(), text).get().status_code == 200


def test_an_owner_makes_a_key_and_sees_it_once(as_owner, owner):
    response = as_owner.post(PAGE, NEW)

    text = text_in(response)
    assert works(text)
    assert "no-store" in response["Cache-Control"]
    key = ApiKey.objects.get()
    assert (key.created_by, key.scopes) == (owner, NEW["scopes"])
    again = as_owner.get(PAGE)
    assert text_in(again) is None
    assert key.shown in again.content.decode()


def test_only_a_hash_of_its_secret_is_kept(as_owner):
    text = text_in(as_owner.post(PAGE, NEW))
    secret = text.split("_", 2)[2]
    assert secret not in str(ApiKey.objects.values().get())
    assert len(ApiKey.objects.get().secret_hash) == 64


def test_the_facilitys_page_leads_there(as_owner, as_recruiter):
    assert PAGE in as_owner.get("/facility/").content.decode()
    assert PAGE not in as_recruiter.get("/facility/").content.decode()


@pytest.mark.parametrize("who", ["as_recruiter", "as_author", "as_other_owner", "as_nurse", "as_staff"])
def test_nobody_but_an_owner_finds_it(request, facility, key, who):
    client = request.getfixturevalue(who)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, NEW).status_code == 404
    assert client.post(f"{PAGE}{key[0].pk}/rotate/").status_code == 404
    assert client.post(f"{PAGE}{key[0].pk}/revoke/").status_code == 404
    assert ApiKey.objects.count() == 1
    assert works(key[1])


def test_a_stranger_is_sent_to_log_in(client, facility):
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")


def test_another_facilitys_key_is_not_found_under_ones_own_page(as_owner, other_facility):
    key, text = new_key(other_facility)
    assert as_owner.post(f"{PAGE}{key.pk}/revoke/").status_code == 404
    assert as_owner.post(f"{PAGE}{key.pk}/rotate/").status_code == 404
    assert works(text)


def test_a_replaced_key_works_for_a_week_more(as_owner, key):
    fresh = text_in(as_owner.post(f"{PAGE}{key[0].pk}/rotate/"))

    assert works(fresh)
    assert works(key[1])
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert works(fresh)
        assert not works(key[1])
    assert ApiKey.objects.get(replaces=key[0]).scopes == key[0].scopes


def test_a_key_is_replaced_once(as_owner, key):
    as_owner.post(f"{PAGE}{key[0].pk}/rotate/")
    response = as_owner.post(f"{PAGE}{key[0].pk}/rotate/", follow=True)
    assert "has taken the place of this one already" in response.content.decode()
    assert ApiKey.objects.count() == 2


def test_a_revoked_key_opens_nothing_at_once(as_owner, key):
    response = as_owner.post(f"{PAGE}{key[0].pk}/revoke/", follow=True)
    assert "Revoked." in response.content.decode()
    assert not works(key[1])
    revoked_at = ApiKey.objects.get().revoked_at
    as_owner.post(f"{PAGE}{key[0].pk}/revoke/")
    assert ApiKey.objects.get().revoked_at == revoked_at
    assert "no longer works" in as_owner.post(f"{PAGE}{key[0].pk}/rotate/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "required"),
        ({"scopes": []}, "Choose at least one."),
        ({"scopes": ["postings:write"]}, "must be able to read them"),
        ({"scopes": ["everything"]}, "not one of the available choices"),
    ],
)
def test_what_is_missing_is_said_and_no_key_made(as_owner, change, sentence):
    response = as_owner.post(PAGE, NEW | change)
    assert sentence in response.content.decode()
    assert not ApiKey.objects.exists()


def test_there_are_at_most_ten_at_a_time(as_owner, facility):
    keys = [new_key(facility)[0] for _ in range(10)]
    assert "At most 10 keys" in as_owner.post(PAGE, NEW).content.decode()
    as_owner.post(f"{PAGE}{keys[0].pk}/revoke/")
    assert text_in(as_owner.post(PAGE, NEW))


def test_a_key_of_a_deactivated_account_opens_nothing(facility, owner):
    _, text = new_key(facility, by=owner)
    assert works(text)
    owner.is_active = False
    owner.save()
    assert not works(text)


def test_the_latest_calls_are_shown(as_owner, partner):
    partner.get()
    assert "/api/v1/partner/jobs/" in as_owner.get(PAGE).content.decode()


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_keys_change_by_post_alone(as_owner, key, method):
    for move in ("rotate", "revoke"):
        assert getattr(as_owner, method)(f"{PAGE}{key[0].pk}/{move}/").status_code == 405
    assert works(key[1])


def test_the_page_takes_the_same_statements_at_one_key_and_at_nine(
    as_owner, facility, owner, django_assert_max_num_queries
):
    new_key(facility, by=owner)
    with django_assert_max_num_queries(9) as one:
        as_owner.get(PAGE)
    first = len(one)
    for _ in range(8):
        Partner(Client(), new_key(facility, by=owner)[1]).get()
    with django_assert_max_num_queries(first):
        as_owner.get(PAGE)
