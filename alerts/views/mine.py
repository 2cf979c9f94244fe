from django.shortcuts import render
from django.views.decorators.http import require_safe

from alerts.access import subscriber_of
from alerts.models import Subscriber
from outbox.models import DeadAddress


@require_safe
def alerts(request):
    """The alerts of whoever is logged in. Each is changed on the page that its mails link to."""
    subscriber = subscriber_of(request.user)
    rows = list(subscriber.alerts.standing()) if subscriber else []
    context = {
        "alerts": rows,
        "most": Subscriber.MOST_ALERTS,
        "is_dead": bool(subscriber) and DeadAddress.objects.holds(subscriber.email),
    }
    return render(request, "alerts/alerts.html", context)
