"""Changing and removing one license or credential."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import candidates_only
from candidates import access, actions
from candidates.forms import CredentialRecordForm, LicenseRecordForm


@require_http_methods(["GET", "HEAD", "POST"])
@candidates_only
def license_edit(request, pk):
    return _edit(request, access.get_own_license(request.user, pk), LicenseRecordForm, "licenses")


@require_http_methods(["GET", "HEAD", "POST"])
@candidates_only
def credential_edit(request, pk):
    return _edit(request, access.get_own_credential(request.user, pk), CredentialRecordForm, "credentials")


@require_POST
@candidates_only
def license_remove(request, pk):
    return _remove(request, access.get_own_license(request.user, pk), "licenses")


@require_POST
@candidates_only
def credential_remove(request, pk):
    return _remove(request, access.get_own_credential(request.user, pk), "credentials")


def _edit(request, record, form_class, step):
    title = str(record)
    data = request.POST if request.method == "POST" else None
    form = form_class(data, instance=record, profile=record.profile)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_record(by=request.user, form=form)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{title}: saved.")
            return redirect("candidates:profile", step)
    context = {"form": form, "title": title, "record": record, "step": step}
    return render(request, "candidates/record_edit.html", context)


def _remove(request, record, step):
    title = str(record)
    record.delete()
    messages.success(request, f"{title}: removed.")
    return redirect("candidates:profile", step)
