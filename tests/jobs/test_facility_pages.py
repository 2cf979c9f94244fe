"""A facility's own pages: register, write, preview, publish, end."""

import pytest
from django.urls import reverse

from jobs import actions
from jobs.models import Facility, Posting, PostingEvent
from outbox.models import OutgoingMail
from tests import factories
from tests.cast import logged_in

WORDS = "You give IVIG in patients' homes.\n\n- Four visits a day\n- A pharmacist on the phone"


@pytest.fixture
def answers(db):
    factories.ZipCodeFactory()
    setting = factories.TermFactory(kind="setting", slug="home-infusion")
    return {
        "title": "Home Infusion RN",
        "description_source": WORDS,
        "city": "Denver",
        "state": "CO",
        "zip": "80202",
        "pay_min": "42",
        "pay_max": "55.50",
        "pay_unit": "hour",
        "settings": [setting.pk],
        "must": [factories.CredentialFactory(slug="rn").pk],
        "nice": [factories.CredentialFactory(slug="crni").pk],
        "differential_night": "4.50",
        "will_train": "yes",
    }


def move(client, posting, name):
    return client.post(reverse("jobs:posting_move", args=[posting.public_id]), {"move": name}, follow=True)


def new_url(facility):
    return reverse("jobs:posting_new", args=[facility.slug])


def test_whoever_registers_a_facility_owns_it_and_waits_for_us(db):
    client = logged_in(factories.UserFactory(facility=True))
    answers = {"name": "Bright Willow Infusion", "website": "willow.example.com", "employees": "80"}
    response = client.post(reverse("jobs:facility_start"), answers, follow=True)
    facility = Facility.objects.get(name="Bright Willow Infusion")
    assert facility.status == Facility.Status.PENDING
    assert facility.website == "https://willow.example.com"
    assert facility.memberships.get().role == "owner"
    assert "We are checking your facility." in response.content.decode()


def test_two_facilities_of_one_name_get_two_addresses(db):
    users = factories.UserFactory.create_batch(2, facility=True)
    slugs = [actions.register_facility(by=user, name="Bright Willow").slug for user in users]
    assert slugs == ["bright-willow", "bright-willow-2"]


def test_a_double_click_registers_one_facility(db):
    client = logged_in(factories.UserFactory(facility=True))
    answers = {"name": "Bright Willow", "website": "willow.example.com"}
    for _ in range(2):
        assert client.post(reverse("jobs:facility_start"), answers).status_code == 302
    assert Facility.objects.get().memberships.count() == 1


def test_nobody_registers_facilities_by_the_dozen(db):
    client = logged_in(factories.UserFactory(facility=True))
    for number in range(5):
        answers = {"name": f"Bright Willow {number}", "website": "willow.example.com"}
        assert client.post(reverse("jobs:facility_start"), answers).status_code == 302
    answers = {"name": "One Too Many", "website": "willow.example.com", "about": "We infuse."}
    response = client.post(reverse("jobs:facility_start"), answers)
    page = response.content.decode()
    assert response.status_code == 429
    assert "You have registered 5 facilities within a day." in page
    assert "One Too Many" in page
    assert "We infuse." in page
    assert Facility.objects.count() == 5


def test_the_owner_of_a_verified_facility_may_register_another(owner, facility):
    assert actions.register_facility(by=owner, name=facility.name) != facility


def test_a_posting_is_written_previewed_and_published(as_owner, facility, answers):
    response = as_owner.post(new_url(facility), answers, follow=True)
    assert "Nobody can see it yet." in response.content.decode()
    posting = Posting.objects.get()
    assert posting.status == Posting.Status.DRAFT
    move(as_owner, posting, "publish")
    posting.refresh_from_db()
    assert posting.is_live
    assert (posting.lat, posting.zone) == (39.75, "America/Denver")
    assert "<li>Four visits a day</li>" in posting.description_html
    assert str(posting.differentials.get()) == "Night: $4.50 an hour"
    assert {(r.credential.slug, r.level) for r in posting.requirements.all()} == {
        ("rn", "must"),
        ("crni", "nice"),
    }


def test_a_facility_that_is_not_verified_writes_but_does_not_publish(answers):
    facility = factories.FacilityFactory(pending=True)
    member = factories.MembershipFactory(facility=facility, role="owner")
    client = logged_in(member.user)
    client.post(new_url(facility), answers)
    posting = Posting.objects.get()
    response = move(client, posting, "publish")
    posting.refresh_from_db()
    assert posting.status == Posting.Status.DRAFT
    assert "We have not verified your facility yet." in response.content.decode()


