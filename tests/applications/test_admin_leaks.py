"""Every address of the admin, opened and posted to as one facility's recruiter: nothing of another facility.

Whatever belongs to the other facility, or is nobody's but a nurse's own, carries the word CANARY. The crawl
follows links and forms from the start page, and opens each address that any model has, with the ids of
both facilities.
"""

import json
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from lxml import html

from applications import actions
from applications.models import Application
from candidates.models import Resume
from jobs.models import Facility, Membership, Posting
from outbox.models import OutgoingMail
from tests import factories
from tests.cast import logged_in

CANARY = "Quokka"
PART_OF_IT = "uokk"
ADMIN = "/admin/"
LIST = "/admin/applications/application/"
# Followed to one page with other queries: each filter and order leads to all with each other one.
MOST_QUERIES = 8
# Where a POST ends the session; and the password, which takes its own old one.
LEAVES = {"/admin/logout/", "/admin/login/"}
# What each request writes by itself.
NOT_STATE = {"sessions.session", "admin.logentry", "candidates.resumeread"}


# --- Two facilities ---------------------------------------------------------------------------------------


def canary(what):
    return f"{CANARY} {what}"


def resume_of(profile, name, content):
    resume = Resume(profile=profile, kind="pdf", original_name=name, size=len(content), sha256="0" * 64)
    resume.file.save(name, ContentFile(content))
    return resume


@pytest.fixture
def others(other_facility, other_recruiter, nurse, settings):
    """The other facility with one of everything, canaries in every text; and what is only the nurses' own."""
    Facility.objects.filter(pk=other_facility.pk).update(
        name=canary("Home Therapies"),
        about=canary("about"),
        verification_note=canary("seen"),
    )
    other_facility.refresh_from_db()
    owner = factories.UserFactory(facility=True, email="quokka.owner@example.com", name=canary("Owner"))
    factories.MembershipFactory(facility=other_facility, user=owner, role=Membership.Role.OWNER)
    site = factories.SiteFactory(facility=other_facility, name=canary("site"), city=canary("City"))
    other_posting = factories.PostingFactory(
        facility=other_facility,
        site=site,
        title=canary("RN"),
        city=canary("Town"),
        description_text=canary("text"),
    )
    stranger = factories.ProfileFactory(
        user__email="quokka.nurse@example.com", user__name=canary("Nurse"), summary=canary("summary")
    )
    sent = [
        _sent(by=profile.user, posting=other_posting, recruiter=other_recruiter)
        for profile in [stranger, nurse.profile]
    ]
    _log(other_recruiter, sent[0])
    return {"facility": other_facility, "posting": other_posting, "applications": sent, "profile": stranger}


@pytest.fixture
def foreign_rows(others, ours, other_recruiter):
    """What is not hers to see, with a posting that nobody has seen and the mails of it all."""
    unpublished = factories.PostingFactory(
        draft=True, facility=others["facility"], title=canary("draft posting")
    )
    rows = [others["facility"], others["posting"], unpublished, others["profile"], others["profile"].user]
    return [*rows, *others["applications"], ours["draft"], other_recruiter, OutgoingMail.objects.first()]


def _sent(*, by, posting, recruiter):
    """An application that was sent, moved, written to and noted on."""
    application = actions.start_application(by=by, posting=posting)
    resume = resume_of(by.profile, "quokka.pdf", f"%PDF-1.7\n{CANARY}".encode())
    actions.submit_application(by=by, application=application, cover_note=canary("cover note"), resume=resume)
    application.refresh_from_db()
    actions.move_application(
        by=recruiter,
        application=application,
        to="in_review",
        reason=canary("reason"),
        message=canary("message"),
    )
    actions.add_note(by=recruiter, application=application, text=canary("note"))
    actions.send_message(by=recruiter, application=application, message=canary("mail"))
    return application


def _log(user, application):
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Application),
        object_id=application.pk,
        object_repr=canary("log"),
        action_flag=CHANGE,
        change_message=canary("change"),
    )


