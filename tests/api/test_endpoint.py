"""What holds at every address: methods, CORS, limits, problems."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from api import actions
from api.models import ApiCall, BoardChange, Bucket, StoredAnswer
from api.models.limits import Policy
from tests import factories

OPEN = ["/api/v1/jobs/", "/api/v1/facets/", "/api/v1/jobs/2222222222zz/", "/api/schema/"]


@pytest.mark.parametrize("path", OPEN)
def test_any_site_may_read(client, db, path):
    for response in (
        client.get(path),
        client.get(f"{path}?state=XX"),
        client.post(path),
        client.options(path),
    ):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response


def test_a_preflight_is_answered_and_costs_nothing(client, db):
    response = client.options(
        "/api/v1/jobs/",
        headers={"Origin": "https://example.com", "Access-Control-Request-Method": "GET"},
    )
    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert not Bucket.objects.exists()


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_allowed(client, db, path, method):
    response = client.generic(method, path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/jobs/", "/api/v1/facets/", "/api/schema/"])
def test_head_has_the_headers_of_get_and_no_body(client, posting, path):
    got, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head["ETag"] == got["ETag"]
    assert not head.content


def test_strangers_get_no_cookie_and_may_keep_a_copy_to_ask_about(client, posting):
    response = client.get("/api/v1/jobs/")
    assert not response.cookies
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("path", ["/api/", "/api/v2/jobs/", "/api/v1/", "/api/v1/jobs/a/b/", "/api/nothing"])
def test_an_unknown_address_is_a_problem(client, db, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_missing_slash_leads_on_with_its_query(client, posting):
    response = client.get("/api/v1/jobs?state=CO")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/jobs/?state=CO")
    assert client.post("/api/v1/partner/jobs").status_code == 404  # a POST would lose its body on the way


# --- The limit -----------------------------------------------------------------------------------------


def test_an_address_that_asks_too_often_is_told_when_to_go_on(client, posting):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        answers = [client.get("/api/v1/facets/") for _ in range(122)]
        assert [answer.status_code for answer in answers[:120]] == [200] * 120
        refused = answers[-1]
        assert refused.status_code == 429
        assert refused["Content-Type"] == "application/problem+json"
        assert refused["Retry-After"] == "1"
        assert refused["RateLimit-Remaining"] == "0"
        assert refused["Access-Control-Allow-Origin"] == "*"
        clock.shift(1)
        assert client.get("/api/v1/jobs/").status_code == 200


def test_each_answer_says_how_much_is_left(client, posting):
    with time_machine.travel(timezone.now(), tick=False):
        client.get("/api/v1/jobs/")
        response = client.get("/api/v1/jobs/?state=XX")
    assert response["RateLimit-Limit"] == "120"
    assert response["RateLimit-Remaining"] == "118"
    assert response["RateLimit-Reset"] == "1"
    assert response["RateLimit-Policy"] == "120;w=60"


def test_another_address_has_its_own_limit_and_nobody_can_forge_one(client, posting):
    with time_machine.travel(timezone.now(), tick=False):
        for number in range(121):
            last = client.get("/api/v1/facets/", headers={"X-Forwarded-For": f"203.0.113.{number}"})
        assert last.status_code == 429
        assert client.get("/api/v1/facets/", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_one_subscriber_of_ipv6_is_one(client, posting):
    with time_machine.travel(timezone.now(), tick=False):
        client.get("/api/v1/facets/", REMOTE_ADDR="2001:db8:1:2::1")
        response = client.get("/api/v1/facets/", REMOTE_ADDR="2001:db8:1:2:ffff::7")
        assert response["RateLimit-Remaining"] == "118"
        assert client.get("/api/v1/facets/", REMOTE_ADDR="2001:db8:1:3::1")["RateLimit-Remaining"] == "119"


def test_a_bucket_fills_again_and_never_overflows(db):
    policy, now = Policy("test", burst=3, per_minute=60), timezone.now()

    def takes(number, *, after):
        at = now + timedelta(seconds=after)
        return [Bucket.objects.take(policy, "somebody", at=at).is_allowed for _ in range(number)]

    assert takes(5, after=0) == [True] * 3 + [False] * 2
    assert takes(3, after=2) == [True] * 2 + [False]  # refusals cost nothing
    assert takes(5, after=3600) == [True] * 3 + [False] * 2
    assert takes(1, after=1800) == [False]  # a clock that runs behind gives nothing away


def test_the_address_itself_is_not_kept(client, posting):
    client.get("/api/v1/jobs/", REMOTE_ADDR="203.0.113.77")
    assert "203.0.113" not in str(Bucket.objects.values().get())


def test_what_has_served_its_time_is_forgotten(key, posting):
    now = timezone.now()
    fresh, old = now, now - timedelta(days=91)
    for at in (fresh, old):
        ApiCall.objects.create(key=key[0], method="GET", path="/", status=200, at=at)
        StoredAnswer.objects.create(key=key[0], name=str(at), fingerprint="x", status=201, body="{}", at=at)
        Bucket.objects.create(key=str(at), tokens=1, was_allowed=True, at=at)
    BoardChange.objects.create(at=old)

    actions.forget_old()

    assert [
        model.objects.filter(at=old).exists() for model in (ApiCall, StoredAnswer, Bucket, BoardChange)
    ] == [False] * 4
    assert [model.objects.filter(at=fresh).exists() for model in (ApiCall, StoredAnswer, Bucket)] == [
        True
    ] * 3


def test_forgetting_old_changes_changes_the_etag_at_most(client, posting):
    BoardChange.objects.create(at=timezone.now() - timedelta(days=3))
    etag = client.get("/api/v1/jobs/")["ETag"]
    actions.forget_old()
    factories.PostingFactory()
    assert client.get("/api/v1/jobs/", headers={"If-None-Match": etag}).status_code == 200
