from django.contrib import admin

from jobs.models import ImportRun, Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "url"]


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    list_display = [
        "source",
        "file_name",
        "started_at",
        "created",
        "updated",
        "unchanged",
        "closed",
        "rejected",
    ]
    list_filter = ["source"]
    list_select_related = ["source"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
