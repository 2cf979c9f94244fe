from django.contrib import admin

from outbox.models import OutgoingMail


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
        count = parked.update(state=OutgoingMail.State.QUEUED, attempts=0)
        self.message_user(request, f"{count} queued again; they leave within a minute.")
