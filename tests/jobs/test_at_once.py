"""Two people, or one person twice, at the same moment: the second waits for the first and sees what she did."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from jobs import actions, team
from jobs.models import Facility, Invitation
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def before_the_first_commits(first, second):
    """Run `first`, and `second` in another connection while `first` is done but not committed: what it raises."""
    begun, raised = Event(), []

    def run():
        begun.set()
        try:
            second()
        except Exception as error:  # noqa: BLE001
            raised.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        begun.wait(5)
        thread.join(0.3)  # as long as it takes to come to what it waits for
    thread.join(10)
    return raised


def test_two_people_register_one_name():
    one, other = factories.UserFactory.create_batch(2, facility=True)
    raised = before_the_first_commits(
        lambda: actions.register_facility(by=one, name="Bright Willow"),
        lambda: actions.register_facility(by=other, name="Bright Willow"),
    )
    assert raised == []
    assert set(Facility.objects.values_list("slug", flat=True)) == {"bright-willow", "bright-willow-2"}


def test_one_person_registers_with_a_double_click():
    user = factories.UserFactory(facility=True)

    def register():
        actions.register_facility(by=user, name="Bright Willow")

    assert before_the_first_commits(register, register) == []
    assert Facility.objects.count() == 1


def test_two_people_take_one_invitation():
    facility = factories.FacilityFactory()
    invitation = Invitation.objects.create(facility=facility, email="new@example.com")
    one, other = factories.UserFactory.create_batch(2, facility=True)
    raised = before_the_first_commits(
        lambda: team.join(by=one, invitation=invitation), lambda: team.join(by=other, invitation=invitation)
    )
    assert [type(error) for error in raised] == [Invitation.DoesNotExist]
    assert facility.memberships.get().user == one


def test_a_posting_is_published_while_its_facility_is_rejected():
    posting = factories.PostingFactory(draft=True)
    staff = factories.UserFactory(staff=True)
    raised = before_the_first_commits(
        lambda: actions.reject_facility(by=staff, facility=posting.facility),
        lambda: actions.publish_posting(by=None, posting=posting),
    )
    assert [type(error) for error in raised] == [actions.NotAllowed]
    posting.refresh_from_db()
    assert not posting.is_live
