import hashlib
import logging
import os
from datetime import timedelta

from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.limits import within_limit
from candidates.models import Profile, Resume, Verification
from candidates.resume_checks import check_resume

log = logging.getLogger(__name__)

CHUNK = 64 * 1024
KEPT_RESUMES = 5


# The check of a PDF may hold a thread of the site for seconds.
UPLOADS = [
    (4, timedelta(minutes=1), "You have added several files just now. Wait a minute, then add this one."),
    (30, timedelta(days=1), "You have added 30 files within a day. Add this one tomorrow."),
]


class Refused(Exception):
    """A change the rules do not allow; its text is a sentence for the person who tried."""


class TooOften(Refused):
    """More attempts than one person needs."""


def upload_resume(*, by, upload):
    """store_resume for what somebody sends: raises TooOften, before the file is looked at, beyond UPLOADS."""
    for limit, per, sentence in UPLOADS:
        if not within_limit(f"resume-{per.total_seconds():.0f}", by.pk, limit=limit, per=per):
            raise TooOften(sentence)
    return store_resume(by=by, upload=upload)


def store_resume(*, by, upload):
    """Check an uploaded file and keep it as her newest résumé; returns the Resume.

    Raises BadResume with a sentence, having stored nothing. The same file twice is one résumé. Row and
    file go together: the row is committed here, not by a caller, and a failed commit takes the file back.
    """
    kind = check_resume(upload, upload.name)
    digest = _sha256(upload)
    stored = None
    try:
        with transaction.atomic(durable=True):
            profile = Profile.objects.select_for_update().get(user=by)
            same = profile.resumes.kept().filter(sha256=digest).first()
            if same:
                return _renewed(same)
            if profile.resumes.kept().count() >= KEPT_RESUMES:
                raise Refused(f"You have {KEPT_RESUMES} résumés here. Remove one, then add this one.")
            resume = Resume(profile=profile, kind=kind, size=upload.size, sha256=digest)
            resume.original_name = _shown_name(upload.name, kind)
            upload.seek(0)
            resume.file.save(upload.name, upload, save=False)
            stored = resume.file.name
            resume.save()
    except BaseException:
        if stored:
            resume.file.storage.delete(stored)
        raise
    return resume


def _renewed(resume):
    """The file she chose last is the one to offer first."""
    resume.uploaded_at = timezone.now()
    resume.save(update_fields=["uploaded_at"])
    return resume


def _sha256(upload):
    digest = hashlib.sha256()
    upload.seek(0)
    while chunk := upload.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _shown_name(name, kind):
    """Her own name for the file, for her eyes: printable, without a path, never part of an address or header."""
    base = os.path.basename(name.replace("\\", "/"))
    printable = "".join(sign for sign in base if sign.isprintable()).strip()
    return printable[-150:] or f"resume.{kind}"


@transaction.atomic
def remove_resume(*, by, resume):
    """Take a résumé off her profile and drafts. Returns True where the file itself is gone.

    What she has sent stays with the facilities it was sent to: they must keep applications (29 CFR 1602.14).
    """
    resume = Resume.objects.select_for_update().get(pk=resume.pk, profile__user=by)
    resume.applications.filter(stage="draft").update(resume=None)
    if resume.applications.exists():
        resume.removed_at = timezone.now()
        resume.save(update_fields=["removed_at"])
        return False
    delete_with_file(resume)
    return True


def delete_with_file(resume):
    """Delete the row now and its file once that is committed: never a row without its file."""
    storage, name = resume.file.storage, resume.file.name
    resume.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def save_record(*, by, form):
    """Store a license or credential. What somebody checked is no longer checked once she changes it."""
    record = form.save(commit=False)
    if record.pk and form.has_changed():
        record.verification, record.checked_on, record.checked_by = Verification.SELF_REPORTED, None, None
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:  # a double click: the form looked before the other one saved
        raise Refused("This is on your list already.") from error
    return record


@transaction.atomic
def save_skills(*, by, profile, rated, offered):
    """Replace what she says of the offered skills: `rated` maps a term to (level, month last used)."""
    profile.competencies.filter(term__in=offered).exclude(term__in=rated).delete()
    for term, (level, last_used_on) in rated.items():
        profile.competencies.update_or_create(
            term=term, defaults={"level": level, "last_used_on": last_used_on}
        )


def delete_orphan_files(*, older_than):
    """Delete stored résumé files that no row names: a process killed between file and commit leaves one.

    `older_than` is a moment; younger files may belong to an upload that is under way. Returns the count.
    """
    storage = storages["private"]
    if not storage.exists("resumes"):
        return 0
    names = [f"resumes/{name}" for name in storage.listdir("resumes")[1]]
    known = set(Resume.objects.filter(file__in=names).values_list("file", flat=True))
    orphans = [name for name in names if name not in known and storage.get_modified_time(name) < older_than]
    for name in orphans:
        storage.delete(name)
        log.warning("orphan resume file deleted")
    return len(orphans)
