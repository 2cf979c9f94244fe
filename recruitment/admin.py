from django.conf import settings
from django.contrib import admin

from applications.access import may_review


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
        user = request.user
        return user.is_active and (user.is_staff or may_review(user))

    def get_urls(self):
        # "View on site" turns any model's primary key into an address, whoever asks.
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