@pytest.fixture
def ours(application, posting, nurse, other_nurse, others):
    """Her own facility: two who applied, of whom one keeps more to herself than she sent, and a draft."""
    second = factories.ApplicationFactory(posting=posting, profile=other_nurse.profile)
    application.resume = resume_of(nurse.profile, "nadia.pdf", b"%PDF-1.7\nNadia")
    application.save()
    draft = factories.ApplicationFactory(
        draft=True, posting=posting, profile=others["profile"], cover_note=canary("draft")
    )
    nurse.profile.summary = canary("not sent")
    nurse.profile.save()
    return {"applications": [application, second], "draft": draft}


# --- The crawl --------------------------------------------------------------------------------------------


class Links(HTMLParser):
    """Addresses of a page's links and of its forms, these with the values they come with."""

    def __init__(self, page):
        super().__init__()
        self.found, self.fields, self.action = set(), None, ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and attributes.get("href"):
            self.found.add(attributes["href"])
        elif tag == "form" and attributes.get("method", "get").lower() == "get":
            self.action, self.fields = attributes.get("action") or "?", {}
        elif tag == "input" and self.fields is not None and attributes.get("name"):
            self.fields[attributes["name"]] = attributes.get("value") or PART_OF_IT

    def handle_endtag(self, tag):
        if tag == "form" and self.fields is not None:
            self.found.add(f"{self.action.partition('?')[0]}?{urlencode(self.fields)}")
            self.fields = None


def text_of(response):
    """Everything an answer says: its lines of header, and its body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n\n{body.decode(errors='replace')}"


def around_canary(text):
    """The words around the first canary; empty where there is none."""
    at = text.lower().find(CANARY.lower())
    return text[max(0, at - 60) : at + 60] if at >= 0 else ""


def crawl(client, start):
    """Opens these addresses and what their pages lead to. Returns {address: (status, text)}."""
    seen, times, waiting = {}, Counter(), list(start)
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if address in seen or (times[path] >= MOST_QUERIES and address not in start):
            continue
        times[path] += address not in start
        response = client.get(address)
        seen[address] = response.status_code, text_of(response)
        found = {response["Location"]} if response.has_header("Location") else set()
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found |= Links(seen[address][1]).found
        for link in found:
            target = urldefrag(urljoin(address, link)).url
            if urlsplit(target).path.startswith(ADMIN) and urlsplit(target).path not in LEAVES:
                waiting.append(target)
    return seen


def ids_of(rows):
    keys = {str(key) for row in rows for key in (row.pk, getattr(row, "public_id", "")) if key}
    return sorted(keys)


def model_addresses(rows):
    """Every address that a model has in the admin, with the ids of those of these rows that are of the model."""
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
        for key in ids_of(row for row in rows if isinstance(row, model)) or ["1"]:
            yield from [reverse(f"{base}_{what}", args=[key]) for what in ["change", "history", "delete"]]
    for label in sorted({model._meta.app_label for model in admin.site._registry}):
        yield reverse("admin:app_list", args=[label])
    for key in ids_of(rows):
        for what in ["move", "message", "note", "resume"]:
            yield reverse(f"admin:applications_{what}", args=[key])
        yield from [f"/admin/accounts/user/{key}/password/", f"/admin/r/1/{key}/", f"{LIST}{key}/"]


def autocompletes():
    """The address that completes a field, for every relation of every model, in the admin or not."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation:
                names = {
                    "app_label": model._meta.app_label,
                    "model_name": model._meta.model_name,
                    "field_name": field.name,
                }
                yield f"/admin/autocomplete/?{urlencode({**names, 'term': PART_OF_IT})}"


