from django.apps import AppConfig
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in


class AlertsConfig(AppConfig):
    name = "alerts"

    def ready(self):
        user_logged_in.connect(at_log_in, dispatch_uid="alerts.at-log-in")


def at_log_in(sender, request, user, **kwargs):
    """Alerts of her address become her account's; that mail to it comes back she cannot learn by mail."""
    from alerts.access import subscriber_of
    from outbox.models import DeadAddress

    subscriber_of(user)
    if request is not None and DeadAddress.objects.holds(user.email):
        messages.warning(
            request,
            f"Mail to {user.email} comes back to us, so your alerts wait. Open one under My alerts and save it "
            "when the address works again.",
        )
