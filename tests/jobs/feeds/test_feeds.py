"""Feeds of any search, and the whole board as XML."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from jobs.models import Posting
from tests import factories

FEEDS = ["/feeds/jobs.rss", "/feeds/jobs.atom", "/feeds/jobs.json"]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_holds_live_postings_and_no_other(client, posting, facility, path):
    factories.PostingFactory(facility=facility, title="Over RN", overdue=True)
    factories.PostingFactory(facility=facility, title="Closed RN", closed=True)
    text = client.get(path).content.decode()
    assert "Home Infusion RN" in text
    assert "Over RN" not in text
    assert "Closed RN" not in text


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_takes_the_searchs_query_string(client, posting, path):
    assert "Home Infusion RN" in client.get(f"{path}?state=CO").content.decode()
    factories.StateFactory(usps="TX")
    assert "Home Infusion RN" not in client.get(f"{path}?state=TX").content.decode()


@pytest.mark.parametrize("path", FEEDS)
def test_a_bad_value_is_an_error_that_names_its_field(client, posting, path):
    response = client.get(f"{path}?state=XX")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert "state" in response.json()["errors"]


@pytest.mark.parametrize("path", FEEDS)
def test_an_unchanged_feed_answers_304(client, posting, path):
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    Posting.objects.update(updated_at=timezone.now() + timedelta(hours=1))
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


@pytest.mark.parametrize("path", [*FEEDS, "/feeds/indeed.xml"])
def test_hostile_words_leave_a_feed_well_formed(client, facility, path):
    factories.PostingFactory(facility=facility, title="RN ]]> <b>& \u2028 </job>")
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if path.endswith("json"):
        assert json.loads(body)["items"][0]["title"].startswith("RN ]]>")
    else:
        assert "RN ]]> <b>&" in "".join(ElementTree.fromstring(body).itertext())  # noqa: S314 - our own document


def test_the_json_feed_has_what_its_version_asks_for(client, posting):
    feed = client.get("/feeds/jobs.json").json()
    item = feed["items"][0]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert item["id"] == posting.public_id
    assert item["url"].endswith(posting.get_absolute_url())
    assert "$42 to $55 an hour" in item["summary"]


def test_the_board_as_xml_names_every_live_posting_once(client, posting, facility):
    factories.PostingFactory(facility=facility, overdue=True)
    body = b"".join(client.get("/feeds/indeed.xml").streaming_content)
    jobs = ElementTree.fromstring(body).findall("job")  # noqa: S314 - our own document
    assert [job.findtext("referencenumber") for job in jobs] == [posting.public_id]
    assert jobs[0].findtext("state") == "CO"
    assert jobs[0].findtext("salary") == "$42 to $55 an hour"
