"""The list of facilities: who has open postings, how many, and what a page of it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from jobs.models import Facility
from tests import factories

PATH = "/facilities/"


@pytest.fixture
def hiring(db):
    """35 facilities with one open posting each, and one with two."""
    facilities = [
        factories.FacilityFactory(name=f"Facility {n:02}", slug=f"facility-{n:02}") for n in range(35)
    ]
    for each in [*facilities, facilities[0]]:
        factories.PostingFactory(facility=each)
    return facilities


def rows(client, querystring=""):
    page = html.fromstring(client.get(PATH + querystring).content.decode())
    return [link.text_content().strip() for link in page.xpath("//*[@class='browse__list']//a")]


def test_it_counts_the_open_postings_of_each(client, hiring):
    factories.PostingFactory(facility=hiring[0], closed=True)
    factories.PostingFactory(facility=hiring[0], overdue=True)
    assert rows(client)[:2] == ["Facility 00 2 open jobs", "Facility 01 1 open job"]


def test_it_lists_by_name_page_by_page(client, hiring):
    assert len(rows(client)) == 30
    assert [row[:11] for row in rows(client, "?page=2")] == [f"Facility {n}" for n in range(30, 35)]
    assert "35 facilities have open jobs" in client.get(PATH).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²"])
def test_what_is_no_page_is_the_first(client, hiring, page):
    assert rows(client, f"?page={page}") == rows(client)


@pytest.mark.parametrize("page", ["3", "99999999999999999999"])
def test_beyond_the_last_page_is_the_last(client, hiring, page):
    assert rows(client, f"?page={page}") == rows(client, "?page=2")


def test_one_that_we_no_longer_accept_is_left_out(client, hiring):
    Facility.objects.filter(pk=hiring[0].pk).update(status=Facility.Status.REJECTED)
    assert rows(client)[0].startswith("Facility 01")


def test_an_empty_board_says_so(client, db):
    assert "No facility has an open job right now" in client.get(PATH).content.decode()


def test_it_takes_one_statement_however_many_they_are(client, hiring):
    with CaptureQueriesContext(connection) as captured:
        client.get(PATH)
    assert len(captured) == 1
