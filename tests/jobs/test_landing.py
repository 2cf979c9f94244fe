"""Landing pages and sitemaps: only where postings exist, with true counts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from jobs import tasks
from tests import factories


@pytest.fixture
def denver(facility):
    factories.CityFactory()
    home = factories.TermFactory(kind="setting", slug="home-infusion")
    return [
        factories.PostingFactory(
            facility=facility,
            title=f"Home Infusion RN {'ABCDEF'[n]}",
            pay_min=40 + n,
            pay_max=50 + n,
            terms=[home],
        )
        for n in range(6)
    ]


PAGES = [
    "/jobs/in/colorado/",
    "/jobs/in/colorado/denver/",
    "/jobs/as/home-infusion-nurse/",
    "/jobs/as/home-infusion-nurse/in/colorado/",
    "/jobs/at/home-infusion/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_landing_page_counts_and_lists_its_postings(client, denver, path):
    page = client.get(path).content.decode()
    assert re.search(r"<strong class=\"figures\">6</strong> open jobs", page)
    assert "Home Infusion RN D" in page


@pytest.mark.parametrize("path", PAGES)
def test_it_says_what_the_postings_pay_and_how_many_say_it(client, denver, path):
    page = client.get(path).content.decode()
    assert "$52.50 an hour in the middle" in page
    assert "named by 6 of these postings" in page


@pytest.mark.parametrize(
    "path", [*PAGES, "/jobs/in/nowhere/", "/jobs/in/colorado/atlantis/", "/jobs/as/pilot/"]
)
def test_where_no_posting_is_there_is_no_page(client, db, path):
    factories.StateFactory()
    factories.CityFactory()
    assert client.get(path).status_code == 404


def test_a_page_of_one_posting_asks_not_to_be_indexed(client, posting):
    assert 'content="noindex, follow"' in client.get("/jobs/in/colorado/").content.decode()


def test_few_figures_are_no_statistic(client, posting):
    assert "in the middle" not in client.get("/jobs/in/colorado/").content.decode()


def test_neighbors_are_linked_with_their_counts(client, denver):
    page = client.get("/jobs/in/colorado/").content.decode()
    assert "/jobs/in/colorado/denver/" in page
    assert "/jobs/as/home-infusion-nurse/in/colorado/" in page


def test_a_city_that_no_address_can_name_is_left_out(client, denver, facility):
    factories.PostingFactory.create_batch(3, facility=facility, city="東京")
    response = client.get("/jobs/in/colorado/")
    assert response.status_code == 200
    assert "/jobs/in/colorado/denver/" in response.content.decode()
    assert client.get("/sitemap-landings.xml").status_code == 200


def test_the_sitemap_names_live_postings_and_full_landing_pages(client, denver, facility):
    over = factories.PostingFactory(facility=facility, overdue=True)
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-postings.xml" in index
    postings = client.get("/sitemap-postings.xml").content.decode()
    assert denver[0].get_absolute_url() in postings
    assert over.public_id not in postings
    landings = client.get("/sitemap-landings.xml").content.decode()
    for path in PAGES:
        assert path in landings


def test_robots_find_the_sitemap_and_stay_out_of_what_is_private(client, db):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: " in text
    assert "Disallow: /me/" in text
    assert client.get("/.well-known/security.txt").content.decode().startswith("Contact: mailto:")


@pytest.mark.parametrize("path", PAGES)
def test_it_takes_as_few_statements_for_many_postings_as_for_some(client, denver, facility, settings, path):
    settings.VOCABULARY_CACHE_SECONDS = 60
    client.get(path)
    few = statements(client, path)
    home = [factories.TermFactory(kind="setting", slug="home-infusion")]
    factories.PostingFactory.create_batch(20, facility=facility, terms=home)
    assert statements(client, path) == few <= 6


def statements(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_sitemap_says_when_each_page_changed_last(client, denver):
    day = f"{denver[0].updated_at:%Y-%m-%d}"
    index = etree.fromstring(client.get("/sitemap.xml").content)
    assert [at.text[:10] for at in index.findall(".//{*}lastmod")]
    postings = etree.fromstring(client.get("/sitemap-postings.xml").content)
    assert [at.text for at in postings.findall(".//{*}lastmod")] == [day] * 6
    assert len(postings.findall(".//{*}loc")) == 6


def test_no_crawler_waits_for_what_a_worker_has_read(client, denver):
    tasks.read_for_sitemaps()
    assert statements(client, "/sitemap-landings.xml") == 0
    assert "/jobs/in/colorado/denver/" in client.get("/sitemap-landings.xml").content.decode()


def test_a_page_of_the_sitemap_takes_as_few_statements_for_many_postings(client, denver, facility):
    few = statements(client, "/sitemap-postings.xml")
    factories.PostingFactory.create_batch(20, facility=facility)
    assert statements(client, "/sitemap-postings.xml") == few <= 3
