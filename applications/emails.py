"""Mail about applications. Subjects to a facility name no candidate: subjects show on locked screens."""

from django.conf import settings
from django.urls import reverse

from applications.access import reviewers_of
from applications.models import Application
from outbox.actions import store_mail

# What each stage means to the person who waits.
NEWS = {
    Application.Stage.SUBMITTED: "Your application is back in the list of new ones.",
    Application.Stage.IN_REVIEW: "Somebody at the facility is reading your application.",
    Application.Stage.SHORTLISTED: "You are on the facility's short list.",
    Application.Stage.INTERVIEW: "The facility wants to talk with you.",
    Application.Stage.OFFER: "The facility plans to make you an offer.",
    Application.Stage.HIRED: "The facility has marked you as hired.",
    Application.Stage.NOT_SELECTED: "The facility has decided not to go on with your application.",
    Application.Stage.NO_ANSWER: "The facility did not answer in the time it promised, so we closed your application.",
}


def send_receipt(application):
    _to_candidate(application, "receipt", key=application.public_id, snapshot=application.snapshot)


def send_move(application, event):
    _to_candidate(application, "moved", key=event.pk, event=event, news=NEWS[event.to_stage])


def send_message(application, event):
    _to_candidate(application, "message", key=event.pk, event=event)


def send_notice_to_facility(application, *, again=False):
    _to_facility(application, "notice", again=again)


def send_withdrawal_to_facility(application):
    _to_facility(application, "withdrawal")


def send_reminder(facility, *, count, late, today):
    """One mail a day to each reviewer of a facility. Returns how many were stored."""
    url = settings.SITE_URL + reverse("admin:applications_application_changelist")
    stored = [
        store_mail(
            to=member.user.email,
            template="applications/emails/reminder",
            context={"facility": facility, "count": count, "late": late, "url": url},
            purpose="application-reminder",
            key=f"application-reminder:{facility.pk}:{today:%Y%m%d}:{member.user_id}",
        )
        for member in reviewers_of(facility)
    ]
    return sum(mail is not None for mail in stored)


def _to_candidate(application, name, *, key, **context):
    user = application.profile.user
    store_mail(
        to=user.email,
        template=f"applications/emails/{name}",
        context={
            **_facts(application),
            "name": user.get_short_name(),
            "url": settings.SITE_URL + application.get_absolute_url(),
            **context,
        },
        purpose=f"application-{name}",
        key=f"application-{name}:{key}",
    )


def _to_facility(application, name, **context):
    review_url = reverse("admin:applications_application_change", args=[application.public_id])
    for member in reviewers_of(application.posting.facility):
        store_mail(
            to=member.user.email,
            template=f"applications/emails/{name}",
            context={
                **_facts(application),
                "name": member.user.get_short_name(),
                "url": settings.SITE_URL + review_url,
                **context,
            },
            purpose=f"application-{name}",
            # The stage's time tells a second withdrawal from a repeated first one.
            key=f"application-{name}:{application.public_id}:{application.stage_since:%Y%m%d%H%M%S%f}:{member.user_id}",
        )


def _facts(application):
    return {"SITE_NAME": settings.SITE_NAME, "application": application, "posting": application.posting}
