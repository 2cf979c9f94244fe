from applications.models import Application


def test_it_deletes_a_draft(as_nurse, draft):
    assert as_nurse.post(f"/me/applications/{draft.public_id}/discard/")["Location"] == "/me/applications/"
    assert not Application.objects.exists()


def test_a_sent_one_stays(as_nurse, application):
    page = as_nurse.post(f"/me/applications/{application.public_id}/discard/", follow=True).content.decode()
    assert "cannot be deleted" in page
    assert Application.objects.exists()


def test_a_link_deletes_nothing(as_nurse, draft):
    assert as_nurse.get(f"/me/applications/{draft.public_id}/discard/").status_code == 405


def test_anothers_is_not_found(as_other_nurse, draft):
    assert as_other_nurse.post(f"/me/applications/{draft.public_id}/discard/").status_code == 404
    assert Application.objects.exists()
