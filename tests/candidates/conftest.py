from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from candidates.actions import store_resume
from tests.candidates import samples


def stored_files():
    storage = storages["private"]
    return set(storage.listdir("resumes")[1]) if storage.exists("resumes") else set()


@pytest.fixture
def files_before(db):
    """What lay in the store before the test: other tests' files are not ours to count."""
    return stored_files()


@pytest.fixture
def upload():
    """Makes an uploaded file of bytes and a name."""
    return lambda data=None, name="My résumé.pdf": SimpleUploadedFile(name, data or samples.pdf())


@pytest.fixture
def resume(nurse, upload):
    return store_resume(by=nurse, upload=upload())


def body_of(response):
    return BytesIO(b"".join(response.streaming_content)).getvalue()
