import logging
import time
from datetime import timedelta
from functools import partial

from celery.exceptions import SoftTimeLimitExceeded
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone
from kombu.exceptions import KombuError

from outbox.courier import (
    Courier,
    DeadAddressRefused,
    Refused,
    SendFailed,
    ServerDown,
    without_addresses,
)
from outbox.models import DeadAddress, OutgoingMail

log = logging.getLogger(__name__)

RETRY_AFTER = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
# A mail server that is away says nothing about a mail: no attempt is counted, and a day may pass.
SERVER_DOWN_RETRY_AFTER = timedelta(minutes=2)
SENT_KEPT, PARKED_KEPT = timedelta(days=30), timedelta(days=90)
# A broker that hangs costs a request one timeout, not one for each mail it stores.
BROKER_PAUSE_SECONDS = 15

_broker_paused_until = 0.0


class OutsideTransaction(RuntimeError):
    """Raised when mail is stored apart from the change it tells of."""


def store_mail(*, to, template, context, purpose, headers=None, key=None, has_secret=False):
    """Render `template`_{subject.txt,body.txt,body.html} and store the mail in the caller's transaction.

    `has_secret` says that a link in it stands for its reader: nobody else may read it in the admin.
    Returns the stored row, or None where mail with this `key` is stored already.
    The mail leaves after commit; nothing is sent when the transaction rolls back.
    """
    _need_transaction()
    if key and OutgoingMail.objects.filter(key=key).exists():
        return None  # saves the rendering; the constraint decides
    return _store(
        OutgoingMail(
            to=to,
            subject=one_line(render_text(f"{template}_subject.txt", context)),
            text=render_text(f"{template}_body.txt", context),
            html=render_to_string(f"{template}_body.html", context),
            headers=headers or {},
            purpose=purpose,
            key=key,
            has_secret=has_secret,
        )
    )


def store_message(message, *, purpose, key=None):
    """Store a finished EmailMessage to one reader, for libraries that make their own (allauth).

    What they say is theirs, and most of it opens an account: all of it counts as secret.
    """
    _need_transaction()
    [to] = message.to
    html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
    is_html = message.content_subtype == "html"
    return _store(
        OutgoingMail(
            to=to,
            subject=one_line(message.subject),
            text="" if is_html else message.body,
            html=message.body if is_html else html,
            headers=dict(message.extra_headers),
            purpose=purpose,
            key=key,
            has_secret=True,
        )
    )


def _need_transaction():
    if not connection.in_atomic_block:
        raise OutsideTransaction("Mail must be stored in the transaction of the change it tells of.")


def render_text(template, context):
    """Render a plain text template: an apostrophe stays one, there is no HTML to protect."""
    return get_template(template).template.render(Context(context, autoescape=False))


def one_line(subject):
    """A subject as a header may hold it."""
    return " ".join(str(subject).split())[:200]


def _store(mail):
    if mail.key:
        # get_or_create holds its savepoint: two requests with one key store one mail, and neither fails.
        fields = {
            f.attname: getattr(mail, f.attname) for f in mail._meta.concrete_fields if not f.primary_key
        }
        mail, is_new = OutgoingMail.objects.get_or_create(key=fields.pop("key"), defaults=fields)
        if not is_new:
            return None
    else:
        mail.save()
    # robust: whatever goes wrong in announcing it, the change is saved and the sweeper finds the row.
    transaction.on_commit(partial(announce, mail.pk), robust=True)
    return mail


def announce(pk):
    """Ask a worker to send the mail now. Where the broker is away, the sweeper sends it within a minute."""
    from outbox.tasks import send_outgoing_mail

    global _broker_paused_until
    if time.monotonic() < _broker_paused_until:
        return
    try:
        send_outgoing_mail.delay(pk)
    except (KombuError, OSError) as error:
        _broker_paused_until = time.monotonic() + BROKER_PAUSE_SECONDS
        log.warning("broker unavailable", extra={"error": type(error).__name__})


def claim_mail(pk):
    """Take the mail for this worker in its own committed step; None where another has it."""
    now = timezone.now()
    claimed = (
        OutgoingMail.objects.due(at=now)
        .filter(pk=pk)
        .update(state=OutgoingMail.State.INFLIGHT, claimed_at=now, attempts=F("attempts") + 1)
    )
    return OutgoingMail.objects.filter(pk=pk, claimed_at=now).first() if claimed else None


