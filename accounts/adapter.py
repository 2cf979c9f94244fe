from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from outbox.actions import store_message


class AccountAdapter(DefaultAccountAdapter):
    """allauth, with our two fields, our start pages and our outbox."""

    def save_user(self, request, user, form, commit=True):
        user.kind = form.cleaned_data["kind"]
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request):
        return import_string(settings.START_PAGE)(request.user)

    def get_signup_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def get_email_verification_redirect_url(self, email_address):
        if self.request.user.is_authenticated:
            return self.get_login_redirect_url(self.request)
        return reverse("account_login")

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link also carries where she was going: mail is often opened in another browser."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        target = (request.POST.get("next") or request.GET.get("next") or "") if request else ""
        return f"{url}?{urlencode({'next': target})}" if target and self.is_safe_url(target) else url

    def send_mail(self, template_prefix, email, context):
        """Through the outbox: no page waits for a mail server, so timing does not tell who has an account."""
        site = get_current_site(self.request)
        context = {"request": self.request, "email": email, "current_site": site, **context}
        message = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            store_message(message, purpose=template_prefix.rpartition("/")[2].replace("_", "-"))
