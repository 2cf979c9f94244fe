"""A board of 150 invented postings with every combination of facts, and plain Python to check the search by."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Posting, Requirement
from jobs.search import lexicon, slabs
from jobs.search.indexing import index_postings
from jobs.vocabulary import book as vocabulary_book
from tests import factories

WORDS = ["pelican", "marmot", "osprey", "badger", "heron"]
SETTINGS = ["home-infusion", "oncology-clinic", "specialty-pharmacy"]
THERAPIES = ["ivig", "chemotherapy", "tpn"]
SHIFTS = ["day", "night", "weekend"]
EMPLOYMENT = ["full-time", "part-time", "prn"]
ROLES = ["infusion-nurse", "home-infusion-nurse", "infusion-pharmacist"]
CREDENTIALS = ["rn", "crni", "bls"]
PLACES = {"CO": (39.74, -104.99), "TX": (29.76, -95.37), "CA": (34.05, -118.24)}


@dataclass
class Facts:
    """What the test knows of a posting without asking the database."""

    pk: int
    words: list[str]
    state: str
    lists: dict[str, set]
    pay_year: float | None
    experience: int | None
    flags: set
    posted_days_ago: int
    lat: float
    lon: float
    rest: dict = field(default_factory=dict)


def vocabulary():
    terms = {}
    for kind, slugs in (
        ("setting", SETTINGS),
        ("therapy", THERAPIES),
        ("shift", SHIFTS),
        ("employment", EMPLOYMENT),
        ("role", ROLES),
    ):
        for slug in slugs:
            terms[kind, slug] = factories.TermFactory(kind=kind, slug=slug)
    credentials = {slug: factories.CredentialFactory(slug=slug) for slug in CREDENTIALS}
    states = {usps: factories.StateFactory(usps=usps) for usps in PLACES}
    return terms, credentials, states


@pytest.fixture
def board(db):
    """Facts of 150 live postings, and ten more that search must not find."""
    pick = random.Random(20261120)
    terms, credentials, states = vocabulary()
    facilities = [factories.FacilityFactory(slug=f"wren-{n}", name=f"Wrenfield {n}") for n in range(60)]
    known = [_posting(pick, number, terms, credentials, states, facilities) for number in range(150)]
    hidden = [factories.PostingFactory(title="Pelican", draft=True) for _ in range(5)]
    hidden += [factories.PostingFactory(title="Pelican", overdue=True) for _ in range(5)]
    index_postings([facts.pk for facts in known] + [posting.pk for posting in hidden])
    return known


def _posting(pick, number, terms, credentials, states, facilities):
    words = [pick.choice(WORDS) for _ in range(pick.randint(1, 4))]
    usps = pick.choice(list(PLACES))
    lat, lon = PLACES[usps][0] + pick.uniform(-1, 1), PLACES[usps][1] + pick.uniform(-1, 1)
    lists = {
        "setting": set(pick.sample(SETTINGS, pick.randint(0, 2))),
        "therapy": set(pick.sample(THERAPIES, pick.randint(0, 3))),
        "shift": set(pick.sample(SHIFTS, pick.randint(0, 2))),
        "employment": set(pick.sample(EMPLOYMENT, pick.randint(0, 2))),
        "role": {pick.choice(ROLES)},
        "credential": set(pick.sample(CREDENTIALS, pick.randint(0, 3))),
        "state": {usps},
    }
    pay = pick.choice([None, 40, 50, 60])
    days = pick.randint(0, 40)
    facility = pick.choice(facilities)
    posting = factories.PostingFactory(
        facility=facility,
        title=f"Kestrel {_letters(number)}",
        description_text=" ".join(words) + f" {_letters(number)}",
        role=terms["role", next(iter(lists["role"]))],
        city="",
        state=states[usps],
        lat=lat,
        lon=lon,
        pay_min=pay,
        pay_max=pay,
        pay_unit="hour" if pay else "",
        pay_source="facility" if pay else "",
        experience_months=pick.choice([None, 0, 12, 24]),
        will_train=pick.choice([None, True, False]),
        published_at=timezone.now() - timedelta(days=days, minutes=number),
    )
    posting.terms.set(
        terms[kind, slug] for kind in ("setting", "therapy", "shift", "employment") for slug in lists[kind]
    )
    Requirement.objects.bulk_create(
        Requirement(posting=posting, credential=credentials[slug], level="must")
        for slug in lists["credential"]
    )
    return Facts(
        pk=posting.pk,
        words=words,
        state=usps,
        lists=lists | {"facility": {facility.slug}},
        pay_year=pay and pay * 2080,
        experience=posting.experience_months,
        flags={"will_train"} if posting.will_train else set(),
        posted_days_ago=(timezone.now().date() - posting.published_at.date()).days,
        lat=lat,
        lon=lon,
    )


def _letters(number):
    """A word of its own for each posting, so that none counts as a copy of another."""
    return "q" + "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


@pytest.fixture
def live(db):
    """Makes one live, indexed posting."""

    def make(**fields):
        terms = fields.pop("terms", [])
        posting = factories.PostingFactory(**fields)
        posting.terms.set(terms)
        index_postings([posting.pk])
        return Posting.objects.get(pk=posting.pk)

    return make


@pytest.fixture(autouse=True)
def fresh_memory():
    """No test sees the vocabulary that another one left in memory."""
    vocabulary_book.forget()
    lexicon.forget()
    slabs.forget()
    yield
    vocabulary_book.forget()
    lexicon.forget()
