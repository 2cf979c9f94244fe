"""The alerts' one statement and the page's search find the same postings."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from alerts import matching, queries
from alerts.models import Alert
from alerts.upkeep import refresh_queries
from jobs.search import query
from jobs.search.asking import asked
from jobs.search.criteria import Criteria
from tests.factories import (
    AlertFactory,
    CityFactory,
    FacilityFactory,
    StateFactory,
    SubscriberFactory,
    TermFactory,
)

SEARCHES = [
    "",
    "q=picc",
    "q=home+infusion+-travel",
    'q="home infusion"',
    "q=-travel",
    "q=infusion+near+Denver,+CO",
    "q=infusion+in+Texas",
    "q=no+nights",
    "near=Denver, CO&radius=25",
    "near=Austin, TX&radius=100&setting=home-infusion",
    "near=Denver, CO&radius=500",
    "state=CO",
    "state=CO&state=TX&employment=full-time",
    "setting=home-infusion&setting=oncology-clinic",
    "facility=cedar-fork",
    "pay_min=50",
    "pay_min=90000&pay_unit=year",
    "experience_max=6",
    "experience_max=24&will_train=1",
    "visa=1",
    "sign_on=1",
    "answers=1",
    "posted=3",
    "q=zebra",
]


@pytest.fixture
def board(publish):
    """Sixty postings with a mix of everything."""
    chance = random.Random(7)
    places = [
        ("Denver", "CO", 39.74, -104.99),
        ("Austin", "TX", 30.27, -97.74),
        ("Boulder", "CO", 40.01, -105.27),
    ]
    for city, usps, lat, lon in places:
        CityFactory(name=city, state=StateFactory(usps=usps), lat=lat, lon=lon, population=500_000)
    settings = [TermFactory(slug=slug) for slug in ("home-infusion", "oncology-clinic")]
    types = [TermFactory(kind="employment", slug=slug) for slug in ("full-time", "prn")]
    shifts = [TermFactory(kind="shift", slug=slug, label=slug) for slug in ("night", "day")]
    cedar = FacilityFactory(slug="cedar-fork")
    for number in range(60):
        city, usps, lat, lon = chance.choice(places)
        publish(
            title=chance.choice(["Home Infusion RN", "Travel Infusion RN", "PICC Nurse", "Oncology RN"]),
            facility=cedar if number % 5 == 0 else FacilityFactory(),
            city=city,
            state=StateFactory(usps=usps),
            lat=lat if number % 7 else None,
            lon=lon if number % 7 else None,
            pay_min=None,
            pay_max=chance.choice([None, 38, 50, 71]),
            experience_months=chance.choice([None, 0, 12, 24]),
            will_train=chance.choice([None, True, False]),
            sponsors_visa=chance.choice([None, True]),
            has_sign_on_bonus=chance.choice([None, True]),
            apply_url=chance.choice(["", "https://jobs.example.com/apply"]),
            posted_on=timezone.localdate() - timedelta(days=chance.choice([0, 2, 5])),
            terms=[chance.choice(settings), chance.choice(types), chance.choice(shifts)],
        )


def found_by_search(criteria, at):
    where, params = query.conditions(asked(criteria), at)
    return {pk for (pk,) in query.run(f"SELECT posting_id FROM {query.TABLE} l WHERE {where}", params)}  # noqa: S608


def test_every_alert_matches_what_its_search_finds(board):
    at = timezone.now()
    alerts = {AlertFactory(criteria=search).pk: search for search in SEARCHES}
    since = at - timedelta(days=1)
    expected = {pk: found_by_search(Criteria.parse(search), at) for pk, search in alerts.items()}
    assert matching.matches_of(alerts, since=since, at=at) == expected
    assert matching.matches_of(alerts, since=None, at=at) == expected
    # The board tells the searches apart: hardly any finds nothing or everything.
    assert sum(0 < len(found) < 60 for found in expected.values()) >= len(SEARCHES) - 4


def test_alerts_that_slept_long_match_the_same_as_those_that_looked_yesterday(board):
    people = [SubscriberFactory(), SubscriberFactory()]
    start = timezone.now() - timedelta(days=40)
    for search in SEARCHES:
        for person, watermark in zip(people, (start, timezone.now() - timedelta(hours=1)), strict=True):
            AlertFactory(criteria=search, subscriber=person, started_at=start, watermark=watermark)
    found = matching.untold(list(Alert.objects.all()), at=timezone.now())
    for slept, awake in zip(
        people[0].alerts.order_by("criteria"), people[1].alerts.order_by("criteria"), strict=True
    ):
        assert slept.criteria == awake.criteria
        assert found.get(slept.pk, []) == found.get(awake.pk, [])


def test_an_alert_keeps_the_search_without_page_sort_and_licenses():
    criteria = queries.alert_criteria(Criteria(q="picc", sort="pay", page=3, mine=True))
    assert criteria.querystring() == "q=picc"


def test_a_changed_vocabulary_reaches_saved_searches(board):
    alert = AlertFactory(criteria="state=CO")
    Alert.objects.update(tsquery="'stale'")
    assert refresh_queries() == (1, 0)
    assert refresh_queries() == (0, 0)
    alert.refresh_from_db()
    assert alert.tsquery == "'state=CO'"
