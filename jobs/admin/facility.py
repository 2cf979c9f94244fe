from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from jobs import actions, team
from jobs.lint_rules import unlawful_postings
from jobs.models import Facility, Membership, Site


def said(findings):
    """Findings of the lint as one line."""
    return " ".join(finding.message for finding in findings)


class SiteInline(admin.TabularInline):
    model = Site
    extra = 0
    autocomplete_fields = ["state"]
    raw_id_fields = ["zip"]


def is_no_owner(membership):
    return membership.role != Membership.Role.OWNER


class MembershipForm(forms.ModelForm):
    """A membership stays its person's: whoever comes in her place is another row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "user" in self.fields:
            self.fields["user"].disabled = True


class MembershipInline(admin.TabularInline):
    model = Membership
    form = MembershipForm
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Facility)
class FacilityAdmin(admin.ModelAdmin):
    list_display = ["name", "status", "website", "employees", "created_at", "verified_at"]
    list_filter = ["status"]
    ordering = ["-created_at"]
    search_fields = ["name", "website"]
    inlines = [MembershipInline, SiteInline]
    # Verifying sends mail and rejecting takes postings down: both go through their actions, not a field.
    readonly_fields = ["status", "verified_at", "verified_by", "created_at", "lacking"]
    actions = ["verify", "reject"]
    show_full_result_count = False

    @admin.display(description="Live postings that lack what the law asks for")
    def lacking(self, facility):
        rows = unlawful_postings(facility, on=timezone.localdate()) if facility.pk else []
        lines = (
            (reverse("admin:jobs_posting_change", args=[posting.pk]), posting.title, said(findings))
            for posting, findings in rows
        )
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>: {}', lines) or "None"

    def save_model(self, request, obj, form, change):
        def save():
            super(FacilityAdmin, self).save_model(request, obj, form, change)

        if not change:
            save()
            return
        unlawful = actions.change_facility(by=request.user, facility=obj, save=save)
        for posting, findings in unlawful:
            self.message_user(request, f"{posting}: {said(findings)}", messages.WARNING)

    def save_formset(self, request, form, formset, change):
        """Who is taken out of a team here, or is its owner no more, leaves as she would by its own page."""
        if formset.model is not Membership:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        for membership in formset.new_objects:
            membership.save()
        # New owners first, so that the one before them may go.
        changed = [membership for membership, _ in formset.changed_objects]
        moves = [(team.change_role, row, {"role": row.role}) for row in sorted(changed, key=is_no_owner)]
        moves += [(team.remove_member, row, {}) for row in formset.deleted_objects]
        for move, membership, values in moves:
            try:
                move(by=request.user, membership=membership, **values)
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
