"""POST, repeated: the first answer is given again, and the change is made once."""

import hashlib
import re

from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone

from api.models import StoredAnswer
from api.refusals import Refused

HEADER = "Idempotency-Key"
NAME = re.compile(r"[\x21-\x7e]{1,255}")


def answer_once(request, key, perform):
    """`perform()`'s response, or the stored one of an earlier call under the same Idempotency-Key.

    The lock, the change and the stored answer share one transaction. So a process that dies takes back
    all three, and a refusal, which is raised, leaves nothing behind.
    """
    name = request.headers.get(HEADER, "").strip()
    if not NAME.fullmatch(name):
        raise Refused(
            400,
            f"A POST needs an {HEADER}.",
            errors={
                HEADER: [
                    "Send up to 255 letters, digits and signs, new for each new request: a UUID is fine."
                ]
            },
        )
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        if not _lock(key, name):
            raise Refused(
                409,
                "The first request with this key is still being worked on.",
                headers={"Retry-After": "1"},
            )
        stored = StoredAnswer.objects.filter(
            key=key, name=name, at__gt=timezone.now() - StoredAnswer.KEPT
        ).first()
        if stored:
            return _replay(stored, fingerprint)
        response = perform()
        _store(key, name, fingerprint, response)
    return response


def _fingerprint(request):
    said = b"\n".join([request.method.encode(), request.path.encode(), request.body])
    return hashlib.sha256(said).hexdigest()


def _lock(key, name):
    """Whether nobody else holds this name; the database lets go of it when the transaction ends, however it ends."""
    number = int.from_bytes(hashlib.sha256(f"{key.pk}:{name}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return cursor.fetchone()[0]


def _replay(stored, fingerprint):
    if stored.fingerprint != fingerprint:
        raise Refused(
            422,
            f"This {HEADER} belongs to another request.",
            errors={HEADER: ["It was sent with other content. Use a new one."]},
        )
    headers = {"Idempotency-Replayed": "true"}
    if stored.location:
        headers["Location"] = stored.location
    return HttpResponse(stored.body, status=stored.status, content_type="application/json", headers=headers)


def _store(key, name, fingerprint, response):
    StoredAnswer.objects.update_or_create(
        key=key,
        name=name,
        defaults={
            "fingerprint": fingerprint,
            "status": response.status_code,
            "body": response.content.decode(),
            "location": response.headers.get("Location", ""),
            "at": timezone.now(),
        },
    )
