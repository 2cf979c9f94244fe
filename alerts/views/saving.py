"""From a search to an alert, by e-mail address alone."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import network_of, within_limit
from alerts import access, actions, queries
from alerts.forms import NewAlertForm
from alerts.models import Alert
from alerts.zones import zone_of
from jobs.filters import InvalidCriteria
from jobs.search.criteria import Criteria
from jobs.search.results import count

PER_ADDRESS_AND_HOUR = 10
PREVIEW_DAYS = 7


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """The search is the query string, as on the search page (or the field `criteria` of a form elsewhere)."""
    asked_for = request.POST.get("criteria", request.META.get("QUERY_STRING", ""))
    try:
        searched = Criteria.parse(asked_for)
    except InvalidCriteria as error:
        return render(request, "alerts/bad_search.html", {"errors": error.errors}, status=400)
    criteria = queries.alert_criteria(searched)
    user = request.user
    email = user.email if user.is_authenticated else ""
    initial = {"email": email, "zone": zone_of(criteria), "frequency": Alert.Frequency.DAILY}
    form = NewAlertForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form, criteria)
    week = replace(criteria, posted=min(criteria.posted or PREVIEW_DAYS, PREVIEW_DAYS))
    context = {
        "form": form,
        "criteria": criteria,
        "querystring": criteria.querystring(),
        "sentence": criteria.sentence(),
        "last_week": count(week),
        "leaves_out_mine": searched.mine,
        "is_hers": access.has_verified(user, email),
    }
    return render(request, "alerts/create.html", context)


def _saved(request, form, criteria):
    who = network_of(request.client_ip)
    if not within_limit("alert-ip", who, limit=PER_ADDRESS_AND_HOUR, per=timedelta(hours=1)):
        response = render(request, "alerts/too_many.html", status=429)
        response["Retry-After"] = "3600"
        return response
    email = form.cleaned_data["email"]
    if not form.is_by_a_program:
        try:
            actions.subscribe(by=request.user, email=email, criteria=criteria, **form.times())
        except actions.NotPossible as error:
            messages.error(request, str(error))
            return redirect("alerts:alerts")
    if access.has_verified(request.user, email):
        messages.success(request, "Your alert is on. Its first mail comes as soon as a matching job appears.")
        return redirect("alerts:alerts")
    return redirect("alerts:asked")


@login_not_required
@require_safe
def asked(request):
    """What everybody sees who asked for an alert: it says nothing about the address."""
    return render(request, "alerts/asked.html")
