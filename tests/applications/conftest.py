import pytest

from tests import factories


@pytest.fixture
def draft(posting, nurse):
    return factories.ApplicationFactory(draft=True, posting=posting, profile=nurse.profile)


@pytest.fixture
def apply_url(posting):
    return f"/me/applications/apply/{posting.public_id}/"
