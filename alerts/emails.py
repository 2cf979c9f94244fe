"""Mails of alerts. The digest goes out by its own ledger; the others through the outbox."""

from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from outbox.actions import one_line, render_text, store_mail


def unsubscribe_headers(token):
    """RFC 8058: the mail program's own button sends a POST, and that is all it takes."""
    url = settings.SITE_URL + reverse("alerts:unsubscribe", args=[token])
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def digest_message(mail):
    """The mail of one or several alerts of one person."""
    alerts = [delivery.alert for delivery in mail.deliveries]
    token = alerts[0].token if len(alerts) == 1 else mail.subscriber.token
    count = len({posting for _, posting in mail.told})
    context = {
        "sections": mail.sections,
        "sections_text": _macros().text(mail.sections),
        "sections_html": _macros().html(mail.sections),
        "count": count,
        "unsubscribe_url": settings.SITE_URL + reverse("alerts:unsubscribe", args=[token]),
        "manage_url": settings.SITE_URL + alerts[0].get_absolute_url(),
        "is_one": len(mail.sections) == 1,
    }
    name = "alerts/emails/digest"
    message = EmailMultiAlternatives(
        subject=one_line(render_text(f"{name}_subject.txt", context)),
        body=render_text(f"{name}_body.txt", context),
        to=[mail.subscriber.email],
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            **unsubscribe_headers(token),
        },
    )
    message.attach_alternative(render_to_string(f"{name}_body.html", context), "text/html")
    return message


def _macros():
    return engines["jinja2"].env.get_template("alerts/emails/digest_sections.jinja").module


def send_confirmation(alert, *, at=None):
    """Ask whether the address is theirs: once a day for each mailbox. None where today's went out."""
    day = timezone.localdate(at or timezone.now())
    mailbox = sha256(alert.subscriber.mailbox.encode()).hexdigest()[:32]
    return store_mail(
        to=alert.subscriber.email,
        template="alerts/emails/confirm",
        context={
            "alert": alert,
            "url": settings.SITE_URL + reverse("alerts:confirm", args=[alert.token]),
            "unsubscribe_url": settings.SITE_URL + reverse("alerts:unsubscribe", args=[alert.token]),
        },
        purpose="alert-confirm",
        has_secret=True,
        key=f"alert-confirm:{mailbox}:{day}",
        headers=unsubscribe_headers(alert.token),
    )


def send_retired(alert, problems):
    """A search asks for something the board knows no more: its alert rests until it is changed."""
    return store_mail(
        to=alert.subscriber.email,
        template="alerts/emails/retired",
        context={
            "alert": alert,
            "problems": problems,
            "url": settings.SITE_URL + alert.get_absolute_url(),
            "unsubscribe_url": settings.SITE_URL + reverse("alerts:unsubscribe", args=[alert.token]),
        },
        purpose="alert-retired",
        has_secret=True,
        key=f"alert-retired:{alert.pk}:{timezone.localdate()}",
        headers=unsubscribe_headers(alert.token),
    )


def send_still_looking(subscriber, alerts):
    url = settings.SITE_URL + reverse("alerts:manage", args=[alerts[0].token])
    return store_mail(
        to=subscriber.email,
        template="alerts/emails/still_looking",
        context={
            "alerts": alerts,
            "url": url,
            "unsubscribe_url": settings.SITE_URL + reverse("alerts:unsubscribe", args=[subscriber.token]),
        },
        purpose="alert-still-looking",
        has_secret=True,
        key=f"alert-still-looking:{subscriber.pk}:{timezone.localdate().year}",
        headers=unsubscribe_headers(subscriber.token),
    )
