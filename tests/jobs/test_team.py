"""A facility's team: invited by mail, joined by link, never without an owner."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from api.models import ApiKey
from jobs import team
from jobs.models import Invitation, Membership
from outbox.models import OutgoingMail
from tests import factories
from tests.cast import logged_in


def team_url(facility):
    return reverse("jobs:team", args=[facility.slug])


def invite(client, facility, email="new@example.com", role="recruiter"):
    return client.post(team_url(facility), {"email": email, "role": role}, follow=True)


def link_in_mail():
    return re.search(r"https?://[^/]+(/facility/invitations/\S+)", OutgoingMail.objects.last().text).group(1)


def test_an_owner_invites_and_the_invited_joins_by_the_link(as_owner, facility):
    invite(as_owner, facility)
    client = logged_in(factories.UserFactory(facility=True, email="new@example.com"))
    path = link_in_mail()
    assert "Join the team of Juniper Creek Infusion" in client.get(path).content.decode()
    assert not facility.memberships.filter(user__email="new@example.com").exists()
    client.post(path)
    assert facility.memberships.get(user__email="new@example.com").role == "recruiter"


def test_an_invitation_is_taken_once(as_owner, facility):
    invite(as_owner, facility)
    path = link_in_mail()
    logged_in(factories.UserFactory()).post(path)
    assert logged_in(factories.UserFactory()).post(path).status_code == 404
    assert facility.memberships.count() == 2


def test_taking_an_invitation_twice_is_calm(as_owner, facility):
    invite(as_owner, facility)
    path, client = link_in_mail(), logged_in(factories.UserFactory())
    for _ in range(2):
        assert client.post(path, follow=True).status_code == 200
    assert facility.memberships.count() == 2


@pytest.mark.parametrize("answers", [{"remove": "1"}, {"role": "recruiter"}])
def test_keys_that_an_owner_made_end_with_her_being_one(as_owner, owner, facility, answers):
    second = factories.MembershipFactory(facility=facility, role="owner")
    keys = {
        user: ApiKey.objects.make(
            facility=facility, name="Our ATS", scopes=["postings:read"], created_by=user
        )[0]
        for user in [owner, second.user]
    }
    as_owner.post(reverse("jobs:team_member", args=[facility.slug, second.pk]), answers)
    for key in keys.values():
        key.refresh_from_db()
    assert keys[owner].works
    assert not keys[second.user].works


def staff_save_team(as_staff, facility, *, gone=(), **roles):
    """Staff save the facility's page in the admin: these members ticked for deletion, these in other roles."""
    members = list(facility.memberships.order_by("pk"))
    answers = {"name": facility.name, "slug": facility.slug, "answer_days": "14"}
    for prefix, count in [("memberships", len(members)), ("sites", 0)]:
        answers |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": count}
    for number, member in enumerate(members):
        role = roles.get(f"of_{member.pk}", member.role)
        row = {"id": member.pk, "facility": facility.pk, "user": member.user_id, "role": role}
        row |= {"DELETE": "on"} if member in gone else {}
        answers |= {f"memberships-{number}-{name}": value for name, value in row.items()}
    url = reverse("admin:jobs_facility_change", args=[facility.pk])
    return as_staff.post(url, answers, follow=True).content.decode()


def test_staff_take_a_member_out_as_an_owner_would(as_staff, owner, facility):
    second = factories.MembershipFactory(facility=facility, role="owner")
    key, _ = ApiKey.objects.make(
        facility=facility, name="Our ATS", scopes=["postings:read"], created_by=second.user
    )
    staff_save_team(as_staff, facility, gone=[second])
    key.refresh_from_db()
    assert facility.memberships.get().user == owner
    assert not key.works


def test_staff_leave_a_facility_its_last_owner(as_staff, owner, facility):
    page = staff_save_team(as_staff, facility, gone=[facility.memberships.get()])
    assert "A facility needs an owner." in page
    assert facility.memberships.get().user == owner


def test_keys_end_where_staff_hand_the_facility_to_another_owner(as_staff, owner, facility):
    first = facility.memberships.get()
    second = factories.MembershipFactory(facility=facility, role="recruiter")
    key, _ = ApiKey.objects.make(
        facility=facility, name="Our ATS", scopes=["postings:read"], created_by=owner
    )
    staff_save_team(as_staff, facility, **{f"of_{first.pk}": "recruiter", f"of_{second.pk}": "owner"})
    key.refresh_from_db()
    assert dict(facility.memberships.values_list("pk", "role")) == {first.pk: "recruiter", second.pk: "owner"}
    assert not key.works


def test_an_old_invitation_is_no_longer_good(as_owner, facility):
    invite(as_owner, facility)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert logged_in(factories.UserFactory()).get(link_in_mail()).status_code == 404