def test_verifying_lets_it_publish_and_tells_its_members(staff):
    facility = factories.FacilityFactory(pending=True)
    factories.MembershipFactory(facility=facility, role="owner", user__email="hope@example.com")
    actions.verify_facility(by=staff, facility=facility)
    facility.refresh_from_db()
    assert facility.is_verified
    assert OutgoingMail.objects.get().to == "hope@example.com"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pay_min": "60"}, "The highest pay is below the lowest."),
        ({"pay_unit": ""}, "Say what the pay is for"),
        ({"pay_max": "90000"}, "cannot be right"),
        ({"zip": "00000"}, "We do not know this ZIP code."),
        ({"closes_on": "2020-01-01"}, "This day is over."),
        ({"title": ""}, "required"),
        ({"differential_night": "-5"}, "greater than or equal to 0"),
        ({"differential_night": "100000"}, "no more than 4 digits before the decimal point"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_typed_is_lost(
    as_owner, facility, answers, change, words
):
    response = as_owner.post(new_url(facility), {**answers, **change})
    page = response.content.decode()
    assert words in page
    assert "Four visits a day" in page
    assert not Posting.objects.exists()


def test_a_credential_cannot_be_required_and_optional(as_owner, facility, answers):
    page = as_owner.post(new_url(facility), {**answers, "nice": answers["must"]}).content.decode()
    assert "RN: on both lists." in page


def test_script_in_a_description_is_not_stored(as_owner, facility, answers):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> Hello [x](javascript:alert(1))"
    as_owner.post(new_url(facility), {**answers, "description_source": hostile})
    html = Posting.objects.get().description_html
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_fields_that_are_not_asked_for_do_not_get_through(as_owner, facility, other_facility, answers):
    sent = {
        **answers,
        "status": "live",
        "facility": other_facility.pk,
        "public_id": "mine",
        "pay_source": "text",
    }
    as_owner.post(new_url(facility), sent)
    posting = Posting.objects.get()
    assert (posting.status, posting.facility, posting.pay_source) == ("draft", facility, "facility")
    assert posting.public_id != "mine"


def test_a_change_of_a_live_posting_is_logged_and_shown(as_owner, client, posting, answers):
    as_owner.post(reverse("jobs:posting_edit", args=[posting.public_id]), {**answers, "pay_max": "60"})
    event = PostingEvent.objects.filter(posting=posting).last()
    assert event.changes["pay_max"] == ["55.00", "60.00"]
    assert "Changed: pay" in client.get(Posting.objects.get().get_absolute_url()).content.decode()


@pytest.mark.parametrize(("name", "status"), [("pause", "paused"), ("close", "closed"), ("fill", "filled")])
def test_a_live_posting_is_paused_closed_or_filled_and_comes_back(as_owner, posting, name, status):
    move(as_owner, posting, name)
    posting.refresh_from_db()
    assert posting.status == status
    move(as_owner, posting, "publish")
    posting.refresh_from_db()
    assert posting.is_live


def test_a_move_the_rules_do_not_know_changes_nothing(as_owner, facility):
    draft = factories.PostingFactory(facility=facility, draft=True)
    response = move(as_owner, draft, "pause")
    draft.refresh_from_db()
    assert draft.status == Posting.Status.DRAFT
    assert "cannot go from Draft to Paused" in response.content.decode()


@pytest.mark.parametrize("name", ["posting_edit", "posting_preview"])
def test_another_facilitys_posting_is_not_found(as_owner, other_posting, name):
    assert as_owner.get(reverse(f"jobs:{name}", args=[other_posting.public_id])).status_code == 404


def test_another_facilitys_posting_cannot_be_moved(as_owner, other_posting):
    assert move(as_owner, other_posting, "close").status_code == 404
    other_posting.refresh_from_db()
    assert other_posting.is_live


def test_nobody_posts_for_another_facility(as_owner, other_facility, answers):
    assert as_owner.post(new_url(other_facility), answers).status_code == 404


def test_only_an_owner_changes_the_facility(as_owner, as_recruiter, facility):
    url = reverse("jobs:facility_edit", args=[facility.slug])
    assert as_owner.get(url).status_code == 200
    assert as_recruiter.get(url).status_code == 404


def test_the_facilitys_list_costs_the_same_queries_for_one_posting_and_for_twenty(
    as_owner, posting, facility, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        as_owner.get(reverse("jobs:facility_home"))
    factories.PostingFactory.create_batch(19, facility=facility)
    with django_assert_num_queries(len(few)):
        as_owner.get(reverse("jobs:facility_home"))


def test_expiring_moves_what_is_over_and_only_that(posting, facility):
    over = factories.PostingFactory(facility=facility, overdue=True)
    assert actions.expire_postings() == 1
    assert actions.expire_postings() == 0
    over.refresh_from_db()
    posting.refresh_from_db()
    assert (over.status, posting.status) == ("expired", "live")


def test_a_live_posting_cannot_be_changed_into_one_that_could_not_go_live(as_owner, facility, answers):
    as_owner.post(new_url(facility), answers)
    posting = Posting.objects.get()
    move(as_owner, posting, "publish")
    url = reverse("jobs:posting_edit", args=[posting.public_id])
    page = as_owner.post(url, {**answers, "description_source": "", "title": "Another"}).content.decode()
    assert "Write what the work is." in page
    posting.refresh_from_db()
    assert posting.is_live
    assert (posting.title, posting.description_source) == ("Home Infusion RN", WORDS)


def test_what_staff_took_down_only_staff_put_back(as_owner, as_staff, posting):
    def staff_does(action):
        url = reverse("admin:jobs_posting_changelist")
        as_staff.post(url, {"action": action, "_selected_action": [posting.pk]})
        posting.refresh_from_db()

    staff_does("hold")
    assert posting.status == Posting.Status.IN_REVIEW
    page = move(as_owner, posting, "publish").content.decode()
    assert "We took this posting down to look at it." in page
    move(as_owner, posting, "close")
    move(as_owner, posting, "publish")
    posting.refresh_from_db()
    assert posting.status == Posting.Status.CLOSED
    staff_does("publish")
    assert posting.is_live
    move(as_owner, posting, "pause")
    move(as_owner, posting, "publish")
    posting.refresh_from_db()
    assert posting.is_live


def test_what_fell_with_its_facility_may_stand_up_with_it(as_owner, posting, facility, staff):
    actions.reject_facility(by=staff, facility=facility)
    move(as_owner, posting, "publish")
    posting.refresh_from_db()
    assert posting.status == Posting.Status.IN_REVIEW
    actions.verify_facility(by=staff, facility=facility)
    move(as_owner, posting, "publish")
    posting.refresh_from_db()
    assert posting.is_live


def test_saving_does_not_undo_a_move_made_since_the_posting_was_read(posting, owner):
    read_before = Posting.objects.get(pk=posting.pk)
    actions.move_posting(by=owner, posting=posting, to=Posting.Status.CLOSED)
    read_before.title = "Home Infusion RN, evenings"

    def save():
        read_before.save()
        return read_before

    actions.save_posting(by=owner, posting=read_before, save=save)
    posting.refresh_from_db()
    assert (posting.title, posting.status) == ("Home Infusion RN, evenings", "closed")


@pytest.mark.parametrize(("traits", "name"), [({}, "Bright Willow"), ({"pending": True}, "Grand Hospital")])
def test_a_verified_facility_does_not_take_another_name(db, traits, name):
    facility = factories.FacilityFactory(name="Bright Willow", website="https://willow.example.com", **traits)
    client = logged_in(factories.MembershipFactory(facility=facility, role="owner").user)
    answers = {"name": "Grand Hospital", "website": "https://grand.example.com", "answer_days": "5"}
    client.post(reverse("jobs:facility_edit", args=[facility.slug]), answers)
    facility.refresh_from_db()
    assert (facility.name, facility.answer_days) == (name, 5)


def test_what_is_checked_is_what_goes_live(posting, owner):
    """Somebody else changes the posting between our look and our button."""
    actions.move_posting(by=owner, posting=posting, to=Posting.Status.PAUSED)
    read_before = Posting.objects.with_page().get(pk=posting.pk)
    Posting.objects.filter(pk=posting.pk).update(description_text="")
    with pytest.raises(actions.NotAllowed, match="Write what the work is"):
        actions.publish_posting(by=owner, posting=read_before)


def test_a_posting_does_not_go_live_for_a_facility_rejected_meanwhile(posting, owner, facility):
    actions.move_posting(by=owner, posting=posting, to=Posting.Status.PAUSED)
    read_before = Posting.objects.with_page().get(pk=posting.pk)
    Facility.objects.update(status=Facility.Status.REJECTED)
    with pytest.raises(actions.NotAllowed, match="not verified your facility"):
        actions.publish_posting(by=owner, posting=read_before)
