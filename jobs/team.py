"""Who acts for a facility: inviting, joining, changing roles, leaving. A facility always keeps an owner."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.limits import within_limit
from jobs.actions import NotAllowed
from jobs.emails import send_invitation
from jobs.models import Facility, Invitation, Membership

DAY = timedelta(days=1)
# Each is a mail to a stranger in our name.
MOST_OPEN_INVITATIONS = 20
SENT_A_DAY, SENT_A_DAY_TO_ONE = 40, 3


class TooOften(NotAllowed):
    """More mails to strangers than a team needs."""


def invite(*, by, facility, email, role):
    """Invite an address, or send the open invitation again with the role given now.

    Raises TooOften for more mails in a day than a team needs, NotAllowed where nobody is to be invited.
    """
    email = email.lower()
    if not within_limit("invitation-to", f"{facility.pk}:{email}", limit=SENT_A_DAY_TO_ONE, per=DAY):
        raise TooOften(
            f"{email} was invited {SENT_A_DAY_TO_ONE} times within a day. Ask whether the mail is in a spam folder."
        )
    if not within_limit("invitations", facility.pk, limit=SENT_A_DAY, per=DAY):
        raise TooOften(f"{SENT_A_DAY} invitations were sent within a day. Invite more people tomorrow.")
    return _invite(by=by, facility=facility, email=email, role=role)


@transaction.atomic
def _invite(*, by, facility, email, role):
    if facility.memberships.filter(user__email=email).exists():
        raise NotAllowed("This person is in your team already.")
    if _open_invitations(facility).exclude(email=email).count() >= MOST_OPEN_INVITATIONS:
        raise NotAllowed(f"{MOST_OPEN_INVITATIONS} invitations are open. Withdraw one you no longer need.")
    invitation, _ = Invitation.objects.update_or_create(
        facility=facility,
        email=email,
        accepted_at=None,
        defaults={"role": role, "by": by, "created_at": timezone.now()},
    )
    send_invitation(invitation)
    return invitation


def _open_invitations(facility):
    return facility.invitations.filter(accepted_at=None)


def withdraw_invitation(*, by, facility, email):
    """The link in that mail opens nothing from now on. Withdrawing twice changes nothing."""
    _open_invitations(facility).filter(email=email).delete()


@transaction.atomic
def join(*, by, invitation):
    """Take an invitation: `by` becomes a member. Taking it twice changes nothing; a member keeps her role.

    Raises Invitation.DoesNotExist where it was withdrawn, or somebody else has taken it, in the meantime.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    facility = invitation.facility
    if invitation.is_open:
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        Membership.objects.get_or_create(facility=facility, user=by, defaults={"role": invitation.role})
    elif not facility.memberships.filter(user=by).exists():
        raise Invitation.DoesNotExist
    return facility


@transaction.atomic
def change_role(*, by, membership, role):
    """Give a member another role. API keys of an owner who is none any more open nothing."""
    _lock(membership)
    if role != Membership.Role.OWNER:
        _keep_an_owner(membership)
        _end_keys(membership, by=by)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def remove_member(*, by, membership):
    """End a membership, and what she could open for the facility's software.

    What the person wrote and decided stays in the log, under her name.
    """
    _lock(membership)
    _keep_an_owner(membership)
    _end_keys(membership, by=by)
    membership.delete()


def _lock(membership):
    # Two owners who remove each other at once: the second sees what the first has done.
    Facility.objects.select_for_update().get(pk=membership.facility_id)


def _end_keys(membership, *, by):
    """Only owners make keys, and whoever made one has seen it."""
    for end in settings.LEAVE_TEAM_IN:
        import_string(end)(by=by, facility=membership.facility, user=membership.user)


def _keep_an_owner(membership):
    owners = Membership.objects.filter(facility=membership.facility_id, role=Membership.Role.OWNER)
    if not owners.exclude(pk=membership.pk).exists():
        raise NotAllowed("A facility needs an owner. Make somebody else an owner first.")
