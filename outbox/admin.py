from django.contrib import admin
from django.utils import timezone

from outbox.actions import revive
from outbox.models import DeadAddress, OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    list_display = ["id", "purpose", "state", "attempts", "created_at", "sent_at", "last_error"]
    list_filter = ["state", "purpose"]
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

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
