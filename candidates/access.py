"""The only doors to what a candidate keeps here. Every résumé leaves through one of the two at the end."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from candidates.models import Profile, Resume, ResumeRead
from candidates.serving import attachment


def own_profile(user):
    """Her profile. Accounts made outside the sign-up page get their empty one on the first visit."""
    profiles = Profile.objects.select_related("user", "role", "residence_state", "home_zip")
    profile, _ = profiles.get_or_create(user=user)
    return profile


def get_own_license(user, pk):
    return get_object_or_404(own_profile(user).licenses.select_related("credential", "state"), pk=pk)


def get_own_credential(user, pk):
    return get_object_or_404(own_profile(user).credentials.select_related("credential"), pk=pk)


def own_resumes(user):
    return Resume.objects.kept().filter(profile__user=user)


def get_own_resume(user, public_id):
    return get_object_or_404(own_resumes(user), public_id=public_id)


def open_own_resume(user, public_id):
    """The file as a response, with the read logged."""
    return _open(get_own_resume(user, public_id), by=user, purpose="own copy")


def open_resume_for_reviewer(user, application):
    """The résumé that was sent with an application, as a response, for who may review that application.

    Raises Http404 where the application is not hers to review, has no résumé, or its file may not be read.
    """
    reviewable = type(application).objects.for_reviewer(user)
    if application.resume is None or not reviewable.filter(pk=application.pk).exists():
        raise Http404
    return _open(application.resume, by=user, purpose=f"application {application.public_id}")


def _open(resume, *, by, purpose):
    if not resume.may_be_read:
        raise Http404
    response = attachment(resume)
    ResumeRead.objects.create(resume=resume, by=by, purpose=purpose)
    return response
