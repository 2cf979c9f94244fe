"""GET /api/v1/jobs/<public_id>/: one posting."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jobs.actions import change_facility
from jobs.models import Posting, Source
from tests import factories


def address(posting):
    return f"/api/v1/jobs/{posting.public_id}/"


def test_it_tells_one_posting_with_its_text(client, posting):
    body = client.get(address(posting)).json()
    assert body["public_id"] == posting.public_id
    assert body["api_url"].endswith(address(posting))
    assert body["description_html"] == posting.description_html
    listed = client.get("/api/v1/jobs/?include=description").json()["results"][0]
    assert body == listed


def test_imported_postings_name_their_source_and_where_to_apply(client, facility):
    source = Source.objects.create(slug="a-feed", name="A feed")
    posting = factories.PostingFactory(
        facility=facility, source=source, external_id="7", apply_url="https://jobs.example.com/7"
    )
    body = client.get(address(posting)).json()
    assert body["source"] == "A feed"
    assert body["apply_url"] == "https://jobs.example.com/7"
    assert body["is_applied_to_here"] is False
    assert body["answers_within_days"] is None


@pytest.mark.parametrize("public_id", ["2222222222zz", "x", "' OR 1=1", "%F0%9F%92%89", "x" * 2000])
def test_an_unknown_posting_is_a_404(client, db, public_id):
    response = client.get(f"/api/v1/jobs/{public_id}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "traits", [{"draft": True}, {"draft": True, "status": "in_review"}, {"status": "paused"}]
)
def test_what_is_not_public_is_not_found(client, facility, traits):
    posting = factories.PostingFactory(facility=facility, **traits)
    response = client.get(address(posting))
    assert response.status_code == 404
    assert posting.title not in response.content.decode()


@pytest.mark.parametrize("traits", [{"closed": True}, {"overdue": True}])
def test_what_has_ended_is_gone(client, facility, traits):
    response = client.get(address(factories.PostingFactory(facility=facility, **traits)))
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"


def test_it_is_gone_at_the_very_moment_it_ends(client, posting):
    etag = client.get(address(posting))["ETag"]
    with time_machine.travel(posting.expires_at - timedelta(seconds=1), tick=False):
        assert client.get(address(posting)).status_code == 200
        assert client.get("/api/v1/jobs/").json()["total"] == 1
    with time_machine.travel(posting.expires_at, tick=False):
        assert client.get(address(posting), headers={"If-None-Match": etag}).status_code == 410
        assert client.get("/api/v1/jobs/").json()["total"] == 0


def test_an_unchanged_posting_answers_304_in_two_statements(
    client, posting, settings, django_assert_num_queries
):
    settings.VOCABULARY_CACHE_SECONDS = 60
    Posting.objects.update(updated_at=timezone.now() - timedelta(minutes=1))
    first = client.get(address(posting))
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        with django_assert_num_queries(2):  # bucket, posting
            assert client.get(address(posting), headers=header).status_code == 304


def test_other_postings_leave_its_etag_alone(client, posting, other_facility):
    etag = client.get(address(posting))["ETag"]
    factories.PostingFactory(facility=other_facility)
    assert client.get(address(posting), headers={"If-None-Match": etag}).status_code == 304


def test_its_own_change_and_its_facilitys_change_the_etag(client, posting, facility, owner):
    etag = client.get(address(posting))["ETag"]
    facility.answer_days = 3
    change_facility(by=owner, facility=facility, save=facility.save)
    again = client.get(address(posting), headers={"If-None-Match": etag})
    assert again.json()["answers_within_days"] == 3
    posting.title = "Another"
    posting.save()
    assert client.get(address(posting), headers={"If-None-Match": again["ETag"]}).json()["title"] == "Another"


def test_it_takes_a_fixed_number_of_statements(client, posting, settings, django_assert_num_queries):
    settings.VOCABULARY_CACHE_SECONDS = 60
    client.get(address(posting))
    with django_assert_num_queries(6):  # bucket, posting, terms, states, requirements, differentials
        client.get(address(posting))
