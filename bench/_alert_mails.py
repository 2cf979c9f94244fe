"""Mails a second into a mail server on this machine that says ok and keeps nothing."""

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

MAILS = 1_000
NEWS = 250  # new postings since the last digest: a search that finds some finds about ten


@contextmanager
def sink():
    from tests.mail_server import MailServer

    with tempfile.TemporaryDirectory() as folder:
        server = MailServer(Path(folder) / "mails.jsonl", "pipelining+drop")
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        try:
            yield
        finally:
            server.stop()


def mails_a_second(*, shared):
    """Of plain mails, over one connection or with one for each."""
    from outbox.courier import Courier

    with sink(), Courier() as courier:
        started = time.perf_counter()
        for number in range(MAILS):
            message = EmailMessage("New jobs", "A line.\r\n" * 100, to=[f"bench{number}@example.com"])
            if shared:
                courier.send(message)
            else:
                with Courier() as own:
                    own.send(message)
        return MAILS / (time.perf_counter() - started)


def digests_a_second():
    """Of a thousand due alerts that have something to tell: claim, match, compose, ledger, send, settle.

    Returns (mails a second, postings told in each mail).
    """
    from alerts import matching
    from alerts.models import Alert, DeliveredPosting, News
    from alerts.sending import send_due

    now = timezone.now()
    since = News.objects.order_by("-changed_at").values_list("changed_at", flat=True)[NEWS - 1]
    pks = list(Alert.objects.order_by("pk").values_list("pk", flat=True)[: MAILS * 4])
    telling = [pk for pk, found in matching.matches_of(pks, since=since, at=now).items() if found][:MAILS]
    Alert.objects.filter(pk__in=telling).update(next_due_at=now, watermark=since)
    with sink():
        started = time.perf_counter()
        went = send_due(at=now)
        seconds = time.perf_counter() - started
    assert went["sent"] == len(telling), dict(went)
    return went["sent"] / seconds, DeliveredPosting.objects.count() / went["sent"]
