"""GET /api/v1/jobs/: the search as JSON."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api import paging
from api.models import BoardChange
from jobs.actions import move_posting
from jobs.models import Posting
from jobs.search import asking, picking
from jobs.search.criteria import Criteria
from jobs.search.indexing import index_postings
from tests import factories

JOBS = "/api/v1/jobs/"


def walk(client, url):
    """The ids of all pages from this one on, following `next`."""
    found = []
    while url:
        page = client.get(url).json()
        found += [job["public_id"] for job in page["results"]]
        url = page["next"]
    return found


def test_it_lists_live_postings_and_no_other(client, board):
    body = client.get(JOBS).json()

    assert body["total"] == len(body["results"]) == 7
    assert {job["title"] for job in body["results"]}.isdisjoint({"Draft RN", "Over RN", "Closed RN"})
    assert body["next"] is body["prev"] is None


def test_it_tells_what_the_posting_says(client, posting):
    factories.RequirementFactory(posting=posting)
    factories.RequirementFactory(
        posting=posting, credential=factories.CredentialFactory(slug="crni"), level="nice"
    )
    skill = factories.TermFactory(kind="competency", slug="piv")
    factories.RequirementFactory(posting=posting, credential=None, term=skill)
    posting.terms.add(factories.TermFactory(slug="home-infusion"))
    posting.patient_states.add(factories.StateFactory(usps="TX"))

    job = client.get(f"{JOBS}?include=description").json()["results"][0]

    assert job["public_id"] == posting.public_id
    assert job["url"].endswith(posting.get_absolute_url())
    assert job["apply_url"].startswith("http")
    assert job["facility"] == {
        "name": "Juniper Creek Infusion",
        "slug": "juniper-creek",
        "url": job["facility"]["url"],
        "is_verified": True,
    }
    assert job["place"]["city"] == "Denver"
    assert job["place"]["state"] == "CO"
    assert (job["place"]["lat"], job["place"]["lon"]) == (39.74, -104.99)
    assert job["place"]["patient_states"] == ["TX"]
    assert (job["pay"]["min"], job["pay"]["max"], job["pay"]["unit"]) == (42, 55, "hour")
    assert (job["pay"]["annual_min"], job["pay"]["annual_max"]) == (87_360, 114_400)
    assert job["role"] == "home-infusion-nurse"
    assert job["terms"]["setting"] == ["home-infusion"]
    assert job["requirements"] == {
        "must": ["rn"],
        "nice": ["crni"],
        "skills_must": ["piv"],
        "skills_nice": [],
    }
    assert job["flags"] == {"will_train": None, "new_grad_ok": None, "visa": None, "sign_on": None}
    assert job["answers_within_days"] == 14
    assert job["description_html"] == posting.description_html


def test_lists_leave_the_text_out_unless_asked(client, posting):
    assert "description_html" not in client.get(JOBS).json()["results"][0]


@pytest.mark.parametrize("asked", ["facets,description", "facets&include=description"])
def test_include_takes_names_together_or_one_by_one(client, posting, asked):
    body = client.get(f"{JOBS}?include={asked}").json()

    assert body["facets"]["state"] == [{"slug": "CO", "label": "Colorado", "count": 1, "selected": False}]
    assert "description_html" in body["results"][0]


@pytest.mark.parametrize(
    "querystring",
    [
        "",
        "state=TX",
        "q=marmot",
        "q=infusion+rn",
        "setting=home-infusion&therapy=ivig",
        "pay_min=45",
        "q=zebra+marmot",
    ],
)
def test_it_finds_what_the_page_finds(client, board, querystring):
    page = client.get(f"/jobs/?{querystring}").context["results"]
    body = client.get(f"{JOBS}?{querystring}&include=facets").json()

    assert body["total"] == page.total
    assert body["sentence"] == page.sentence
    assert body["has_all_words"] is not page.is_any
    assert {job["public_id"] for job in body["results"]} >= {card.public_id for card in page.cards}
    assert {name: [c["count"] for c in choices] for name, choices in body["facets"].items()} == {
        name: [c.count for c in choices] for name, choices in page.facets.items()
    }


ORDERS = [
    "",
    "sort=pay",
    "near=Denver,+CO&radius=200&sort=distance",
    "near=Denver,+CO&radius=200",
    "q=infusion",
    "q=infusion&sort=pay",
    "q=zebra+infusion",
]


@pytest.mark.parametrize("querystring", ORDERS)
def test_cursors_walk_the_whole_search_in_its_own_order(client, board, querystring):
    factories.CityFactory()
    whole = [job["public_id"] for job in client.get(f"{JOBS}?{querystring}&limit=100").json()["results"]]

    assert walk(client, f"{JOBS}?{querystring}&limit=2") == whole
    assert len(whole) == len(set(whole)) > 4


@pytest.mark.parametrize("querystring", ORDERS)
def test_the_order_is_the_searchs_own(board, querystring):
    factories.CityFactory()
    criteria = Criteria.parse(querystring)
    asked = asking.asked(criteria)
    asked = asked if "zebra" not in querystring else asked.or_any()

    listed = [row.pk for row in paging.walk(criteria, limit=100).found]

    assert listed == [candidate.pk for candidate in picking.candidates(asked, timezone.now())]


@pytest.mark.parametrize("querystring", ORDERS)
def test_previous_leads_back_the_way_it_came(client, board, querystring):
    factories.CityFactory()
    first = client.get(f"{JOBS}?{querystring}&limit=2").json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    back = client.get(third["prev"]).json()
    start = client.get(back["prev"]).json()

    assert back["results"] == second["results"]
    assert start["results"] == first["results"]
    assert start["prev"] is None
    assert first["prev"] is None


@pytest.mark.parametrize("querystring", ["", "q=infusion"])
def test_what_is_published_or_closed_meanwhile_moves_nobody_else(client, board, facility, querystring):
    whole = walk(client, f"{JOBS}?{querystring}")
    first = client.get(f"{JOBS}?{querystring}&limit=3").json()
    new = factories.PostingFactory(facility=facility, title="Infusion RN new", published_at=timezone.now())
    gone = whole[4]
    move_posting(by=None, posting=Posting.objects.get(public_id=gone), to="closed")

    # Ranked, the new one may stand further down.
    rest = [pk for pk in walk(client, first["next"]) if pk != new.public_id]

    assert [job["public_id"] for job in first["results"]] + rest == [pk for pk in whole if pk != gone]


def test_the_total_of_the_first_page_stays_for_the_walk(client, board):
    first = client.get(f"{JOBS}?limit=2").json()
    assert client.get(first["next"]).json()["total"] == 7


def test_links_stand_in_a_header_too(client, board):
    response = client.get(f"{JOBS}?limit=2")
    assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'


def test_page_numbers_work_as_on_the_page(client, board):
    whole = [job["public_id"] for job in client.get(JOBS).json()["results"]]
    assert [job["public_id"] for job in client.get(f"{JOBS}?limit=3&page=2").json()["results"]] == whole[3:6]


@pytest.mark.parametrize("page", [4, 51, 9999])
def test_a_page_beyond_the_last_is_a_404_that_says_which_is_last(client, board, page):
    response = client.get(f"{JOBS}?limit=3&page={page}")
    assert response.status_code == 404
    assert "The last page is 3." in response.json()["detail"]


def test_distances_come_with_a_place(client, board):
    factories.CityFactory()
    near = client.get(f"{JOBS}?near=Denver,+CO&radius=200&sort=distance").json()["results"]
    assert near[0]["distance_miles"] < near[-1]["distance_miles"]
    assert "distance_miles" not in client.get(JOBS).json()["results"][0]


def test_where_my_licenses_allow_is_nowhere_for_a_stranger(client, board):
    response = client.get(f"{JOBS}?mine=1")
    assert response.json()["total"] == 0
    assert response["Cache-Control"] == "private, no-store"


BAD = [
    ("state=XX", "state"),
    ("role=../../etc", "role"),
    ("pay_min=lots", "pay_min"),
    ("pay_unit=moon", "pay_unit"),
    ("radius=-1", "radius"),
    ("near=Nowhere,+ZZ", "near"),
    ("posted=0", "posted"),
    ("experience_max=1e9", "experience_max"),
    ("sort=random()", "sort"),
    ("page=0", "page"),
    ("page=100000", "page"),
    ("facility=nobody", "facility"),
    ("visa=maybe", "visa"),
    ("limit=0", "limit"),
    ("limit=1000000000", "limit"),
    ("limit=ten", "limit"),
    ("include=secrets", "include"),
    ("cursor=abc", "cursor"),
    ("cursor=" + "x" * 5000, "cursor"),
]


def test_a_bad_value_is_a_400_that_names_its_field(client, board):
    for querystring, field in BAD:
        response = client.get(f"{JOBS}?{querystring}")
        assert response.status_code == 400, querystring
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["status"] == 400
        assert response.json()["errors"][field]


def test_bad_values_are_told_all_at_once(client, board):
    errors = client.get(f"{JOBS}?state=XX&limit=0&pay_min=x").json()["errors"]
    assert set(errors) == {"state", "limit", "pay_min"}


def test_a_cursor_belongs_to_its_search(client, board):
    cursor = client.get(f"{JOBS}?limit=2").json()["next"].partition("cursor=")[2]
    assert client.get(f"{JOBS}?state=CO&cursor={cursor}").status_code == 400
    assert client.get(f"{JOBS}?cursor={cursor}&page=2").json()["errors"]["page"]
    assert client.get(f"{JOBS}?cursor={cursor[:-3]}abc").status_code == 400


HOSTILE = [
    "%00",
    "'; DROP TABLE jobs_posting; --",
    "a & | ! ( <-> :*",
    "\u202egnp",
    "x" * 10_000,
    "{{7*7}}",
    "\\",
    "%ED%A0%80",
]


@pytest.mark.parametrize("name", ["q", "near", "state", "facility", "cursor", "include", "limit", "unknown"])
def test_hostile_values_get_an_answer(client, board, name):
    for value in HOSTILE:
        response = client.get(f"{JOBS}?{name}={value}")
        assert response.status_code in {200, 400}, value
        assert "psycopg" not in response.content.decode()


# --- Unchanged -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [JOBS, f"{JOBS}?q=infusion&include=facets", "/api/v1/facets/?state=CO"])
def test_an_unchanged_search_answers_304(client, board, path):
    BoardChange.objects.update(at=timezone.now() - timedelta(minutes=1))
    first = client.get(path)

    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(path, headers=header)
        assert again.status_code == 304
        assert again["ETag"] == first["ETag"]
        assert not again.content


def changes(facility):
    posting = Posting.objects.filter(status="live", facility=facility).first()

    def publish():
        factories.PostingFactory(facility=facility)

    def close():
        move_posting(by=None, posting=posting, to="closed")

    def edit():
        posting.title = "Another title"
        posting.save()
        index_postings([posting.pk])

    def expire():
        Posting.objects.filter(pk=posting.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
        type(posting.live_row).objects.filter(pk=posting.pk).update(
            expires_at=timezone.now() - timedelta(seconds=1)
        )

    return {"publish": publish, "close": close, "edit": edit, "expire": expire}


@pytest.mark.parametrize("change", ["publish", "close", "edit", "expire"])
def test_a_change_of_the_board_changes_the_etag(client, board, facility, change):
    first = client.get(JOBS)
    changes(facility)[change]()
    again = client.get(JOBS, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_the_clock_alone_changes_the_etag_when_a_posting_ends(client, posting):
    first = client.get(JOBS)
    with time_machine.travel(posting.expires_at + timedelta(seconds=1)):
        again = client.get(JOBS, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 200
        assert again.json()["total"] == 0


def test_saving_a_draft_does_not_change_the_etag(client, board, facility):
    first = client.get(JOBS)
    factories.PostingFactory(facility=facility, draft=True)
    assert client.get(JOBS, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_an_error_is_never_answered_304(client, board):
    first = client.get(JOBS)
    assert client.get(f"{JOBS}?state=XX", headers={"If-None-Match": first["ETag"]}).status_code == 400
    assert client.get(f"{JOBS}?state=XX", headers={"If-None-Match": "*"}).status_code == 400


# --- Cost ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("querystring", ["", "q=infusion&include=facets,description", "sort=pay&limit=100"])
def test_a_list_takes_the_same_statements_at_one_posting_and_at_many(client, facility, querystring, settings):
    settings.VOCABULARY_CACHE_SECONDS = 60
    path = f"{JOBS}?{querystring}"

    def statements():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    factories.RequirementFactory(posting=factories.PostingFactory(facility=facility, title="Infusion RN"))
    one = statements()
    for _ in range(20):
        factories.RequirementFactory(posting=factories.PostingFactory(title="Infusion RN"))

    # Bucket, board, counts, candidates, postings, terms, states, requirements, differentials.
    assert one == statements() == 9


def test_an_unchanged_answer_takes_two_statements(client, board, settings, django_assert_num_queries):
    settings.VOCABULARY_CACHE_SECONDS = 60
    etag = client.get(JOBS)["ETag"]
    with django_assert_num_queries(2):  # bucket, board
        assert client.get(JOBS, headers={"If-None-Match": etag}).status_code == 304
