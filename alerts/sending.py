"""Sends what is due: claim, match, compose, hand over, settle. Called by beat's task and by send_alerts."""

import logging
import time
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from alerts import claims, composing, matching
from alerts.emails import digest_message
from alerts.models import Delivery
from outbox.actions import mark_dead
from outbox.courier import Courier, DeadAddressRefused, Refused, SendFailed, ServerDown, Uncertain

log = logging.getLogger(__name__)


@dataclass
class Mail:
    """One mail to one person: her deliveries that have something to tell."""

    subscriber: object
    deliveries: list
    sections: list
    told: list  # (delivery, posting pk)

    @property
    def message_id(self):
        """The same whenever this mail is tried again."""
        first = min(delivery.pk for delivery in self.deliveries)
        return f"<alert-{first}-{self.deliveries[0].period:%Y%m%d%H%M}@{settings.MAIL_DOMAIN}>"


def send_due(*, at=None, frequency=None, seconds=None):
    """Send every mail that is due at `at`, for at most `seconds`. Returns a Counter of how it went."""
    at, started, went = at or timezone.now(), time.monotonic(), Counter()
    if frequency in {None, claims.INSTANT}:
        went["woken"] = claims.wake_instant(at=at)
    with Courier() as courier:
        while seconds is None or time.monotonic() - started < seconds:
            claim = claims.claim_due(at=at, frequency=frequency)
            if claim is None:
                break
            try:
                went += send_claim(claim, at=at, courier=courier)
            except SoftTimeLimitExceeded:
                claims.release(claim, claim.deliveries)  # nothing of them was handed over
                raise
    return went


def send_claim(claim, *, at, courier):
    """Compose and send what this worker claimed. Returns a Counter of how it went."""
    found = matching.untold([delivery.alert for delivery in claim.deliveries], at=at)
    board = composing.Board({match[0] for matches in found.values() for match in matches})
    went = Counter(claimed=len(claim.deliveries))
    empty = [delivery for delivery in claim.deliveries if not found.get(delivery.alert_id)]
    claims.settle_empty(claim, empty)
    went["empty"] = len(empty)
    renew_at = 0
    waiting = [delivery for delivery in claim.deliveries if found.get(delivery.alert_id)]
    for _, theirs in groupby(waiting, key=lambda delivery: delivery.alert.subscriber_id):
        theirs = list(theirs)
        if time.monotonic() > renew_at:
            claims.renew(claim)
            renew_at = time.monotonic() + Delivery.LEASE.total_seconds() / 4
        if courier.is_down:
            claims.settle_refused(claim, theirs, at=at, reason="The mail server is away.", counts=False)
            went["waiting"] += len(theirs)
        else:
            went[_send(claim, theirs, found, board, at, courier)] += len(theirs)
    return went


def _send(claim, deliveries, found, board, at, courier):
    """Send one person's mail; returns what became of it in one word."""
    try:
        mail = compose(deliveries, found, board)
        message = mail and digest_message(mail)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # one alert that cannot be written must not stop the others
        log.exception("alert mail cannot be composed", extra={"deliveries": [d.pk for d in deliveries]})
        claims.settle_refused(claim, deliveries, at=at, reason=f"{type(error).__name__}: {error}")
        return "failed"
    if mail is None:
        claims.settle_empty(claim, deliveries)
        return "empty"
    return _deliver(claim, mail, message, at, courier)


def compose(deliveries, found, board):
    """The Mail of one person's deliveries, or None where all its postings ended in the meantime."""
    sections, told, seen = [], [], set()
    for delivery in deliveries:
        alert = delivery.alert
        matches = [match for match in found[alert.pk] if match[0] in board.rows]
        told += [(delivery, match[0]) for match in matches]
        # What two of her searches match stands under the first of them.
        fresh = [match for match in matches if match[0] not in seen]
        seen |= {match[0] for match in fresh}
        if fresh:
            sections.append(composing.section(alert, fresh, board))
    if not sections:
        return None
    return Mail(deliveries[0].alert.subscriber, deliveries, sections, told)


def _deliver(claim, mail, message, at, courier):
    handed = []

    def hand_over():
        claims.hand_over(claim, mail.deliveries, mail.told, mail.message_id)
        handed.append(True)

    try:
        courier.send(message, before_handover=hand_over)
    except claims.TakenOver:
        claims.release(claim, mail.deliveries)
        return "taken over"
    except Uncertain as failure:
        claims.settle_uncertain(claim, mail.deliveries, reason=str(failure))
        return "uncertain"
    except SendFailed as failure:
        return _refused(claim, mail, failure, at)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # as in composing: one mail must not stop the others
        if handed:
            raise
        log.exception("alert mail cannot be sent", extra={"deliveries": [d.pk for d in mail.deliveries]})
        claims.settle_refused(claim, mail.deliveries, at=at, reason=f"{type(error).__name__}: {error}")
        return "failed"
    claims.settle_sent(claim, mail.deliveries)
    return "sent"


def _refused(claim, mail, failure, at):
    if isinstance(failure, DeadAddressRefused):
        mark_dead(mail.subscriber.email, str(failure))
    claims.settle_refused(
        claim,
        mail.deliveries,
        at=at,
        reason=str(failure),
        for_good=isinstance(failure, Refused),
        counts=not isinstance(failure, ServerDown),
    )
    return "refused"
