"""Mail as files: the backend behind EMAIL_URL=file:///folder, and a reader of them for development."""

import os
import re
import uuid
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

FILE_NAME = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}\.eml")
SHOWN = 200


class EmlBackend(BaseEmailBackend):
    """Writes each message into its own .eml file, complete or not at all."""

    def __init__(self, *args, file_path=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages):
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}.eml"
            unfinished = self.folder / f".{name}"
            unfinished.write_bytes(message.message().as_bytes(linesep="\r\n"))
            os.replace(unfinished, self.folder / name)
        return len(email_messages)


@login_not_required
@require_safe
def dev_mail(request):
    """The newest mails. The URL exists with DEBUG alone."""
    folder = Path(settings.EMAIL_FILE_PATH) if settings.EMAIL_FILE_PATH else None
    files = (
        sorted((path for path in folder.glob("*.eml")), reverse=True) if folder and folder.is_dir() else []
    )
    mails = [{"name": path.name, "message": _read(path)} for path in files[:SHOWN]]
    return render(request, "recruitment/dev_mail.html", {"mails": mails, "folder": folder})


@login_not_required
@require_safe
def dev_mail_message(request, name):
    message = _find(name)
    text = message.get_body(("plain",))
    context = {
        "name": name,
        "message": message,
        "text": text.get_content() if text else "",
        "has_html": message.get_body(("html",)) is not None,
    }
    return render(request, "recruitment/dev_mail_message.html", context)


@login_not_required
@require_safe
def dev_mail_html(request, name):
    """The HTML part on its own, in a sandbox: without scripts and outside the site's origin."""
    html = _find(name).get_body(("html",))
    if html is None:
        raise Http404
    response = HttpResponse(html.get_content())
    response._csp_replace = {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups"],
    }
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _find(name):
    path = Path(settings.EMAIL_FILE_PATH or "/nowhere") / name
    if not FILE_NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return _read(path)


def _read(path):
    return message_from_bytes(path.read_bytes(), policy=policy.default)
