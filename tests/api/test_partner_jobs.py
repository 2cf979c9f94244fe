"""The partner API: creating, changing, closing and listing postings with a key."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from api.models import ApiCall, ApiKey
from jobs.models import Facility, Posting, PostingEvent
from tests import factories
from tests.api.partners import PARTNER, Partner, new_key


def test_a_partner_publishes_a_posting(client, partner, sent, owner):
    response = partner.post(sent)

    assert response.status_code == 201
    body = response.json()
    posting = Posting.objects.get(public_id=body["public_id"])
    assert response["Location"] == f"{PARTNER}{posting.public_id}/"
    assert (body["status"], body["external_id"]) == ("live", "REQ-1017")
    assert posting.is_live
    assert posting.facility.slug == "juniper-creek"
    assert posting.zip_id == "80202"
    assert (float(posting.pay_min), posting.pay_source) == (42.5, "facility")
    assert "<strong>IVIG</strong>" in posting.description_html
    assert {term.slug for term in posting.terms.all()} == {
        "home-infusion",
        "ivig",
        "day",
        "full-time",
        "on-site",
        "health-insurance",
    }
    assert list(PostingEvent.objects.filter(posting=posting).values_list("to_status", "by")) == [
        ("draft", owner.pk),
        ("live", owner.pk),
    ]
    assert client.get("/api/v1/jobs/?q=ivig").json()["total"] == 1


def test_what_it_sent_comes_back_as_it_was(partner, sent):
    told = partner.post(sent).json()["posting"]

    assert {
        name: told[name] for name in ("external_id", "title", "role", "requirements", "answers_within_days")
    } == {
        name: sent[name] for name in ("external_id", "title", "role", "requirements", "answers_within_days")
    }
    assert told["pay"]["differentials"]["night"] == 4.25
    assert told["terms"]["workplace"] == "on-site"
    assert told["place"]["patient_states"] == ["TX"]
    again = partner.put("REQ-1017", told)
    assert again.status_code == 200
    assert again.json()["posting"] == told


def test_a_draft_waits(client, partner, sent):
    body = partner.post(sent | {"publish": False}).json()
    assert body["status"] == "draft"
    assert body["url"] is None
    assert client.get(f"/api/v1/jobs/{body['public_id']}/").status_code == 404
    assert partner.patch("REQ-1017", {"publish": True}).json()["status"] == "live"


def test_a_patch_changes_what_it_names_alone(partner, sent):
    before = partner.post(sent).json()["posting"]

    after = partner.patch("REQ-1017", {"pay": {"max": 60}, "terms": {"therapy": None}}).json()["posting"]

    assert after["pay"] == before["pay"] | {"max": 60}
    assert after["terms"]["therapy"] == []
    assert after["terms"]["setting"] == ["home-infusion"]
    assert after["description"] == before["description"]


def test_a_put_takes_away_what_it_does_not_name(partner, sent):
    partner.post(sent)
    body = partner.put(
        "REQ-1017", {"title": "Infusion RN", "description": "Work.", "place": sent["place"]}
    ).json()
    assert body["status"] == "live"
    assert body["external_id"] == "REQ-1017"
    assert body["posting"]["terms"]["therapy"] == []
    assert body["posting"]["pay"]["min"] is None


def test_a_posting_is_found_under_both_its_ids(partner, sent):
    public_id = partner.post(sent).json()["public_id"]
    assert partner.get(f"{PARTNER}{public_id}/").json() == partner.get(f"{PARTNER}REQ-1017/").json()


def test_closing_takes_it_off_the_board(client, partner, sent):
    public_id = partner.post(sent).json()["public_id"]

    assert partner.close("REQ-1017").json()["status"] == "closed"
    assert partner.close("REQ-1017").json()["status"] == "closed"  # once more changes nothing

    assert client.get("/api/v1/jobs/").json()["total"] == 0
    assert client.get(f"/api/v1/jobs/{public_id}/").status_code == 410


def test_a_posting_can_be_closed_as_filled(partner, sent):
    partner.post(sent)
    assert partner.close("REQ-1017", {"filled": True}).json()["status"] == "filled"


def test_an_expired_posting_cannot_be_closed(partner, facility):
    expired = factories.PostingFactory(facility=facility, status="expired", closed_at=timezone.now())
    assert partner.close(expired.public_id).status_code == 409


def test_a_closed_posting_can_be_published_again(partner, sent):
    partner.post(sent)
    partner.close("REQ-1017")
    assert partner.patch("REQ-1017", {"publish": True}).json()["status"] == "live"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": None}, "title"),
        ({"title": "x" * 200}, "title"),
        ({"title": "RN\x00"}, "title"),
        ({"title": ["RN"]}, "title"),
        ({"title": {"a": 1}}, "title"),
        ({"role": "astronaut"}, "role"),
        ({"role": 5}, "role"),
        ({"terms": {"setting": ["the-moon"]}}, "terms.setting"),
        ({"terms": {"setting": "home-infusion"}}, "terms.setting"),
        ({"terms": {"setting": [["home-infusion"]]}}, "terms.setting"),
        ({"terms": ["home-infusion"]}, "terms"),
        ({"place": {"city": "Denver", "state": "XX"}}, "place.state"),
        ({"place": {"city": "Denver", "state": "CO", "zip": "99999"}}, "place.zip"),
        ({"pay": {"min": 60, "max": 50, "unit": "hour"}}, "pay.max"),
        ({"pay": {"min": 60, "max": 70}}, "pay.unit"),
        ({"pay": {"min": 6000, "unit": "hour"}}, "pay.min"),
        ({"pay": {"min": -5, "unit": "hour"}}, "pay.min"),
        ({"pay": {"min": 0, "unit": "hour"}}, "pay.min"),
        ({"pay": {"min": "42", "unit": "hour"}}, "pay.min"),
        ({"pay": {"min": True, "unit": "hour"}}, "pay.min"),
        ({"pay": {"min": 10**400, "unit": "hour"}}, "pay.min"),
        ({"requirements": {"must": ["rn"], "nice": ["rn"]}}, "requirements.nice"),
        ({"experience_months": -1}, "experience_months"),
        ({"experience_months": 1.5}, "experience_months"),
        ({"answers_within_days": 400}, "answers_within_days"),
        ({"closes_on": "2020-01-01"}, "closes_on"),
        ({"closes_on": "soon"}, "closes_on"),
        ({"external_id": "a/b"}, "external_id"),
        ({"external_id": "x" * 101}, "external_id"),
        ({"external_id": ""}, "external_id"),
        ({"publish": "yes"}, "publish"),
        ({"description": ""}, "publish"),
        ({"flags": {"will_train": "yes"}}, "flags.will_train"),
        ({"status": "live"}, "status"),
        ({"facility": 2}, "facility"),
        ({"is_featured": 1}, "is_featured"),
        ({"pay": {"annual_min": 1}}, "pay.annual_min"),
    ],
)
def test_a_bad_value_is_named_and_nothing_is_stored(partner, sent, change, field):
    response = partner.post(sent | change, once="one")

    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][field]
    assert not Posting.objects.exists()
    assert partner.post(sent, once="one").status_code == 201  # nor is the refusal


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '"a"',
        "null",
        '{"title": NaN}',
        '{"title": "\\ud800"}',
        "[" * 50_000,
        b"\xff\xfe",
        '{"a": 1' + "0" * 5000 + "}",
    ],
)
def test_what_is_no_json_object_is_a_400(partner, words, body):
    response = partner.post(body)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_form_is_not_json(client, key):
    headers = {"Authorization": f"Bearer {key[1]}", "Idempotency-Key": "one"}
    assert client.post(PARTNER, {"title": "RN"}, headers=headers).status_code == 415


def test_a_body_that_is_too_large_is_a_413(partner, sent):
    response = partner.post(sent | {"description": "x" * 1_100_000})
    assert response.status_code == 413
    assert not Posting.objects.exists()


# --- Doubles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"external_id": "REQ-2", "title": "home infusion rn"},  # the same title and place
        {"title": "Another job"},  # the same external id
        {"external_id": "REQ-2", "place": {"city": "DENVER", "state": "CO"}},
    ],
)
def test_a_double_is_a_conflict_that_names_the_first(partner, sent, change):
    first = partner.post(sent).json()
    response = partner.post(sent | change)
    assert response.status_code == 409
    assert response.json()["existing"] == {
        "public_id": first["public_id"],
        "external_id": "REQ-1017",
        "status": "live",
    }
    assert Posting.objects.count() == 1


def test_what_was_written_on_the_page_counts_as_a_double_too(partner, posting, sent):
    assert partner.post(sent).json()["existing"]["public_id"] == posting.public_id


@pytest.mark.parametrize("change", [{"place": {"city": "Boulder", "state": "CO"}}, {"title": "Infusion RN"}])
def test_another_place_or_title_is_another_job(partner, sent, change):
    partner.post(sent)
    assert partner.post(sent | {"external_id": "REQ-2"} | change).status_code == 201


def test_a_closed_job_may_be_posted_again_under_another_id(partner, sent):
    partner.post(sent)
    partner.close("REQ-1017")
    assert partner.post(sent | {"external_id": "REQ-2"}).status_code == 201
    assert partner.post(sent).status_code == 409


def test_a_change_must_not_make_a_double_either(partner, sent):
    partner.post(sent)
    partner.post(sent | {"external_id": "REQ-2", "title": "Infusion RN"})
    assert partner.patch("REQ-2", {"title": "Home Infusion RN"}).status_code == 409
    assert partner.patch("REQ-2", {"external_id": "REQ-1017"}).status_code == 409


def test_two_facilities_may_use_one_external_id(partner, other_partner, sent):
    assert partner.post(sent).status_code == 201
    assert other_partner.post(sent).status_code == 201
    assert other_partner.get(f"{PARTNER}REQ-1017/").json() != partner.get(f"{PARTNER}REQ-1017/").json()


# --- Who may -------------------------------------------------------------------------------------------


def calls(public_id):
    return [
        ("GET", f"{PARTNER}{public_id}/"),
        ("PUT", f"{PARTNER}{public_id}/"),
        ("PATCH", f"{PARTNER}{public_id}/"),
    ]


def test_another_facilitys_posting_is_not_found(other_partner, posting):
    for method, path in calls(posting.public_id):
        response = other_partner.send(method, path, {"title": "Taken"})
        assert response.status_code == 404
        assert "Juniper" not in response.content.decode()
    assert other_partner.close(posting.public_id).status_code == 404
    assert other_partner.get().json()["results"] == []
    posting.refresh_from_db()
    assert (posting.title, posting.status) == ("Home Infusion RN", "live")


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer x",
        "Bearer dk_2345678abc_secret",
        "Basic dXNlcjpwYXNz",
        "Bearer dk__",
        "Bearer dk_\u00e9_x",
    ],
)
def test_without_a_working_key_nothing_opens(client, posting, authorization):
    for method, path in [("GET", PARTNER), ("POST", PARTNER), *calls(posting.public_id)]:
        response = client.generic(
            method, path, "{}", content_type="application/json", headers={"Authorization": authorization}
        )
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response["Content-Type"] == "application/problem+json"


def test_being_logged_in_is_no_key(as_owner, posting):
    assert as_owner.get(PARTNER).status_code == 401


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_a_key_that_has_ended_opens_nothing(partner, key, change):
    assert partner.get().status_code == 200
    ApiKey.objects.update(**change)
    assert partner.get().status_code == 401


def test_another_secret_under_a_known_prefix_opens_nothing(client, key):
    prefix = "_".join(key[1].split("_")[:2])
    assert Partner(client, f"{prefix}_{'A' * 43}").get().status_code == 401


def test_a_key_that_may_only_read_changes_nothing(client, facility, posting, sent):
    reader = Partner(client, new_key(facility, scopes=[ApiKey.Scope.READ])[1])
    assert reader.get().status_code == 200
    for response in [reader.post(sent), reader.put(posting.public_id, sent), reader.close(posting.public_id)]:
        assert response.status_code == 403
        assert 'error="insufficient_scope"' in response["WWW-Authenticate"]
    assert Posting.objects.get().status == "live"


@pytest.mark.parametrize("status", ["pending", "rejected", "suspended"])
def test_a_facility_we_have_not_verified_changes_nothing(partner, facility, posting, sent, status):
    Facility.objects.filter(pk=facility.pk).update(status=status, verified_at=None)
    for response in [
        partner.post(sent),
        partner.patch(posting.public_id, {"title": "X"}),
        partner.close(posting.public_id),
    ]:
        assert response.status_code == 403
        assert response["Content-Type"] == "application/problem+json"
    assert partner.get().status_code == 200
    assert Posting.objects.get().title == "Home Infusion RN"


def test_methods_it_does_not_take_are_named(partner, posting):
    response = partner.send("DELETE", f"{PARTNER}{posting.public_id}/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, PUT, PATCH, OPTIONS"
    assert partner.send("TRACE", PARTNER).status_code == 405
    assert partner.send("OPTIONS", PARTNER)["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert "Access-Control-Allow-Origin" not in partner.get()  # a key has no place in a browser


# --- Lists, logs and limits ----------------------------------------------------------------------------


def test_it_lists_its_own_postings_page_by_page(partner, facility, other_posting):
    own = [factories.PostingFactory(facility=facility, title=f"RN {n}").public_id for n in range(5)]
    factories.PostingFactory(facility=facility, title="Draft", draft=True)

    found, url = [], f"{PARTNER}?status=live&limit=2"
    while url:
        page = partner.get(url).json()
        found += [job["public_id"] for job in page["results"]]
        url = page["next"]

    assert found == own[::-1]


@pytest.mark.parametrize("querystring", ["status=hired", "limit=0", "limit=1e9", "cursor=" + "x" * 50])
def test_a_bad_value_of_the_list_is_named(partner, querystring):
    response = partner.get(f"{PARTNER}?{querystring}")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [querystring.split("=")[0]]


def test_a_list_takes_the_same_statements_at_one_and_at_twenty(
    partner, facility, django_assert_max_num_queries, settings
):
    settings.VOCABULARY_CACHE_SECONDS = 60
    factories.PostingFactory(facility=facility)
    partner.get()
    with django_assert_max_num_queries(8) as one:  # key, bucket, postings, four of their lists, the log
        partner.get()
    first = len(one)
    for _ in range(20):
        factories.PostingFactory(facility=facility)
    with django_assert_max_num_queries(first):
        assert len(partner.get().json()["results"]) == 20


def test_each_call_is_logged_with_its_answer(partner, key, sent):
    partner.get()
    partner.post(sent, once="first-try")
    partner.post(sent | {"title": ""}, once="bad\x00one")
    partner.put("nothing", sent)

    rows = ApiCall.objects.order_by("pk").values_list("key", "method", "path", "status", "idempotency_key")
    pk = key[0].pk
    assert list(rows) == [
        (pk, "GET", PARTNER, 200, ""),
        (pk, "POST", PARTNER, 201, "first-try"),
        (pk, "POST", PARTNER, 400, "badone"),
        (pk, "PUT", f"{PARTNER}nothing/", 404, ""),
    ]


def test_a_key_says_when_it_was_last_used(partner, key):
    partner.get()
    used_at = ApiKey.objects.get().last_used_at
    assert timezone.now() - used_at < timedelta(minutes=1)
    partner.get()
    assert ApiKey.objects.get().last_used_at == used_at  # not written at every call


def test_a_key_has_its_own_limit(partner, other_partner):
    with time_machine.travel(timezone.now(), tick=False):
        answers = [partner.get() for _ in range(121)]
        assert [answer.status_code for answer in answers] == [200] * 120 + [429]
        assert answers[0]["RateLimit-Remaining"] == "119"
        assert answers[-1]["Retry-After"] == "1"
        assert other_partner.get().status_code == 200


def test_guessing_keys_is_limited_by_address(client, db):
    with time_machine.travel(timezone.now(), tick=False):
        answers = [Partner(client, "dk_2345678abc_guess").get().status_code for _ in range(121)]
    assert answers == [401] * 120 + [429]


def test_a_live_posting_cannot_be_changed_into_one_that_could_not_go_live(partner, sent):
    partner.post(sent)
    response = partner.patch("REQ-1017", {"description": None})
    assert response.status_code == 400
    assert "Write what the work is." in response.json()["errors"]["publish"][0]
    posting = Posting.objects.get()
    assert posting.is_live
    assert posting.description_text
