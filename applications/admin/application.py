import re

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from applications import access, actions
from applications.admin.filters import FacilityFilter, LateFilter, PostingFilter, StageFilter
from applications.admin.forms import MessageForm, MoveForm, NoteForm
from applications.admin.page import application_page
from applications.models import Application
from candidates.access import open_resume_for_reviewer

BULK = 100


class ApplicationChangeList(ChangeList):
    def url_for_result(self, result):
        return reverse("admin:applications_application_change", args=[result.public_id])


@admin.register(Application)
class ApplicationAdmin(admin.ModelAdmin):
    """Review: a list of who applied, the newest first, one page per application, and moves with a reason.

    Every row comes through `access.reviewable_applications`, and addresses carry public ids:
    an application of another facility is not found, whatever is typed.
    """

    list_display = ["candidate", "posting_title", "stage_words", "waiting_days", "answer_by", "submitted_at"]
    list_filter = [StageFilter, LateFilter, PostingFilter, FacilityFilter]
    search_fields = ["profile__user__name", "posting__title", "public_id"]
    search_help_text = "Name, posting or application number"
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-submitted_at"]
    actions = ["move_selected"]

    # --- Who may do what --------------------------------------------------------------------------

    def has_module_permission(self, request):
        return access.may_review_in_admin(request.user)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return access.may_review_in_admin(request.user)
        return access.reviewable_applications(request.user).filter(pk=obj.pk).exists()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_review_permission(self, request):
        return access.may_review_in_admin(request.user)

    def get_queryset(self, request):
        rows = access.reviewable_applications(request.user)
        return rows.select_related("posting__facility", "posting__state", "profile__user")

    def lookup_allowed(self, lookup, value, request):
        # Only the filters above: ?profile__user__email__startswith= would read addresses letter by letter.
        return lookup in {"stage", "answer", "posting", "facility"}

    def get_changelist(self, request, **kwargs):
        return ApplicationChangeList

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Applications", **(extra_context or {})})

    # --- List ---------------------------------------------------------------------------------------

    @admin.display(description="Candidate")
    def candidate(self, application):
        return (
            application.snapshot.get("profile", {}).get("name")
            or application.profile.user.name
            or "No name given"
        )

    @admin.display(description="Posting", ordering="posting__title")
    def posting_title(self, application):
        return f"{application.posting.title} ({application.posting.place or 'no place'})"

    @admin.display(description="Stage", ordering="stage")
    def stage_words(self, application):
        return format_html(
            '<span class="stage stage--{}">{}</span>', application.stage, application.get_stage_display()
        )

    @admin.display(description="Waiting", ordering="submitted_at")
    def waiting_days(self, application):
        if application.waiting is None:
            return ""
        days = application.waiting.days
        words = "today" if days == 0 else f"{days} day{'' if days == 1 else 's'}"
        return (
            format_html('<span class="waiting waiting--late">{}, late</span>', words)
            if application.is_late
            else words
        )

    def response_action(self, request, queryset):
        """400 for chosen keys that are none: Django's own answers 500."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(re.fullmatch("[0-9]{1,18}", key) for key in chosen):
            raise SuspiciousOperation("The key of an application is a number.")
        return super().response_action(request, queryset)

    @admin.action(description="Move to another stage", permissions=["review"])
    def move_selected(self, request, queryset):
        """Ask once for stage, reason and message, then move each; those that cannot move are named."""
        selected = list(queryset[: BULK + 1])
        if len(selected) > BULK:
            self.message_user(request, f"Choose at most {BULK} at a time.", messages.ERROR)
            return None
        form = MoveForm(request.POST if "to" in request.POST else None)
        if form.is_valid():
            self._move_all(request, selected, form.cleaned_data)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Move {len(selected)} application{'' if len(selected) == 1 else 's'}",
            "opts": self.opts,
            "form": form,
            "selected": selected,
        }
        return TemplateResponse(request, "admin/applications/move_selected.html", context)

    def _move_all(self, request, selected, data):
        """Each from the stage that the page showed: what a colleague moved meanwhile stays hers."""
        moved = 0
        for application in selected:
            try:
                actions.move_application(
                    by=request.user,
                    application=application,
                    to=data["to"],
                    reason=data["reason"],
                    message=data["message"],
                    seen=request.POST.get(f"seen-{application.pk}"),
                )
                moved += 1
            except actions.Refused as refusal:
                self.message_user(request, f"{self.candidate(application)}: {refusal}", messages.WARNING)
        if moved:
            self.message_user(
                request,
                f"{moved} moved to {Application.Stage(data['to']).label}. Each candidate gets a mail.",
            )

    # --- One application ------------------------------------------------------------------------------

    def get_object(self, request, object_id, from_field=None):
        return self.get_queryset(request).filter(public_id=object_id).first()

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404("No such application.")

    def get_urls(self):
        own = [
            path(
                "<str:public_id>/move/", self.admin_site.admin_view(self.move_view), name="applications_move"
            ),
            path(
                "<str:public_id>/message/",
                self.admin_site.admin_view(self.message_view),
                name="applications_message",
            ),
            path(
                "<str:public_id>/note/", self.admin_site.admin_view(self.note_view), name="applications_note"
            ),
            path(
                "<str:public_id>/resume/",
                self.admin_site.admin_view(self.resume_view),
                name="applications_resume",
            ),
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The whole application on one page, read top to bottom."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self._page(request, object_id)

    def _page(self, request, public_id, **forms):
        application = access.get_reviewable_application(request.user, public_id)
        context = {
            **self.admin_site.each_context(request),
            **application_page(application, user=request.user),
            "title": "Application",
            "opts": self.opts,
            "move_form": MoveForm(initial={"seen": application.stage, "to": next_stage(application.stage)}),
            "message_form": MessageForm(),
            "note_form": NoteForm(),
            **forms,
        }
        return TemplateResponse(
            request, "admin/applications/application.html", context, status=400 if forms else 200
        )

    def move_view(self, request, public_id):
        def move(application, data):
            actions.move_application(
                by=request.user,
                application=application,
                to=data["to"],
                reason=data["reason"],
                message=data["message"],
                seen=data["seen"],
            )
            return f"Moved to {Application.Stage(data['to']).label}. The candidate gets a mail."

        return self._post(request, public_id, "move_form", MoveForm, move)

    def message_view(self, request, public_id):
        def send(application, data):
            actions.send_message(by=request.user, application=application, message=data["message"])
            return "Sent."

        return self._post(request, public_id, "message_form", MessageForm, send)

    def note_view(self, request, public_id):
        def add(application, data):
            actions.add_note(by=request.user, application=application, text=data["text"])
            return "Noted."

        return self._post(request, public_id, "note_form", NoteForm, add)

    def _post(self, request, public_id, name, form_class, act):
        """Run one action on one application: its sentence on success, the form with its errors otherwise."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        application = access.get_reviewable_application(request.user, public_id)
        form = form_class(request.POST)
        if form.is_valid():
            try:
                said = act(application, form.cleaned_data)
            except actions.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, said)
                return redirect("admin:applications_application_change", application.public_id)
        return self._page(request, public_id, **{name: form})

    def resume_view(self, request, public_id):
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        application = access.get_reviewable_application(request.user, public_id)
        return open_resume_for_reviewer(request.user, application)


def next_stage(stage):
    """The stage a reviewer most likely moves to next: the form's starting point."""
    order = [*Application.OPEN, Application.Stage.HIRED]
    return order[order.index(stage) + 1] if stage in order[:-1] else stage