def test_inviting_an_address_twice_keeps_one_invitation(as_owner, facility):
    for role in ["recruiter", "author"]:
        invite(as_owner, facility, role=role)
    assert Invitation.objects.get().role == "author"
    assert OutgoingMail.objects.filter(to="new@example.com").count() == 2


def test_one_address_is_written_to_three_times_a_day(as_owner, facility):
    for _ in range(3):
        assert invite(as_owner, facility).status_code == 200
    response = invite(as_owner, facility, email="New@example.com")
    assert response.status_code == 429
    assert "new@example.com was invited 3 times within a day." in response.content.decode()
    assert 'value="New@example.com"' in response.content.decode()
    assert OutgoingMail.objects.count() == 3


def test_inviting_and_withdrawing_does_not_write_to_everybody(as_owner, facility):
    for number in range(40):
        team.invite(by=None, facility=facility, email=f"p{number}@example.com", role="author")
        team.withdraw_invitation(by=None, facility=facility, email=f"p{number}@example.com")
    response = invite(as_owner, facility)
    assert response.status_code == 429
    assert "40 invitations were sent within a day." in response.content.decode()


def test_a_member_is_not_invited_again(as_owner, facility, recruiter):
    assert (
        "in your team already" in invite(as_owner, facility, email="Recruiter@example.com").content.decode()
    )


def test_an_invitation_asks_who_comes_to_log_in(client, as_owner, facility):
    invite(as_owner, facility)
    response = client.get(link_in_mail())
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_only_an_owner_sees_and_changes_the_team(as_recruiter, as_other_owner, facility, owner):
    member = facility.memberships.get(user=owner)
    for client in [as_recruiter, as_other_owner]:
        assert client.get(team_url(facility)).status_code == 404
        url = reverse("jobs:team_member", args=[facility.slug, member.pk])
        assert client.post(url, {"remove": "1"}).status_code == 404


def test_another_facilitys_member_is_not_found(as_owner, facility, other_owner, other_facility):
    member = other_facility.memberships.get(user=other_owner)
    url = reverse("jobs:team_member", args=[facility.slug, member.pk])
    assert as_owner.post(url, {"remove": "1"}).status_code == 404


def test_a_removed_recruiter_sees_no_application_any_more(
    as_owner, as_recruiter, recruiter, application, facility
):
    member = facility.memberships.get(user=recruiter)
    assert as_recruiter.get("/admin/applications/application/").status_code == 200
    as_owner.post(reverse("jobs:team_member", args=[facility.slug, member.pk]), {"remove": "1"})
    assert as_recruiter.get("/admin/applications/application/").status_code == 302


@pytest.mark.parametrize("data", [{"remove": "1"}, {"role": "author"}])
def test_the_last_owner_stays(as_owner, facility, owner, data):
    member = facility.memberships.get(user=owner)
    response = as_owner.post(reverse("jobs:team_member", args=[facility.slug, member.pk]), data, follow=True)
    assert "A facility needs an owner." in response.content.decode()
    assert facility.memberships.get(user=owner).role == Membership.Role.OWNER


def test_with_a_second_owner_the_first_may_go(as_owner, facility, owner, recruiter):
    second = facility.memberships.get(user=recruiter)
    as_owner.post(reverse("jobs:team_member", args=[facility.slug, second.pk]), {"role": "owner"})
    first = facility.memberships.get(user=owner)
    as_owner.post(reverse("jobs:team_member", args=[facility.slug, first.pk]), {"remove": "1"})
    assert list(facility.memberships.values_list("user", "role")) == [(recruiter.pk, "owner")]


def test_a_withdrawn_invitation_is_no_longer_good(as_owner, facility, other_facility):
    invite(as_owner, facility)
    path = link_in_mail()
    elsewhere = factories.UserFactory(facility=True)
    factories.MembershipFactory(facility=other_facility, user=elsewhere, role="owner")
    logged_in(elsewhere).post(team_url(other_facility), {"withdraw": "new@example.com"})
    assert logged_in(factories.UserFactory()).get(path).status_code == 200
    as_owner.post(team_url(facility), {"withdraw": "new@example.com"})
    assert logged_in(factories.UserFactory()).get(path).status_code == 404


def test_a_facility_does_not_invite_the_whole_world(as_owner, facility):
    for number in range(20):
        invite(as_owner, facility, email=f"new{number}@example.com")
    page = invite(as_owner, facility, email="one.more@example.com").content.decode()
    assert "20 invitations are open." in page
    invite(as_owner, facility, email="new3@example.com", role="author")
    assert facility.invitations.count() == 20
    assert facility.invitations.get(email="new3@example.com").role == "author"
