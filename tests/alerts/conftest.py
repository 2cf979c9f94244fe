import pytest

from jobs.search.indexing import index_postings
from tests.factories import PostingFactory, StateFactory


@pytest.fixture
def states(db):
    """The words that searches of these tests use."""
    return StateFactory(usps="CO"), StateFactory(usps="TX")


@pytest.fixture
def publish(states):
    """Makes live postings and puts them before the search, as publishing does."""

    def publish(count=1, **fields):
        postings = PostingFactory.create_batch(count, **fields)
        index_postings([posting.pk for posting in postings])
        return postings[0] if count == 1 else postings

    return publish
