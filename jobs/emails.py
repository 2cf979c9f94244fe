from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from outbox.actions import store_mail


def send_facility_verified(facility, user):
    context = {
        "facility": facility,
        "name": user.get_short_name(),
        "url": settings.SITE_URL + reverse("jobs:facility_home"),
    }
    store_mail(
        to=user.email,
        template="jobs/emails/facility_verified",
        context=context,
        purpose="facility-verified",
        key=f"facility-verified:{facility.pk}:{user.pk}:{facility.verified_at:%Y%m%d%H%M%S}",
    )


def send_law_applies(facility, user, *, postings):
    """Its number of employees has changed, and with it what the law asks of these live postings."""
    context = {
        "facility": facility,
        "name": user.get_short_name(),
        "postings": postings,
        "url": f"{settings.SITE_URL}{reverse('jobs:facility_home')}?facility={facility.slug}",
    }
    store_mail(
        to=user.email,
        template="jobs/emails/law_applies",
        context=context,
        purpose="facility-law-applies",
        key=f"facility-law-applies:{facility.pk}:{facility.employees}:{timezone.localdate():%Y%m%d}:{user.pk}",
    )


def send_invitation(invitation):
    context = {
        "facility": invitation.facility,
        "role": invitation.get_role_display(),
        "days": invitation.VALID_DAYS,
        "url": settings.SITE_URL + reverse("jobs:invitation", args=[invitation.token]),
    }
    store_mail(
        to=invitation.email,
        template="jobs/emails/invitation",
        context=context,
        purpose="facility-invitation",
        has_secret=True,
        key=f"facility-invitation:{invitation.pk}:{invitation.created_at:%Y%m%d%H%M%S%f}",
    )
