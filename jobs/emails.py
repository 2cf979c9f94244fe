from django.conf import settings
from django.urls import reverse

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
