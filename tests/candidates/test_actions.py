from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.http import Http404
from django.utils import timezone

from candidates.access import open_resume_for_reviewer
from candidates.actions import KEPT_RESUMES, Refused, delete_orphan_files, store_resume
from candidates.models import Profile, Resume, ResumeRead
from tests import factories
from tests.candidates import samples
from tests.candidates.conftest import stored_files


def closed(response):
    """The body of a response that no test client has asked for, its file closed."""
    body = b"".join(response.streaming_content)
    response.file_to_stream.close()
    return body


def test_the_stored_name_tells_nothing(resume):
    assert resume.file.name.startswith("resumes/")
    assert "sum" not in resume.file.name.removeprefix("resumes/")
    assert len(resume.file.name.removeprefix("resumes/")) == 32 + len(".pdf")


def test_the_same_file_twice_is_one_resume(nurse, upload, files_before):
    data = samples.pdf()
    first = store_resume(by=nurse, upload=upload(data))
    assert store_resume(by=nurse, upload=upload(data, "again.pdf")) == first
    assert len(stored_files() - files_before) == 1


def test_a_word_file_is_kept_too(nurse, upload):
    assert store_resume(by=nurse, upload=upload(samples.docx(), "cv.docx")).kind == "docx"


def test_there_is_a_limit_to_how_many(nurse, upload):
    for number in range(KEPT_RESUMES):
        store_resume(by=nurse, upload=upload(samples.docx(body=f"Version {number}"), "cv.docx"))
    with pytest.raises(Refused, match="Remove one"):
        store_resume(by=nurse, upload=upload())


def test_a_row_that_cannot_be_saved_leaves_no_file(nurse, upload, files_before, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(Resume, "save", fail)
    with pytest.raises(RuntimeError):
        store_resume(by=nurse, upload=upload())
    assert stored_files() == files_before
    assert not Resume.objects.exists()


def test_a_store_that_cannot_be_written_leaves_no_row(nurse, upload, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(storages["private"], "_save", fail)
    with pytest.raises(OSError, match="No space"):
        store_resume(by=nurse, upload=upload())
    assert not Resume.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_keep_one(upload):
    user = factories.ProfileFactory().user
    data, together = samples.pdf(), Barrier(2)

    def send():
        together.wait()
        store_resume(by=user, upload=upload(data))
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Resume.objects.count() == 1
    assert Profile.objects.count() == 1


def test_orphan_files_are_swept_and_others_stay(resume):
    storage = storages["private"]
    orphan = storage.save("resumes/deadbeef.pdf", ContentFile(b"left behind"))
    assert delete_orphan_files(older_than=timezone.now() - timedelta(hours=1)) == 0
    assert delete_orphan_files(older_than=timezone.now() + timedelta(minutes=1)) >= 1
    assert not storage.exists(orphan)
    assert storage.exists(resume.file.name)


def test_a_reviewer_opens_what_was_sent_to_her(application, resume, recruiter):
    application.resume = resume
    response = open_resume_for_reviewer(recruiter, application)
    assert response["Content-Disposition"].startswith("attachment")
    read = ResumeRead.objects.get()
    assert (read.by, read.purpose) == (recruiter, f"application {application.public_id}")
    assert closed(response).startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["other_recruiter", "author", "other_nurse"])
def test_nobody_else_opens_it(request, application, resume, who):
    application.resume = resume
    with pytest.raises(Http404):
        open_resume_for_reviewer(request.getfixturevalue(who), application)
    assert not ResumeRead.objects.exists()


def test_a_draft_shows_no_resume_to_a_reviewer(posting, nurse, resume, recruiter):
    draft = factories.ApplicationFactory(draft=True, posting=posting, profile=nurse.profile, resume=resume)
    with pytest.raises(Http404):
        open_resume_for_reviewer(recruiter, draft)
