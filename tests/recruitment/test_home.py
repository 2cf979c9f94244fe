import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment import tasks
from tests import factories

pytestmark = pytest.mark.django_db


def test_it_counts_what_is_live_and_nothing_else(client, posting):
    factories.PostingFactory(facility=posting.facility, closed=True)
    factories.PostingFactory(facility=posting.facility, overdue=True)
    factories.PostingFactory(facility=posting.facility, pay_min=None, pay_max=None, pay_unit="")
    counts = client.get(reverse("home")).context["counts"]
    assert counts == {"postings": 2, "facilities": 1, "states": 1, "with_pay": 1}


def test_it_shows_the_newest_postings_with_their_pay(client, posting):
    page = client.get(reverse("home")).content.decode()
    assert posting.title in page
    assert posting.pay_words in page


def test_it_leaves_closed_postings_out(client, facility):
    closed = factories.PostingFactory(facility=facility, closed=True, title="Gone Nurse")
    assert closed.title not in client.get(reverse("home")).content.decode()


def test_it_lists_settings_with_their_searches(client, facility):
    term = factories.TermFactory()
    factories.PostingFactory(facility=facility, terms=[term])
    rows = client.get(reverse("home")).context["settings_with_counts"]
    assert rows == [{"label": term.label, "count": 1, "url": f"{reverse('jobs:search')}?setting={term.slug}"}]


def test_an_empty_board_says_so_and_names_the_next_step(client):
    page = client.get(reverse("home")).content.decode()
    assert "No jobs are open yet" in page
    assert "Post the first one" in page


def test_it_asks_as_often_for_twenty_postings_as_for_one(client, posting, facility):
    with_one = len(_queries(client))
    factories.PostingFactory.create_batch(20, facility=facility)
    assert len(_queries(client)) == with_one


def _queries(client):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("home"))
    return captured.captured_queries


def test_no_visitor_waits_for_counts_that_a_worker_has_made(client, posting):
    tasks.count_board()
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("home"))
    assert page.context["counts"]["postings"] == 1
    assert len(captured) == 1  # the newest


@pytest.mark.parametrize("name", ["about_data", "privacy", "accessibility"])
def test_the_pages_of_words_are_open_to_all(client, name):
    assert client.get(reverse(name)).status_code == 200
