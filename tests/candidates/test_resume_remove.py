from candidates.models import Resume
from tests import factories
from tests.candidates.conftest import stored_files


def remove(client, resume):
    return client.post(f"/me/resume/{resume.public_id}/remove/")


def test_a_file_that_was_never_sent_is_deleted(as_nurse, resume, nurse, posting):
    draft = factories.ApplicationFactory(draft=True, posting=posting, profile=nurse.profile, resume=resume)
    name = resume.file.name.rpartition("/")[2]
    assert remove(as_nurse, resume)["Location"] == "/me/profile/resume/"
    draft.refresh_from_db()
    assert draft.resume is None
    assert not Resume.objects.exists()
    assert name not in stored_files()


def test_a_sent_file_leaves_the_profile_and_stays_with_the_application(as_nurse, resume, application):
    application.resume = resume
    application.save()
    page = as_nurse.post(f"/me/resume/{resume.public_id}/remove/", follow=True).content.decode()
    assert "keep their copy" in page
    resume.refresh_from_db()
    assert resume.removed_at is not None
    assert as_nurse.get(f"/me/resume/{resume.public_id}/").status_code == 404


def test_a_link_removes_nothing(as_nurse, resume):
    assert as_nurse.get(f"/me/resume/{resume.public_id}/remove/").status_code == 405


def test_anothers_is_not_found(as_other_nurse, resume):
    assert remove(as_other_nurse, resume).status_code == 404
    assert Resume.objects.filter(removed_at=None).exists()
