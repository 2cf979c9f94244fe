import pytest

from candidates.models import Resume, ResumeRead
from tests.candidates.conftest import body_of


def test_she_downloads_her_own(as_nurse, nurse, resume):
    response = as_nurse.get(f"/me/resume/{resume.public_id}/")
    assert body_of(response).startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"


def test_it_is_only_ever_an_attachment(as_nurse, resume):
    response = as_nurse.get(f"/me/resume/{resume.public_id}/")
    assert response["Content-Disposition"] == f'attachment; filename="resume-{resume.public_id}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    body_of(response)


def test_each_read_is_logged(as_nurse, nurse, resume):
    body_of(as_nurse.get(f"/me/resume/{resume.public_id}/"))
    read = ResumeRead.objects.get()
    assert (read.by, read.resume, read.purpose) == (nurse, resume, "own copy")


def test_a_hostile_name_never_reaches_a_header(as_nurse, nurse, upload):
    from candidates.actions import store_resume

    resume = store_resume(by=nurse, upload=upload(name='../../a\r\nX-Evil: 1".pdf'))
    response = as_nurse.get(f"/me/resume/{resume.public_id}/")
    assert "X-Evil" not in response
    assert "Evil" not in response["Content-Disposition"]
    assert "\n" not in resume.original_name
    assert "/" not in resume.original_name
    body_of(response)


@pytest.mark.parametrize("who", ["as_other_nurse", "as_recruiter", "as_owner", "as_staff"])
def test_nobody_else_finds_it(request, resume, who):
    client = request.getfixturevalue(who)
    assert client.get(f"/me/resume/{resume.public_id}/").status_code in {403, 404}
    assert not ResumeRead.objects.exists()


def test_a_visitor_is_asked_to_log_in(client, resume):
    assert client.get(f"/me/resume/{resume.public_id}/").status_code == 302


@pytest.mark.parametrize("scan", [Resume.Scan.INFECTED, Resume.Scan.FAILED])
def test_a_file_that_failed_its_scan_is_not_served(as_nurse, resume, scan):
    Resume.objects.filter(pk=resume.pk).update(scan=scan)
    assert as_nurse.get(f"/me/resume/{resume.public_id}/").status_code == 404


def test_a_file_that_storage_lost_is_not_found(as_nurse, resume):
    resume.file.storage.delete(resume.file.name)
    assert as_nurse.get(f"/me/resume/{resume.public_id}/").status_code == 404


def test_storage_has_no_address(client, as_nurse, resume):
    for path in [f"/media/{resume.file.name}", f"/{resume.file.name}", f"/static/{resume.file.name}"]:
        assert as_nurse.get(path).status_code == 404