def send_mail_row(pk, *, courier=None):
    """Claim, send and settle one stored mail. Returns the state it ended in, or None if not claimed."""
    mail = claim_mail(pk)
    if mail is None:
        return None
    if mail.attempts > OutgoingMail.MAX_ATTEMPTS:
        # Claimed again and again without an end: it takes its worker down with it.
        return _settle(mail, Refused("Its worker was lost each time."))
    try:
        if courier:
            courier.send(message_for(mail))
        else:
            with Courier() as courier:
                courier.send(message_for(mail))
    except SendFailed as failure:
        return _settle(mail, failure)
    except SoftTimeLimitExceeded:
        # The task is to end now. The attempt counts: a mail that takes all the time each time is given up.
        _settle(mail, SendFailed("Its worker ran out of time."))
        raise
    except Exception as error:  # one mail that cannot be built must not stop the others
        log.exception("mail could not be sent", extra={"mail": mail.pk, "purpose": mail.purpose})
        return _settle(mail, SendFailed(f"{type(error).__name__}: {error}"))
    return _settle(mail, None)


def message_for(mail):
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={**mail.headers, "Message-ID": mail.message_id},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _settle(mail, failure):
    """Write down how the attempt ended, unless another worker has taken the mail over in the meantime."""
    changes = _sent() if failure is None else _failed(mail, failure)
    mine = OutgoingMail.objects.filter(
        pk=mail.pk, state=OutgoingMail.State.INFLIGHT, claimed_at=mail.claimed_at
    )
    if not mine.update(**changes):
        log.warning("mail settled by another worker", extra={"mail": mail.pk, "purpose": mail.purpose})
        return None
    if changes["state"] == OutgoingMail.State.PARKED:
        log.error("mail parked", extra={"mail": mail.pk, "purpose": mail.purpose, "attempts": mail.attempts})
    if isinstance(failure, DeadAddressRefused):
        mark_dead(mail.to, str(failure))
    return changes["state"]


def _sent():
    return {"state": OutgoingMail.State.SENT, "sent_at": timezone.now(), "last_error": ""}


def _failed(mail, failure):
    changes = {"last_error": str(failure)[:300], "state": OutgoingMail.State.QUEUED}
    if isinstance(failure, ServerDown):
        return changes | {
            "attempts": mail.attempts - 1,
            "next_attempt_at": timezone.now() + SERVER_DOWN_RETRY_AFTER,
        }
    if isinstance(failure, Refused) or mail.attempts >= OutgoingMail.MAX_ATTEMPTS:
        return changes | {"state": OutgoingMail.State.PARKED}
    wait = RETRY_AFTER[min(mail.attempts, len(RETRY_AFTER)) - 1]
    return changes | {"next_attempt_at": timezone.now() + wait}


def mark_dead(email, reason):
    """Remember that this address takes no mail. Returns whether that is new."""
    reason = without_addresses(reason)
    return DeadAddress.objects.get_or_create(email=email.lower(), defaults={"reason": reason})[1]


def revive(email):
    """Try this address again: somebody who owns it says that it works."""
    DeadAddress.objects.filter(email=email.lower()).delete()


def sweep_outbox(*, at=None, limit=500):
    """Send what a lost queue, a killed worker or a retry left behind. Returns how many were tried."""
    due = list(
        OutgoingMail.objects.due(at=at).order_by("next_attempt_at").values_list("pk", flat=True)[:limit]
    )
    tried = 0
    with Courier() as courier:
        for pk in due:
            state = send_mail_row(pk, courier=courier)
            tried += 1
            if state == OutgoingMail.State.QUEUED and courier.is_down:
                break  # the rest would only meet the same closed door
    return tried


def report_outbox(*, at=None):
    """Tell the people who run it, through the error log, what waits for them. Returns (stale, parked)."""
    at = at or timezone.now()
    stale = OutgoingMail.objects.stale(at=at).count()
    parked = OutgoingMail.objects.parked().count()
    if stale or parked:
        log.error("mail needs a look", extra={"stale": stale, "parked": parked})
    return stale, parked


def purge_mail(*, at=None):
    """Remove mails of long ago, whose text holds personal data. Returns (sent, parked) as removed.

    Parked ones wait longer: until then somebody may find out what was wrong, and send them.
    """
    at = at or timezone.now()
    sent = OutgoingMail.objects.filter(state=OutgoingMail.State.SENT, sent_at__lt=at - SENT_KEPT)
    given_up = OutgoingMail.objects.parked().annotate(tried_at=Coalesce("claimed_at", "created_at"))
    parked = given_up.filter(tried_at__lt=at - PARKED_KEPT)
    return sent.delete()[0], parked.delete()[0]
