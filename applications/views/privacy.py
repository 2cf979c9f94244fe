from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import candidates_only
from applications.erasure import erase_account, export_of
from candidates.access import own_profile


class DeleteForm(forms.Form):
    """The password once more: a phone left on a table must not end an account."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password.")
        return self.cleaned_data["password"]


@require_safe
@candidates_only
def privacy(request):
    return _page(request, DeleteForm(user=request.user))


def _page(request, form):
    profile = own_profile(request.user)
    context = {
        "form": form,
        "sent_count": profile.applications.sent().count(),
        "reads": [
            read for resume in profile.resumes.prefetch_related("reads") for read in resume.reads.all()
        ],
    }
    return render(request, "applications/privacy.html", context)


@require_safe
@candidates_only
def export(request):
    own_profile(request.user)
    response = JsonResponse(export_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@candidates_only
def delete_account(request):
    form = DeleteForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, form)
    own_profile(request.user)
    user = request.user
    erase_account(by=user)
    logout(request)
    messages.success(request, "Your account is deleted.")
    return redirect("home")
