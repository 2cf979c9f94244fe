from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods
from kombu.exceptions import KombuError

from alerts import claims, overview
from alerts.models import Alert, DeliveredPosting, Delivery, Subscriber
from alerts.tasks import send_due


class ReadOnly:
    """Alerts are their readers' own: staff look and delete, they do not write in them."""

    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["email", "last_seen_at", "asked_still_looking_at", "created_at"]
    search_fields = ["email"]
    # The token is the right to her alerts: staff need not have it.
    exclude = ["token"]


@admin.register(Alert)
class AlertAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "id",
        "sentence",
        "frequency",
        "next_due_at",
        "confirmed_at",
        "paused_until",
        "unsubscribed_at",
    ]
    list_filter = ["frequency"]
    search_fields = ["subscriber__email", "criteria"]
    exclude = ["token"]
    show_full_result_count = False


class ToldInline(ReadOnly, admin.TabularInline):
    model = DeliveredPosting
    fields = ["posting"]
    extra = 0
    can_delete = False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["id", "alert", "period", "state", "attempts", "claimed_at", "sent_at", "error"]
    list_filter = ["state"]
    list_select_related = ["alert"]
    inlines = [ToldInline]
    actions = ["tell_again"]
    show_full_result_count = False

    def get_urls(self):
        page = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.overview))
        return [path("overview/", page, name="alerts_delivery_overview"), *super().get_urls()]

    def overview(self, request):
        """What is due, claimed, sent and failed; POST sends what is due now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._run(request)
            return redirect("admin:alerts_delivery_overview")
        context = {
            **self.admin_site.each_context(request),
            "title": "Alert mails",
            "opts": self.model._meta,
            "now": overview.standing(),
            "hours": overview.hours(),
        }
        return render(request, "admin/alerts/overview.html", context)

    def _run(self, request):
        try:
            send_due.delay()
        except (KombuError, OSError):
            messages.error(request, "The task broker does not answer. What is due goes out when it does.")
        else:
            messages.success(request, "A worker now sends what is due.")

    @admin.action(
        description="They did not arrive: tell their postings with the next mail", permissions=["delete"]
    )
    def tell_again(self, request, queryset):
        count = claims.tell_again(queryset)
        self.message_user(request, f"{count} of them were uncertain; the next mail brings their postings.")
