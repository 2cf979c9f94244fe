import pytest

from tests import factories


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
