import resource
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candidates.models import Resume
from candidates.resume_checks import MAX_BYTES
from candidates.uploads import CUT_AT
from tests.candidates import samples

URL = "/me/profile/resume/"


@pytest.fixture
def temp_files(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return lambda: list(Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()).glob("*.upload*"))


@pytest.mark.parametrize("megabytes", [6, 11, 40])
def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(as_nurse, temp_files, megabytes):
    data = samples.pdf() + b"\0" * megabytes * 1024 * 1024
    upload = SimpleUploadedFile("cv.pdf", data)
    page = as_nurse.post(URL, {"upload": upload}).content.decode()
    assert "larger than 5 MB" in page
    assert not Resume.objects.exists()
    assert temp_files() == []


def test_what_is_too_large_is_not_kept_while_it_arrives(as_nurse):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    upload = SimpleUploadedFile("cv.pdf", b"%PDF-1.7" + b"\0" * 2 * CUT_AT)
    as_nurse.post(URL, {"upload": upload})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024


def test_a_file_of_just_under_five_megabytes_is_taken(as_nurse):
    data = samples.large_pdf(MAX_BYTES - 4096)
    as_nurse.post(URL, {"upload": SimpleUploadedFile("cv.pdf", data)})
    assert Resume.objects.get().size == len(data)


def test_too_many_fields_or_files_are_refused(as_nurse):
    fields = {f"f{number}": "x" for number in range(2000)}
    assert as_nurse.post(URL, fields).status_code == 400
    files = {f"f{number}": SimpleUploadedFile("a.pdf", b"x") for number in range(300)}
    assert as_nurse.post(URL, files).status_code == 400
