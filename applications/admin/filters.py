"""List filters that offer only what the reviewer may see: choices come from her own applications."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from applications.access import reviewable_applications
from applications.models import Application
from jobs.models import Facility, Posting


class StageFilter(admin.SimpleListFilter):
    title = "stage"
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return [
            ("waiting", "Waiting for an answer"),
            *(s for s in Application.Stage.choices if s[0] != "draft"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "waiting":
            return queryset.unanswered()
        return queryset.filter(stage=self.value()) if self.value() else queryset


class LateFilter(admin.SimpleListFilter):
    title = "answer date"
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("late", "Passed"), ("soon", "Within 3 days")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "late":
            return queryset.unanswered().filter(answer_by__lt=today)
        if self.value() == "soon":
            return queryset.unanswered().filter(answer_by__range=(today, today + timedelta(days=3)))
        return queryset


class PostingFilter(admin.SimpleListFilter):
    title = "posting"
    parameter_name = "posting"

    def lookups(self, request, model_admin):
        mine = reviewable_applications(request.user).values("posting")
        postings = Posting.objects.filter(pk__in=mine).select_related("state").order_by("title", "city")[:100]
        return [(posting.public_id, f"{posting.title}, {posting.place}") for posting in postings]

    def queryset(self, request, queryset):
        return queryset.filter(posting__public_id=self.value()) if self.value() else queryset


class FacilityFilter(admin.SimpleListFilter):
    """Shown only to someone with more than one facility: a single choice says nothing."""

    title = "facility"
    parameter_name = "facility"

    def lookups(self, request, model_admin):
        mine = reviewable_applications(request.user).values("posting__facility")
        choices = list(
            Facility.objects.filter(pk__in=mine).order_by("name").values_list("slug", "name")[:100]
        )
        return choices if len(choices) > 1 else []

    def queryset(self, request, queryset):
        return queryset.filter(posting__facility__slug=self.value()) if self.value() else queryset
