"""Every address of the site, and what each kind of person gets there. An address not listed fails.

The people: nobody logged in, the nurse whose things they are, another nurse, the facility's owner, another
facility's owner, the facility's recruiter, another facility's recruiter, board staff.
The answers: 200 the page; log an invitation to log in; 404 not found, as another's things are; 403 not for this
kind of person; go a redirect to another page; 405 for what is only ever posted.
"""

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from applications.models import Application
from candidates.models import Resume
from jobs.search.indexing import index_postings
from tests import factories
from tests.cast import logged_in
from tests.recruitment.who_may_open import OPEN_FOR, PEOPLE

# Development's own pages are not part of the site.
NOT_THE_SITE = {"gallery", "dev_mail", "dev_mail_message", "dev_mail_html"}


def addresses(resolver=None, namespace=""):
    """The name of every address, with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"


def model_addresses(model):
    """Changelist, add, change, delete and history of a model in the admin."""
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    return {f"admin:{label}_{what}" for what in ["changelist", "add", "change", "delete", "history"]}


STAFF_ADDRESSES = {
    address
    for model in admin.site._registry
    if model is not Application
    for address in model_addresses(model)
}


@pytest.fixture
def world(
    nurse, other_nurse, owner, other_owner, recruiter, other_recruiter, staff, application, facility, client
):
    """One of everything, and a logged-in client for each person."""
    posting = application.posting
    profile = nurse.profile
    resume = Resume.objects.create(
        profile=profile, kind="pdf", original_name="cv.pdf", size=9, sha256="0" * 64
    )
    resume.file.save("cv.pdf", ContentFile(b"%PDF-1.7\n"))
    application.resume = resume
    application.save()
    factories.CityFactory()
    setting = factories.TermFactory(kind="setting", slug="home-infusion")
    posting.terms.add(setting)
    index_postings([posting.pk])
    draft = factories.ApplicationFactory(profile=profile, draft=True, posting__facility=facility)
    alert = factories.AlertFactory(subscriber__email=nurse.email, subscriber__user=nurse)
    names = {
        "public_id": {
            "jobs": posting.public_id,
            "api": posting.public_id,
            "candidates": resume.public_id,
            "applications": application.public_id,
            "admin": application.public_id,
        },
        "slug": {"jobs": facility.slug},
        "pk": {
            "candidates:license_edit": factories.LicenseRecordFactory(profile=profile).pk,
            "candidates:credential_edit": factories.CredentialRecordFactory(profile=profile).pk,
        },
        "token": alert.token,
        "draft": draft,
        "posting": posting,
        "invitation": facility.invitations.create(email="new@example.com").token,
        "user": nurse,
    }
    users = dict(
        zip(
            PEOPLE[1:],
            [nurse, other_nurse, owner, other_owner, recruiter, other_recruiter, staff],
            strict=True,
        )
    )
    clients = {"anybody": Client()} | {name: logged_in(user) for name, user in users.items()}
    return names, clients


def path_of(name, names):
    """The address with the arguments that lead to the nurse's, or her facility's, things."""
    app = name.partition(":")[0]
    fixed = {
        "sitemap_section": ["postings"],
        "jobs:in_state": ["colorado"],
        "jobs:in_city": ["colorado", "denver"],
        "jobs:as_role": ["home-infusion-nurse"],
        "jobs:as_role_in_state": ["home-infusion-nurse", "colorado"],
        "jobs:at_setting": ["home-infusion"],
        "jobs:posting": [names["posting"].public_id, names["posting"].slug],
        "jobs:facility": names["slug"].get("jobs"),
        "jobs:facility_edit": names["slug"].get("jobs"),
        "jobs:posting_new": names["slug"].get("jobs"),
        "jobs:team": names["slug"].get("jobs"),
        "jobs:team_member": [names["slug"].get("jobs"), 1],
        "jobs:invitation": names["invitation"],
        "api:elsewhere": "nothing/",
        "api:keys": names["slug"].get("jobs"),
        "api:key_rotate": [names["slug"].get("jobs"), 1],
        "api:key_revoke": [names["slug"].get("jobs"), 1],
        "candidates:profile": ["about"],
        "applications:apply": [names["posting"].public_id],
        "applications:discard": [names["draft"].public_id],
        "admin:app_list": ["applications"],
        "account_confirm_email": ["no-such-key"],
        "account_reset_password_from_key": ["1", "no-such-key"],
        "admin:auth_user_password_change": [names["user"].pk],
    }
    if name in fixed:
        arguments = fixed[name]
        return reverse(name, args=[arguments] if isinstance(arguments, str) else arguments)
    pk_of = name.replace("_remove", "_edit")
    if pk_of in names["pk"]:
        return reverse(name, args=[names["pk"][pk_of]])
    key = names["token"] if app == "alerts" else names["public_id"].get(app)
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[key])


def answer_of(response):
    for (
        close
    ) in response._resource_closers:  # not response.close(): that ends the request for the database too
        close()
    if response.status_code in {301, 302}:
        return "log" if "/login/" in response["Location"] else "go"
    return str(response.status_code)


def test_every_address_is_in_the_table():
    listed = set(OPEN_FOR) | STAFF_ADDRESSES | NOT_THE_SITE
    assert sorted(set(addresses()) - listed) == []


def test_the_table_lists_no_address_that_is_gone():
    assert sorted(set(OPEN_FOR) - set(addresses())) == []


def test_everybody_gets_what_the_table_says(world):
    names, clients = world
    wrong = {}
    for name, answers in OPEN_FOR.items():
        path = path_of(name, names)
        found = [answer_of(clients[person].get(path)) for person in PEOPLE]
        if found != answers:
            wrong[name] = f"{path}: {found}, not {answers}"
    assert wrong == {}


def test_only_staff_open_the_boards_own_tables(world):
    _, clients = world
    lists = sorted(name for name in STAFF_ADDRESSES if name.endswith(("changelist", "_add")))
    for name in lists:
        for person in PEOPLE:
            answer = answer_of(clients[person].get(reverse(name)))
            allowed = {"200", "403"} if person == "staff" else {"log", "403"}
            assert answer in allowed, (name, person)
