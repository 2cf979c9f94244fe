"""An uploaded file as a response that no browser runs, shows inside the site, guesses at, or keeps."""

import logging

from django.http import FileResponse, Http404

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

log = logging.getLogger(__name__)


def attachment(resume):
    """The résumé's file for download, under a name that we made. Raises Http404 where storage lost it."""
    try:
        file = resume.file.open("rb")
    except OSError as error:
        log.error("resume file unreadable", extra={"resume": resume.pk, "error": type(error).__name__})
        raise Http404 from error
    name = f"resume-{resume.public_id}.{resume.kind}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[resume.kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
