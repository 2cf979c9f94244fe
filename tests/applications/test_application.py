import pytest

from applications import actions


def page_of(client, application):
    return client.get(f"/me/applications/{application.public_id}/")


def test_it_tells_the_story_without_the_reviewers_words(as_nurse, application, recruiter):
    actions.move_application(
        by=recruiter,
        application=application,
        to="in_review",
        reason="Looks junior",
        message="We read it now.",
    )
    actions.add_note(by=recruiter, application=application, text="Secret note")
    actions.send_message(by=recruiter, application=application, message="Can you call us?")
    page = page_of(as_nurse, application).content.decode()
    for words in ["reading your application", "We read it now.", "Can you call us?", "promised an answer by"]:
        assert words in page
    for words in ["Looks junior", "Secret note", "Rhea"]:
        assert words not in page


def test_it_shows_what_was_sent_then(as_nurse, nurse, draft):
    sent = actions.submit_application(by=nurse, application=draft, cover_note="As I wrote it")
    nurse.name = "Another Name"
    nurse.save()
    page = page_of(as_nurse, sent).content.decode()
    assert "As I wrote it" in page
    assert "Nadia Nursington" in page


def test_a_draft_leads_to_its_form(as_nurse, draft):
    assert page_of(as_nurse, draft)["Location"] == f"/me/applications/apply/{draft.posting.public_id}/"


@pytest.mark.parametrize("stage", ["hired", "not_selected", "no_answer", "offer", "withdrawn"])
def test_every_stage_has_a_page(as_nurse, application, stage):
    application.stage = stage
    application.save()
    page = page_of(as_nurse, application)
    assert page.status_code == 200
    assert ("Reopen application" in page.content.decode()) is (stage == "withdrawn")


@pytest.mark.parametrize("who", ["as_other_nurse", "as_recruiter", "as_staff"])
def test_nobody_else_finds_it(request, application, who):
    response = page_of(request.getfixturevalue(who), application)
    assert response.status_code in {403, 404}


def test_anothers_is_not_found_rather_than_forbidden(as_other_nurse, application):
    assert page_of(as_other_nurse, application).status_code == 404


def test_a_visitor_is_asked_to_log_in(client, application):
    assert page_of(client, application).status_code == 302