def lists_with_queries(others):
    """The list with each filter, search, order and page, and with look-ups that no filter offers."""
    posting, facility = others["posting"], others["facility"]
    queries = [
        f"q={PART_OF_IT}",
        f"q={others['applications'][0].public_id[:6]}",
        f"posting={posting.public_id}",
        f"facility={facility.slug}",
        *[f"stage={stage}" for stage in ["waiting", *Application.Stage.values, "nonsense"]],
        *[f"answer={value}" for value in ["late", "soon", "nonsense"]],
        *[f"o={number}" for number in range(8)],
        "all=",
        "p=2",
        "_facets=True",
        "_popup=1",
        "_to_field=id",
        "_to_field=profile__user__email",
        "e=1",
    ]
    lookups = [
        ("posting__facility__name__contains", PART_OF_IT),
        ("posting__facility__exact", facility.pk),
        ("posting__id__exact", posting.pk),
        ("profile__user__email__startswith", "q"),
        ("profile__applications__cover_note__contains", PART_OF_IT),
        ("profile__resumes__original_name__contains", PART_OF_IT),
        ("events__message__contains", PART_OF_IT),
        ("cover_note__contains", PART_OF_IT),
    ]
    yield from (f"{LIST}?{query}" for query in queries)
    yield from (f"{LIST}?{urlencode([lookup])}" for lookup in lookups)


def leaks(seen):
    return {address: around for address, (_, text) in seen.items() if (around := around_canary(text))}


# --- What she can open ------------------------------------------------------------------------------------


@pytest.mark.parametrize("also_author_there", [False, True])
def test_no_page_she_can_reach_shows_anything_of_another_facility(
    recruiter, ours, others, foreign_rows, also_author_there
):
    if also_author_there:  # an author writes postings for a facility, and reads no applications of it
        factories.MembershipFactory(facility=others["facility"], user=recruiter, role=Membership.Role.AUTHOR)
    seen = crawl(logged_in(recruiter), [ADMIN, *lists_with_queries(others)])
    assert leaks(seen) == {}
    pages = {urlsplit(address).path: text for address, (_, text) in seen.items()}
    for application in ours["applications"]:
        assert application.profile.user.name in pages[f"{LIST}{application.public_id}/change/"]
    assert "%PDF-1.7\nNadia" in pages[f"{LIST}{ours['applications'][0].public_id}/resume/"]
    # 400: a look-up that no filter offers.
    assert {status for status, _ in seen.values()} == {200, 400}


def test_no_address_she_can_type_shows_anything_of_another_facility(recruiter, foreign_rows):
    client = logged_in(recruiter)
    answers = {address: client.get(address) for address in model_addresses(foreign_rows)}
    assert leaks({address: (0, text_of(response)) for address, response in answers.items()}) == {}
    opened = {address for address, response in answers.items() if response.status_code == 200}
    assert opened == {LIST, "/admin/applications/"}


def test_fields_complete_to_her_own_applications_alone(recruiter, ours, others):
    """Whatever field is named: Django asks for the permission to see the rows, not for the field's form."""
    client = logged_in(recruiter)
    answers = {address: client.get(address) for address in autocompletes()}
    assert leaks({address: (0, text_of(response)) for address, response in answers.items()}) == {}
    opened = [response.json()["results"] for response in answers.values() if response.status_code == 200]
    own = {f"Application {application.public_id}" for application in ours["applications"]}
    assert {row["text"] for rows in opened for row in rows} <= own
    assert {response.status_code for response in answers.values()} <= {200, 403, 404}


def test_an_application_elsewhere_answers_as_one_that_does_not_exist(recruiter, ours, others):
    client = logged_in(recruiter)
    names = [f"applications_application_{what}" for what in ["change", "history", "delete"]]
    names += [f"applications_{what}" for what in ["move", "message", "note", "resume"]]
    for name in names:
        for key in ids_of([*others["applications"], ours["draft"]]):
            nobodys = "0" * len(key)
            for send in [client.get, client.post]:
                there, nowhere = send(_address(name, key)), send(_address(name, nobodys))
                assert there.status_code == nowhere.status_code
                assert _words(there) == _words(nowhere)


def _address(name, key):
    return reverse(f"admin:{name}", args=[key])


def _words(response):
    return html.document_fromstring(response.content).text_content() if response.content else ""


# --- What she can change ----------------------------------------------------------------------------------


