import pytest

from tests import factories
from tests.api.partners import Partner, new_key


@pytest.fixture
def board(facility, other_facility):
    """Seven live postings that differ, and three nobody may see."""
    texas = factories.StateFactory(usps="TX")
    home = factories.TermFactory(slug="home-infusion")
    ivig = factories.TermFactory(kind="therapy", slug="ivig")
    for index in range(6):
        posting = factories.PostingFactory(
            facility=[facility, other_facility][index % 2],
            title=f"Infusion RN {'marmot osprey pelican heron badger wren'.split()[index]}",
            pay_min=40 + index,
            pay_max=None if index == 5 else 50 + index,
            lat=39.7 + index / 10,
            terms=[home, ivig] if index % 2 else [home],
        )
        factories.RequirementFactory(posting=posting)
    factories.PostingFactory(
        facility=facility, title="Infusion RN Texas", city="Waco", state=texas, lat=31.5, lon=-97.1
    )
    factories.PostingFactory(facility=facility, title="Draft RN", draft=True)
    factories.PostingFactory(facility=facility, title="Over RN", overdue=True)
    factories.PostingFactory(facility=facility, title="Closed RN", closed=True)


@pytest.fixture
def words(db):
    """The words that `sent` uses, in the vocabulary."""
    factories.ZipCodeFactory()
    factories.TermFactory(slug="home-infusion")
    factories.TermFactory(kind="therapy", slug="ivig")
    factories.TermFactory(kind="shift", slug="day")
    factories.TermFactory(kind="employment", slug="full-time")
    factories.TermFactory(kind="workplace", slug="on-site")
    factories.TermFactory(kind="benefit", slug="health-insurance")
    factories.TermFactory(kind="role", slug="home-infusion-nurse")
    factories.CredentialFactory(slug="rn")
    factories.CredentialFactory(slug="crni")
    factories.StateFactory(usps="TX")


@pytest.fixture
def sent(words):
    """A whole posting as a partner sends it."""
    return {
        "external_id": "REQ-1017",
        "title": "Home Infusion RN",
        "role": "home-infusion-nurse",
        "description": "You give **IVIG** in patients' homes.\n\n- four patients a day",
        "place": {"city": "Denver", "state": "CO", "zip": "80202", "patient_states": ["TX"]},
        "pay": {
            "min": 42.5,
            "max": 55,
            "unit": "hour",
            "sign_on_bonus": 5000,
            "differentials": {"night": 4.25},
        },
        "terms": {
            "setting": ["home-infusion"],
            "therapy": ["ivig"],
            "shift": ["day"],
            "employment": ["full-time"],
            "benefit": ["health-insurance"],
            "workplace": "on-site",
        },
        "requirements": {"must": ["rn"], "nice": ["crni"]},
        "experience_months": 12,
        "flags": {"will_train": True, "new_grad_ok": False},
        "answers_within_days": 7,
    }


@pytest.fixture
def key(facility, owner):
    return new_key(facility, by=owner)


@pytest.fixture
def partner(client, key):
    return Partner(client, key[1])


@pytest.fixture
def other_partner(client, other_facility, other_owner):
    return Partner(client, new_key(other_facility, by=other_owner)[1])
