"""A candidate's right to take her data along and to have it erased.

Employers must keep applications they received for one year and more (29 CFR 1602.14, 29 CFR 1627.3;
California four years), so what was sent stays as a record, without the person: no name, no address, no
phone, no place, no license number, no words of hers, no file.
"""

import re

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string

from applications.actions import withdraw_application
from applications.models import Application
from applications.presenting import visible
from applications.snapshot import profile_data
from candidates.actions import delete_with_file
from candidates.models import Profile
from outbox.models import OutgoingMail

ERASED = "Erased at the candidate's request"
STRUCK = "[name]"
KEPT_OF_PROFILE = ["role", "infusion_months", "total_months", "is_authorized_to_work", "needs_sponsorship"]


def export_of(user):
    """Everything the board keeps about a candidate, as plain data for JSON."""
    profile = Profile.objects.get(user=user)
    applications = profile.applications.select_related("posting").prefetch_related("events")
    return {
        "exported_at": timezone.now().isoformat(),
        "account": {"email": user.email, "name": user.name, "joined_at": user.date_joined.isoformat()},
        **profile_data(profile),
        "home_zip": profile.home_zip_id,
        "resumes": [_resume_data(resume) for resume in profile.resumes.prefetch_related("reads")],
        "applications": [_application_data(application) for application in applications],
        "mail_we_sent": [
            {"at": mail.created_at.isoformat(), "subject": mail.subject, "text": mail.text}
            for mail in OutgoingMail.objects.filter(to=user.email, purpose__startswith="application")
        ],
    }


def _resume_data(resume):
    return {
        "name": resume.original_name,
        "kind": resume.kind,
        "size": resume.size,
        "uploaded_at": resume.uploaded_at.isoformat(),
        "removed_at": resume.removed_at.isoformat() if resume.removed_at else None,
        "reads": [{"at": read.at.isoformat(), "purpose": read.purpose} for read in resume.reads.all()],
    }


def _application_data(application):
    return {
        "id": application.public_id,
        "posting": application.posting.title,
        "stage": application.stage,
        "cover_note": application.cover_note,
        "submitted_at": application.submitted_at.isoformat() if application.submitted_at else None,
        "answer_by": application.answer_by.isoformat() if application.answer_by else None,
        "sent": application.snapshot,
        "events": [
            {
                "at": event.at.isoformat(),
                "kind": event.kind,
                "from": event.from_stage,
                "to": event.to_stage,
                "message": event.message,
            }
            for event in visible(application.events.all())
        ],
    }


@transaction.atomic
def erase_account(*, by):
    """Erase the candidate `by`: account, profile, files and drafts; strip what employers must keep.

    Open applications are withdrawn first, so the facilities are told.
    """
    profile = Profile.objects.select_for_update(of=["self"]).get(user=by)
    names = _name_pattern(by)
    for application in profile.applications.open():
        withdraw_application(by=by, application=application)
    profile.applications.filter(stage=Application.Stage.DRAFT).delete()
    for application in profile.applications.select_for_update():
        _strip(application, names)
    for resume in profile.resumes.all():
        delete_with_file(resume)
    for address in _addresses(by):
        OutgoingMail.objects.filter(to__iexact=address).delete()
        for erase in settings.ERASE_ADDRESS_IN:
            import_string(erase)(email=address)
    if profile.applications.exists():
        _empty_profile(profile)
        _close_account(by)
    else:
        by.delete()


def _addresses(user):
    """Hers for certain: one that she only typed in may be somebody else's."""
    verified = EmailAddress.objects.filter(user=user, verified=True)
    return {user.email.lower(), *(address.email.lower() for address in verified)}


def _name_pattern(user):
    """Finds her name and its parts in other people's words; None where she has no name."""
    words = sorted({word for word in re.split(r"\s+", user.name) if len(word) > 1}, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.I) if words else None


@transaction.atomic
def strip_application(application):
    """Take the person out of one application; its résumé's file goes once no other application needs it."""
    resume = application.resume
    _strip(application, _name_pattern(application.profile.user))
    if resume and resume.removed_at and not resume.applications.exists():
        delete_with_file(resume)


def _strip(application, names):
    sent = application.snapshot
    kept = {name: sent.get("profile", {}).get(name) for name in KEPT_OF_PROFILE}
    sent["profile"] = {"name": ERASED, **kept}
    for record in [*sent.get("licenses", []), *sent.get("credentials", [])]:
        record["number"] = ""
    application.snapshot = {**sent, "resume": None, "cover_note": ""}
    application.resume, application.cover_note = None, ""
    application.save()
    application.events.filter(by_candidate=True).update(reason="", message="")
    for event in application.events.all() if names else []:
        event.reason, event.message = names.sub(STRUCK, event.reason)[:300], names.sub(STRUCK, event.message)
        event.save(update_fields=["reason", "message"])


def _empty_profile(profile):
    for rows in (profile.licenses, profile.credentials, profile.competencies):
        rows.all().delete()
    profile.phone, profile.summary = "", ""
    profile.home_zip = profile.residence_state = profile.role = None
    profile.infusion_months = profile.total_months = None
    profile.is_authorized_to_work = profile.needs_sponsorship = None
    profile.save()


def _close_account(user):
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    # .invalid never resolves (RFC 2606); the address must stay unique.
    user.email = f"erased-{get_random_string(20).lower()}@erased.invalid"
    user.name, user.is_active = "", False
    user.set_unusable_password()
    user.save()
