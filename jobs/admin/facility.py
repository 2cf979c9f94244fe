from django.contrib import admin, messages

from jobs import actions, team
from jobs.models import Facility, Membership, Site


class SiteInline(admin.TabularInline):
    model = Site
    extra = 0
    autocomplete_fields = ["state"]
    raw_id_fields = ["zip"]


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Facility)
class FacilityAdmin(admin.ModelAdmin):
    list_display = ["name", "status", "website", "employees", "created_at", "verified_at"]
    list_filter = ["status"]
    search_fields = ["name", "website"]
    inlines = [MembershipInline, SiteInline]
    # Verifying sends mail and rejecting takes postings down: both go through their actions, not a field.
    readonly_fields = ["status", "verified_at", "verified_by", "created_at"]
    actions = ["verify", "reject"]
    show_full_result_count = False

    def save_formset(self, request, form, formset, change):
        """Who is taken out of a team here leaves it as she would by its own page."""
        if formset.model is not Membership:
            super().save_formset(request, form, formset, change)
            return
        for changed in formset.save(commit=False):
            changed.save()
        for membership in formset.deleted_objects:
            try:
                team.remove_member(by=request.user, membership=membership)
            except actions.NotAllowed as refusal:
                self.message_user(request, str(refusal), messages.WARNING)

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    @admin.action(description="Verify: we checked that they are who they say", permissions=["change"])
    def verify(self, request, queryset):
        for facility in queryset:
            actions.verify_facility(by=request.user, facility=facility, note=facility.verification_note)
        self.message_user(request, f"{len(queryset)} verified; their members get a mail.", messages.SUCCESS)

    @admin.action(description="Reject: they cannot publish", permissions=["change"])
    def reject(self, request, queryset):
        for facility in queryset:
            actions.reject_facility(by=request.user, facility=facility, note=facility.verification_note)
        self.message_user(
            request, f"{len(queryset)} rejected; their live postings wait for review.", messages.WARNING
        )
