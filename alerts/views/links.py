"""What the links in mails open. Their token is the right to it; no log-in is asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from alerts import access, actions
from alerts.forms import PauseForm, SettingsForm
from outbox.models import DeadAddress


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """GET shows what would start, so that a mail program that follows links starts nothing."""
    alert = access.get_alert(token)
    waiting = list(alert.subscriber.alerts.waiting())
    if alert.is_stopped or (alert.is_confirmed and request.method != "POST"):
        return redirect("alerts:manage", token)
    if request.method == "POST":
        chosen = set(request.POST.getlist("alert")) | {alert.token}
        started = [each for each in waiting if each.token in chosen]
        actions.confirm(alerts=started)
        messages.success(request, "Your alert is on." if len(started) < 2 else "Your alerts are on.")
        return redirect("alerts:manage", token)
    others = [each for each in waiting if each.pk != alert.pk]
    return render(request, "alerts/confirm.html", {"alert": alert, "others": others})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request, token):
    alert = access.get_alert(token)
    person = alert.subscriber
    initial = {name: getattr(alert, name) for name in ("frequency", "hour", "weekday", "zone")}
    initial |= {"quiet_from": person.quiet_from, "quiet_until": person.quiet_until}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change(alert=alert, **form.times())
        messages.success(request, "Saved.")
        return redirect("alerts:manage", token)
    context = {
        "alert": alert,
        "form": form,
        "pause_form": PauseForm(),
        "others": person.alerts.standing().exclude(pk=alert.pk),
        "is_forever": alert.paused_until == actions.FOREVER,
        "is_dead": DeadAddress.objects.holds(person.email),
        "asks_still_looking": person.asked_still_looking_at is not None,
    }
    return render(request, "alerts/manage.html", context)


@login_not_required
@require_POST
def pause(request, token):
    """Pause, or with `resume` go on; with `start` take an unsubscription back."""
    alert = access.get_alert(token)
    try:
        if "start" in request.POST:
            actions.start_again(alert=alert)
            messages.success(request, "Your alert is on again.")
        elif "resume" in request.POST:
            actions.resume(alert=alert)
            messages.success(
                request, "Your alert is on again. What appeared meanwhile comes with the next mail."
            )
        else:
            _pause(request, alert)
    except actions.NotPossible as error:
        messages.error(request, str(error))
    return redirect("alerts:manage", token)


def _pause(request, alert):
    form = PauseForm(request.POST)
    if form.is_valid():
        actions.pause(alert=alert, until=form.cleaned_data["until"])
        messages.success(request, "Your alert rests.")
    else:
        messages.error(request, " ".join(form.errors["until"]))


@login_not_required
@require_POST
def still_looking(request, token):
    alert = access.get_alert(token)
    actions.still_looking(subscriber=alert.subscriber)
    for resting in alert.subscriber.alerts.active().filter(paused_until__gt=timezone.localdate()):
        if resting.pause_reason:
            actions.resume(alert=resting)
    messages.success(request, "Good. Your alerts stay on.")
    return redirect("alerts:manage", token)


@login_not_required
@csrf_exempt  # RFC 8058: the mail program's POST has no cookie and no token but the one in the address
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """GET changes nothing. POST stops the alert, as often as it comes, and answers without a redirect."""
    subscriber, alerts = access.get_alerts_to_stop(token)
    if request.method == "POST":
        actions.unsubscribe(alerts=alerts)
        return render(
            request, "alerts/unsubscribed.html", {"alerts": alerts, "is_one": subscriber.token != token}
        )
    stopped = all(alert.is_stopped for alert in alerts)
    return render(
        request,
        "alerts/unsubscribe.html",
        {"alerts": alerts, "is_stopped": stopped, "is_one": subscriber.token != token, "token": token},
    )
