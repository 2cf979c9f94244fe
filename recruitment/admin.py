from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from applications.access import may_review_in_admin


class FieldAutocomplete(AutocompleteJsonView):
    """Django 5.2's own answers 500 where the field named is the other end of a relation."""

    def process_request(self, request):
        found = super().process_request(request)
        source_field = found[2]
        if source_field.auto_created:
            raise PermissionDenied
        return found


class RecruitmentAdminSite(admin.AdminSite):
    """The admin of two kinds of people: board staff, and facilities' recruiters.

    A recruiter has no Django permission at all, so every model is closed to her unless its own
    ModelAdmin opens it by what she is a member of. Only applications do.
    """

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Overview"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return may_review_in_admin(request.user)

    def get_urls(self):
        # "View on site" turns any model's primary key into an address, whoever asks.
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def autocomplete_view(self, request):
        return FieldAutocomplete.as_view(admin_site=self)(request)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Through the site's own log-in with its rate limits and second factor; 403 for who has no business here."""
        if self.has_permission(request):
            return redirect("admin:index")
        return secure_admin_login(super().login)(request, extra_context)
