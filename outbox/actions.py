import logging
import smtplib
from datetime import timedelta
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from outbox.models import OutgoingMail

log = logging.getLogger(__name__)

RETRY_AFTER = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]


class OutsideTransaction(RuntimeError):
    """Raised when mail is stored apart from the change it tells of."""


def store_mail(*, to, template, context, purpose, headers=None, key=None):
    """Render `template`_{subject.txt,body.txt,body.html} and store the mail in the caller's transaction.

    Returns the stored row, or None where mail with this `key` is stored already.
    The mail leaves after commit; nothing is sent when the transaction rolls back.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("Mail must be stored in the transaction of the change it tells of.")
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    mail = OutgoingMail(
        to=to,
        subject=subject[:200],
        text=render_to_string(f"{template}_body.txt", context),
        html=render_to_string(f"{template}_body.html", context),
        headers=headers or {},
        purpose=purpose,
        key=key,
    )
    return _store(mail)


def _store(mail):
    from outbox.tasks import send_outgoing_mail

    if mail.key and OutgoingMail.objects.filter(key=mail.key).exists():
        return None
    mail.save()
    # robust: a broker that is down must not turn a saved change into an error page;
    # the sweeper finds the row within a minute.
    transaction.on_commit(partial(send_outgoing_mail.delay, mail.pk), robust=True)
    return mail


def claim_mail(pk):
    """Take the mail for this worker in its own committed step; None where another has it."""
    now = timezone.now()
    claimed = (
        OutgoingMail.objects.due(at=now)
        .filter(pk=pk)
        .update(state=OutgoingMail.State.INFLIGHT, claimed_at=now, attempts=F("attempts") + 1)
    )
    return OutgoingMail.objects.get(pk=pk) if claimed else None


def send_mail_row(pk):
    """Claim, send and settle one stored mail. Returns the state it ended in, or None if not claimed."""
    mail = claim_mail(pk)
    if mail is None:
        return None
    try:
        message_for(mail).send()
    except (smtplib.SMTPException, OSError) as error:
        _settle_failure(mail, error)
    else:
        mail.state, mail.sent_at, mail.last_error = OutgoingMail.State.SENT, timezone.now(), ""
    mail.save(update_fields=["state", "sent_at", "last_error", "next_attempt_at"])
    return mail.state


def message_for(mail):
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={"Message-ID": mail.message_id, **mail.headers},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _settle_failure(mail, error):
    mail.last_error = f"{type(error).__name__}: {error}"[:300]
    permanent = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        500 <= code < 600 for code, _ in error.recipients.values()
    )
    if permanent or mail.attempts >= OutgoingMail.MAX_ATTEMPTS:
        mail.state = OutgoingMail.State.PARKED
        log.error("mail parked", extra={"mail": mail.pk, "purpose": mail.purpose, "attempts": mail.attempts})
        return
    mail.state = OutgoingMail.State.QUEUED
    mail.next_attempt_at = timezone.now() + RETRY_AFTER[min(mail.attempts, len(RETRY_AFTER)) - 1]


def sweep_outbox(*, at=None, limit=500):
    """Send what a lost queue, a killed worker or a retry left behind. Returns how many were tried."""
    due = list(
        OutgoingMail.objects.due(at=at).order_by("next_attempt_at").values_list("pk", flat=True)[:limit]
    )
    for pk in due:
        send_mail_row(pk)
    return len(due)
