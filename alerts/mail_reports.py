"""What a mail provider's report of one of our mails means for its address. Pure.

django-anymail reads the reports of many providers into one shape, but calls soft and hard bounces both
"bounced"; which it is stands in the provider's own words (`esp_event`), by its documentation as of 2026-11.
"""

import re
from enum import StrEnum

from anymail.signals import EventType


class Verdict(StrEnum):
    DEAD = "dead"  # the mailbox does not exist, for good
    COMPLAINT = "complaint"  # she called a mail of ours spam
    STOP = "stop"  # she unsubscribed at the provider


# Provider: where its own words say how bad it is, and which of them are for good.
_FOR_GOOD = {
    "Amazon SES": [(("bounce", "bounceType"), {"Permanent"})],
    "Brevo": [(("event",), {"hard_bounce", "invalid_email"})],
    "MailerSend": [(("data", "type"), {"hard_bounced"})],
    # Its severity "permanent" (anymail calls the other "deferred") holds refusals of content, too.
    "Mailgun": [(("event-data", "reason"), {"bounce", "suppress-bounce"})],
    "Mailjet": [(("hard_bounce",), {True})],
    "Mandrill": [(("event",), {"hard_bounce"})],
    "Postmark": [
        (("Type",), {"HardBounce", "BadEmailAddress"}),
        (("SuppressionReason",), {"HardBounce"}),
    ],
    "Resend": [(("data", "bounce", "type"), {"Permanent"})],
    # Bounce classes: 10 invalid recipient, 30 no recipient; all others are soft, blocks or undetermined.
    "SparkPost": [
        (("msys", "message_event", "bounce_class"), {"10", "30"}),
        (("msys", "bounce", "bounce_class"), {"10", "30"}),
    ],
}
# RFC 3463: 5.0.z, 5.1.z and 5.2.z are about the address, except that 5.2.2 is a full mailbox.
_ABOUT_SOMETHING_ELSE = re.compile(r"(?<![\d.])5\.(?:[3-7]\.\d{1,3}|2\.2)(?![\d.])")


def verdict(event, provider):
    """The Verdict of an AnymailTrackingEvent from `provider` (anymail's esp_name); None where nothing follows.

    Soft bounces, delays, blocks by policy and everything unknown have none: an address is given up only
    on the word of its own server.
    """
    if event.event_type == EventType.COMPLAINED:
        # Amazon passes on what people report as no spam, under the same name.
        return None if event.description == "not-spam" else Verdict.COMPLAINT
    if event.event_type == EventType.UNSUBSCRIBED:
        return Verdict.STOP
    is_refusal = event.event_type in {EventType.BOUNCED, EventType.REJECTED}
    if is_refusal and _is_for_good(event.esp_event, provider) and not _is_about_something_else(event):
        return Verdict.DEAD
    return None


def _is_for_good(words, provider):
    return any(_in(words, path) in said for path, said in _FOR_GOOD.get(provider, ()))


def _in(words, path):
    for name in path:
        words = words.get(name) if isinstance(words, dict) else None
    return words if isinstance(words, str | bool) else None


def _is_about_something_else(event):
    return isinstance(event.mta_response, str) and bool(_ABOUT_SOMETHING_ELSE.search(event.mta_response))


def address_of(event):
    """The address the report is about, in lower case; None where it names none that could be ours."""
    address = event.recipient
    if not isinstance(address, str):
        return None
    address = address.strip().strip("<>").lower()
    is_one = 3 <= len(address) <= 254 and address.count("@") == 1 and address.isprintable()
    return address if is_one and " " not in address else None


def reason_of(event, provider):
    """The provider's words for staff, on one line."""
    said = event.mta_response or event.description
    words = said if isinstance(said, str) else ""
    return f"{provider}: " + "".join(c if c.isprintable() else " " for c in words)
