"""The posting form says what the law asks for, with its source and date."""

import re

import pytest
from django.urls import reverse

from jobs.models import PayLaw
from tests import factories


@pytest.fixture
def colorado(db):
    return PayLaw.objects.create(
        state=factories.StateFactory(usps="CO"),
        asks="yes",
        effective="2021-01-01",
        min_employees=1,
        must_show="Pay range; application window",
        benefits_in_posting="yes",
        citation="C.R.S. 8-5-201",
        source="found: https://law.example.com/co?a=1&b=2; another",
        as_of="2025-11",
    )


def field_of(page, name):
    """The label and the hint of a field, as text."""
    found = re.search(
        rf"<(?:legend|label)[^>]*>(?P<label>(?:(?!<(?:legend|label)).)*?)</(?:legend|label)>\s*"
        rf'<div class="field__hint" id="id_{name}_helptext">(?P<hint>.*?)</div>',
        page.content.decode(),
        re.DOTALL,
    )
    return found["label"], found["hint"]


def edit(client, posting):
    return client.get(reverse("jobs:posting_edit", args=[posting.public_id]))


def test_in_a_state_that_asks_for_benefits_they_are_not_called_optional(as_owner, posting, colorado):
    label, hint = field_of(edit(as_owner, posting), "benefits")
    assert "optional" not in label
    assert (
        "Colorado (C.R.S. 8-5-201) asks for a general description of the benefits in the posting, "
        'since Jan 1, 2021. <a href="https://law.example.com/co?a=1&amp;b=2" rel="noreferrer">Source</a>, '
        "as of 2025-11." in hint
    )


def test_in_another_state_they_are(as_owner, facility, colorado):
    posting = factories.PostingFactory(facility=facility, state=factories.StateFactory(usps="TX"))
    page = edit(as_owner, posting).content.decode()
    assert "asks for" not in page
    assert re.search(r"Benefits and other pay <span[^>]*>\(optional\)", page)


def test_below_the_laws_threshold_they_are(as_owner, posting, colorado):
    PayLaw.objects.update(min_employees=posting.facility.employees + 1)
    assert "asks for" not in edit(as_owner, posting).content.decode()


def test_without_a_state_the_hint_names_the_states_that_ask(as_owner, facility, colorado):
    page = as_owner.get(reverse("jobs:posting_new", args=[facility.slug]))
    label, hint = field_of(page, "benefits")
    assert "optional" in label
    assert "Asked for by law in Colorado." in hint


def test_the_state_just_chosen_counts(as_owner, facility, colorado):
    page = as_owner.post(reverse("jobs:posting_new", args=[facility.slug]), {"state": "CO"})
    assert "optional" not in field_of(page, "benefits")[0]
