from django.contrib import admin, messages
from django.utils import timezone

from jobs import actions
from jobs.importing.html import clean_html
from jobs.lint_rules import breaches, laws_in_force
from jobs.models import Differential, Posting, PostingEvent, Requirement
from jobs.places import put_in_place

PLACE, POINT = {"city", "state", "zip"}, {"lat", "lon", "zone"}


class RequirementInline(admin.TabularInline):
    model = Requirement
    extra = 0
    autocomplete_fields = ["credential", "term"]


class DifferentialInline(admin.TabularInline):
    model = Differential
    extra = 0


class PostingEventInline(admin.TabularInline):
    model = PostingEvent
    extra = 0
    fields = readonly_fields = ["at", "from_status", "to_status", "changed", "reason"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Posting)
class PostingAdmin(admin.ModelAdmin):
    list_display = [
        "title",
        "facility",
        "city",
        "state",
        "status",
        "pay_min",
        "pay_max",
        "pay_unit",
        "published_at",
    ]
    list_filter = ["status", "pay_source", "source", "state"]
    list_select_related = ["facility", "state"]
    search_fields = ["title", "public_id", "facility__name", "external_id"]
    autocomplete_fields = ["facility", "role", "terms", "state"]
    raw_id_fields = ["site", "zip", "patient_zips"]
    filter_horizontal = ["patient_states"]
    inlines = [RequirementInline, DifferentialInline, PostingEventInline]
    # The status moves by actions, which log and re-index; what a feed sent stays as it came.
    readonly_fields = [
        "public_id",
        "status",
        "source",
        "external_id",
        "published_at",
        "expires_at",
        "closed_at",
        "lacking",
        "evidence",
        "origin",
    ]
    actions = ["publish", "hold"]
    ordering = ["-pk"]
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description="What the law asks for and is missing")
    def lacking(self, posting):
        found = breaches(posting, laws_in_force(), on=timezone.localdate()) if posting.pk else []
        return " ".join(finding.message for finding in found) or "Nothing we know of"

    def save_model(self, request, obj, form, change):
        """Not here: save_related saves all of it, so that the log sees what it was before."""

    def save_related(self, request, form, formsets, change):
        """Posting and lists are one change, logged and indexed once they are saved."""

        def save():
            if {"description_source", "description_kind"} & set(form.changed_data):
                clean = clean_html(form.instance.description_source, form.instance.description_kind)
                form.instance.description_html, form.instance.description_text = clean.html, clean.text
            # What staff typed by hand stands; otherwise a new place has a new point and zone.
            if PLACE & set(form.changed_data) and not POINT & set(form.changed_data):
                put_in_place(form.instance)
            form.instance.save()
            super(PostingAdmin, self).save_related(request, form, formsets, change)
            return form.instance

        actions.save_posting(by=request.user, posting=form.instance, save=save)

    def has_delete_permission(self, request, obj=None):
        # Applications and alerts refer to postings; they are closed, not deleted.
        return False

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request, queryset):
        for posting in queryset.select_related("facility"):
            try:
                actions.publish_posting(by=request.user, posting=posting)
            except actions.NotAllowed as refusal:
                self.message_user(request, f"{posting}: {refusal}", messages.WARNING)

    @admin.action(description="Take down for review", permissions=["change"])
    def hold(self, request, queryset):
        for posting in queryset:
            try:
                actions.move_posting(
                    by=request.user, posting=posting, to=Posting.Status.IN_REVIEW, reason="Held by staff."
                )
            except actions.NotAllowed as refusal:
                self.message_user(request, f"{posting}: {refusal}", messages.WARNING)
