from django.contrib import admin

from jobs.models import Credential, PayLaw, State, Term


class FactAdmin(admin.ModelAdmin):
    """Rows loaded from the data files. A row changed here is marked, and loading leaves it alone."""

    def save_model(self, request, obj, form, change):
        obj.is_edited = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        # Postings, profiles and saved searches name these by slug. Terms can be switched off instead.
        return False


@admin.register(Term)
class TermAdmin(FactAdmin):
    list_display = ["label", "kind", "slug", "is_active", "as_of", "confidence", "is_edited"]
    list_filter = ["kind", "is_active", "is_edited"]
    search_fields = ["label", "slug", "synonyms"]
    list_per_page = 50

    def get_readonly_fields(self, request, obj=None):
        return ["kind", "slug"] if obj else []


@admin.register(Credential)
class CredentialAdmin(FactAdmin):
    list_display = [
        "abbr",
        "full_name",
        "kind",
        "issuer",
        "renewal_months",
        "as_of",
        "confidence",
        "is_edited",
    ]
    list_filter = ["kind", "is_edited"]
    search_fields = ["abbr", "full_name", "slug", "synonyms"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []


@admin.register(State)
class StateAdmin(FactAdmin):
    list_display = ["name", "usps", "compact", "compact_since", "as_of", "confidence", "is_edited"]
    list_filter = ["compact", "is_edited"]
    search_fields = ["name", "usps"]

    def get_readonly_fields(self, request, obj=None):
        return ["usps", "slug"] if obj else []


@admin.register(PayLaw)
class PayLawAdmin(FactAdmin):
    list_display = [
        "__str__",
        "asks",
        "effective",
        "min_employees",
        "citation",
        "as_of",
        "confidence",
        "is_edited",
    ]
    list_filter = ["asks", "is_edited"]
    list_select_related = ["state"]
    search_fields = ["state__name", "locality", "citation"]
