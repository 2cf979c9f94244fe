"""Idempotency-Key: one POST, sent again, in parallel, with other content, or refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from api import idempotency
from api.models import ApiCall, StoredAnswer
from jobs.models import Posting
from tests.api.partners import PARTNER, Partner


def test_the_same_request_again_gets_the_same_answer(partner, sent):
    first = partner.post(sent, once="one")
    again = partner.post(sent, once="one")

    assert (again.status_code, again.content) == (201, first.content)
    assert again["Location"] == first["Location"]
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Posting.objects.count() == 1
    assert ApiCall.objects.count() == 2


def test_it_gets_the_first_answer_even_after_a_change(partner, sent):
    first = partner.post(sent, once="one")
    partner.patch("REQ-1017", {"title": "Changed"})
    assert partner.post(sent, once="one").json() == first.json()


def test_the_same_key_with_other_content_is_refused(partner, sent):
    partner.post(sent, once="one")
    assert partner.post(sent | {"title": "Another"}, once="one").status_code == 422
    assert partner.close("REQ-1017", once="one").status_code == 422  # another address is other content
    assert Posting.objects.get().status == "live"


def test_a_key_is_each_partners_own(partner, other_partner, sent):
    partner.post(sent, once="one")
    assert other_partner.post(sent, once="one").status_code == 201
    assert Posting.objects.count() == 2


@pytest.mark.parametrize("once", [" ", "a b", "\u00e9", "x" * 256])
def test_a_post_needs_a_key_that_is_one(client, key, sent, once):
    response = Partner(client, key[1]).post(sent, once=once)
    assert response.status_code == 400
    assert response.json()["errors"]["Idempotency-Key"]
    assert not Posting.objects.exists()


def test_a_refusal_is_not_stored(partner, sent):
    assert partner.post(sent | {"title": ""}, once="one").status_code == 400
    assert not StoredAnswer.objects.exists()
    assert partner.post(sent, once="one").status_code == 201


def test_an_answer_is_forgotten_after_a_day(partner, sent):
    partner.post(sent, once="one")
    partner.close("REQ-1017")
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        later = partner.post(sent | {"external_id": "REQ-2"}, once="one")
    assert later.status_code == 201
    assert Posting.objects.count() == 2


def test_an_answer_and_its_change_are_stored_together_or_not_at_all(partner, sent, monkeypatch):
    def fail(*args):
        raise RuntimeError("the process is gone")

    monkeypatch.setattr(idempotency, "_store", fail)
    with pytest.raises(RuntimeError):
        partner.post(sent, once="one")
    monkeypatch.undo()

    assert not Posting.objects.exists()
    assert ApiCall.objects.get().status == 500
    assert partner.post(sent, once="one").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_while_the_first_is_being_worked_on_the_second_is_told_so(key, sent):
    """The first is held up by a lock on its facility, as by a slow change of it elsewhere."""
    answers = {}

    def post(name):
        try:
            answers[name] = Partner(Client(), key[1]).post(sent, once="one")
        finally:
            connections.close_all()

    with transaction.atomic():
        key[0].facility.__class__.objects.select_for_update().get(pk=key[0].facility_id)
        first = threading.Thread(target=post, args=["first"])
        first.start()
        while not _is_held("one"):
            pass
        second = threading.Thread(target=post, args=["second"])
        second.start()
        second.join()
    first.join()

    assert answers["second"].status_code == 409
    assert answers["second"]["Retry-After"] == "1"
    assert answers["first"].status_code == 201
    assert Posting.objects.count() == 1


def _is_held(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
            "WHERE locktype = 'advisory' AND granted AND datname = current_database()"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("once", ["one", None])
def test_two_at_once_make_one_posting(key, sent, once):
    """Under one key one waits for a retry or replays; under two keys the second is a double."""

    def post(_):
        try:
            return Partner(Client(), key[1]).post(sent, once=once).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(post, range(4)))

    assert Posting.objects.count() == 1
    assert 201 in statuses
    assert set(statuses) <= {201, 409}
    assert once or statuses.count(201) == 1


def test_closing_needs_a_key_too(client, key, posting):
    headers = {"Authorization": f"Bearer {key[1]}"}
    path = f"{PARTNER}{posting.public_id}/close/"
    assert client.post(path, "{}", content_type="application/json", headers=headers).status_code == 400
    assert Posting.objects.get().status == "live"
