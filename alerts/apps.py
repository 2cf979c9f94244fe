import logging

from anymail.signals import EventType, tracking
from django.apps import AppConfig
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in

log = logging.getLogger(__name__)
# Of the other events (sent, opened, clicked) nothing follows, so nothing is noted.
NOTED = {EventType.BOUNCED, EventType.COMPLAINED, EventType.REJECTED, EventType.UNSUBSCRIBED}


class AlertsConfig(AppConfig):
    name = "alerts"

    def ready(self):
        user_logged_in.connect(at_log_in, dispatch_uid="alerts.at-log-in")
        tracking.connect(at_mail_report, dispatch_uid="alerts.at-mail-report")


def at_log_in(sender, request, user, **kwargs):
    """Alerts of her address become her account's; that mail to it comes back she cannot learn by mail."""
    from alerts.access import subscriber_of
    from outbox.models import DeadAddress

    subscriber_of(user)
    if request is not None and DeadAddress.objects.holds(user.email):
        messages.warning(
            request,
            f"Mail to {user.email} comes back to us, so alerts wait. When the address works again, save one of "
            "yours under My alerts, or a new one.",
            fail_silently=True,
        )


def at_mail_report(sender, event, esp_name, **kwargs):
    """One event of a provider's report. The log has it without the address."""
    from alerts import actions, mail_reports

    verdict, address = mail_reports.verdict(event, esp_name), mail_reports.address_of(event)
    changed = None
    if verdict and address:
        changed = actions.take_mail_report(
            email=address,
            verdict=verdict,
            reason=mail_reports.reason_of(event, esp_name),
            reported_at=event.timestamp,
        )
    if event.event_type in NOTED:
        report = {"provider": esp_name, "event": event.event_type, "verdict": verdict, "changed": changed}
        log.info("mail report", extra=report)
