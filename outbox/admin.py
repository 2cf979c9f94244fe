import re

from django.contrib import admin
from django.utils import timezone

from outbox.actions import revive
from outbox.models import DeadAddress, OutgoingMail

LINK = re.compile(r"(https?://[^\s/]+)/\S*")


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    list_display = ["id", "purpose", "state", "attempts", "created_at", "sent_at", "last_error"]
    list_filter = ["state", "purpose"]
    # Its headers hold the link that ends an alert, and its HTML says what the text says.
    exclude = ["text", "html", "headers"]
    readonly_fields = ["words", "message_id"]
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="text")
    def words(self, mail):
        """What it says, for finding out what went wrong, with links cut short: they may stand for its reader."""
        if mail.has_secret:
            return "Not shown: whoever reads it could act for its reader."
        return LINK.sub(r"\1/…", mail.text)

    @admin.action(description="Send parked mail again", permissions=["delete"])
    def send_again(self, request, queryset):
        parked = queryset.filter(state=OutgoingMail.State.PARKED)
        count = parked.update(state=OutgoingMail.State.QUEUED, attempts=0, next_attempt_at=timezone.now())
        self.message_user(request, f"{count} queued again; they leave within a minute.")


@admin.register(DeadAddress)
class DeadAddressAdmin(admin.ModelAdmin):
    list_display = ["email", "reason", "since"]
    search_fields = ["email"]
    actions = ["try_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.action(description="Send to these addresses again", permissions=["delete"])
    def try_again(self, request, queryset):
        for address in queryset:
            revive(address.email)
        self.message_user(request, "They get mail again.")