def state():
    """Every row of the database, as text."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in NOT_STATE]
    rows = {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}
    return {
        label: json.dumps(values, cls=DjangoJSONEncoder, default=str, sort_keys=True)
        for label, values in rows.items()
    }


def changed(before):
    return [label for label, rows in state().items() if rows != before[label]]


HOSTILE = {
    "to": "hired",
    "reason": "Because.",
    "message": "Hello.",
    "text": "Noted.",
    "seen": "",
    "post": "yes",
    "name": "Taken over",
    "title": "Taken over",
    "status": "verified",
    "stage": "hired",
    "is_staff": "1",
    "is_superuser": "1",
    "password1": "drip-chamber-43",
    "password2": "drip-chamber-43",
}


def test_nothing_changes_by_any_post_with_anothers_ids(recruiter, ours, foreign_rows):
    ids = sorted({row.pk for row in foreign_rows} - {application.pk for application in ours["applications"]})
    client = logged_in(recruiter)
    before = state()
    for address in [ADMIN, "/admin/password_change/", *model_addresses(foreign_rows)]:
        for action in ["move_selected", "delete_selected", "verify", "reject", "publish", "send_again"]:
            data = {**HOSTILE, "action": action, "_selected_action": ids, "index": "0"}
            assert around_canary(text_of(client.post(address, data))) == "", address
            if not address.endswith(("/application/", "/facility/", "/posting/", "/outgoingmail/")):
                break  # actions are of lists
    assert changed(before) == []


@pytest.mark.parametrize("key", ["x", "", "-1", "9" * 40, "1 OR 1=1"])
def test_keys_that_are_none_are_refused(recruiter, ours, key):
    data = {**HOSTILE, "action": "move_selected", "_selected_action": [key], "index": "0"}
    assert logged_in(recruiter).post(LIST, data).status_code == 400


def test_choosing_all_chooses_her_own_alone(recruiter, ours, others):
    before = _states_of(others, ours)
    data = {**HOSTILE, "action": "move_selected", "select_across": "1", "index": "0"}
    chosen = [application.pk for application in [*others["applications"], ours["applications"][0]]]
    page = text_of(logged_in(recruiter).post(LIST, {**data, "_selected_action": chosen}, follow=True))
    assert around_canary(page) == ""
    assert "2 moved to Hired" in page
    assert _states_of(others, ours) == before


def test_her_own_pages_take_no_id_from_the_form(recruiter, ours, others):
    """Ids of another facility in the fields of a form on her own application do nothing."""
    own, foreign = ours["applications"][0], others["applications"][0]
    before = _states_of(others, ours)
    ids = dict.fromkeys(["id", "pk", "application", "application_id", "object_id"], foreign.pk)
    client = logged_in(recruiter)
    for what in ["move", "message", "note"]:
        data = {**HOSTILE, **ids, "public_id": foreign.public_id, "posting": others["posting"].pk}
        response = client.post(reverse(f"admin:applications_{what}", args=[own.public_id]), data, follow=True)
        assert around_canary(text_of(response)) == ""
        assert response.status_code == 200
    own.refresh_from_db()
    assert own.stage == "hired"
    assert _states_of(others, ours) == before


def _states_of(others, ours):
    applications = [*others["applications"], ours["draft"]]
    keys = [application.pk for application in applications]
    return (
        list(Application.objects.filter(pk__in=keys).order_by("pk").values()),
        [list(application.events.order_by("pk").values()) for application in applications],
        list(Posting.objects.filter(pk=others["posting"].pk).values()),
    )


# --- Others -----------------------------------------------------------------------------------------------


def test_the_other_facilitys_own_recruiter_sees_it_all(other_recruiter, ours, others):
    """The canaries sing where they may: the tests above look for something that is really there."""
    seen = crawl(logged_in(other_recruiter), [ADMIN])
    pages = "".join(text for _, text in seen.values())
    for words in ["RN", "Town", "Home Therapies", "Nurse", "cover note", "reason", "message", "note", "mail"]:
        assert canary(words) in pages
    for words in ["draft", "not sent", "draft posting"]:
        assert canary(words) not in pages


def test_staff_see_no_drafts_either(staff, ours, others):
    client = logged_in(staff)
    assert client.get(f"{LIST}{ours['draft'].public_id}/change/").status_code == 404
    assert canary("draft") not in text_of(client.get(LIST))
