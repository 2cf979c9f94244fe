from django.apps import AppConfig
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in


class AlertsConfig(AppConfig):
    name = "alerts"

    def ready(self):
        user_logged_in.connect(tell_of_dead_address, dispatch_uid="alerts.dead-address")


def tell_of_dead_address(sender, request, user, **kwargs):
    """At log-in: mail to this account comes back, which she cannot learn by mail."""
    from outbox.models import DeadAddress

    if request is not None and DeadAddress.objects.holds(user.email):
        messages.warning(
            request,
            f"Mail to {user.email} comes back to us, so your alerts wait. Open one under My alerts and save it "
            "when the address works again.",
        )
