"""The profile, one small step after the other. Each saves on its own and can be skipped."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import candidates_only
from accounts.forms import status_of, too_often
from candidates import access, actions, steps
from candidates.forms import (
    AboutForm,
    CredentialRecordForm,
    LicenseRecordForm,
    PlaceForm,
    ResumeForm,
    SkillsForm,
)
from candidates.forms.skills import family_of
from candidates.presenting import facts_of, progress, record_rows, summary_rows
from candidates.resume_checks import BadResume


@require_safe
@candidates_only
def profile_start(request):
    """To the first step that holds nothing yet."""
    step = steps.first_open(facts_of(access.own_profile(request.user)))
    return redirect("candidates:profile", step or "review")


@require_http_methods(["GET", "HEAD", "POST"])
@candidates_only
def profile(request, step):
    if step not in VIEWS:
        raise Http404
    return VIEWS[step](request, access.own_profile(request.user))


def _page(request, step, profile, context):
    context = {
        "profile": profile,
        "step": step,
        "label": steps.STEPS[step],
        "next": steps.after(step),
        **context,
    }
    context["steps"] = progress(facts_of(profile), step)
    status = status_of(context["form"]) if "form" in context else 200
    return render(request, f"candidates/profile_{step}.html", context, status=status)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _saved(request, step):
    messages.success(request, f"{steps.STEPS[step]}: saved.")
    return redirect("candidates:profile", steps.after(step))


def _simple(step, form_class):
    """A step that is one form over the profile."""

    def view(request, profile):
        form = form_class(_posted(request), instance=profile)
        if request.method == "POST" and form.is_valid():
            form.save()
            return _saved(request, step)
        return _page(request, step, profile, {"form": form})

    return view


def _records(step, form_class, manager):
    """A step that is a list with a form to add to it; it stays on the page until she goes on."""

    def view(request, profile):
        form = form_class(_posted(request), profile=profile)
        if request.method == "POST" and form.is_valid():
            try:
                record = actions.save_record(by=request.user, form=form)
            except actions.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Added {record.credential}. Add another, or go on.")
                return redirect("candidates:profile", step)
        relations = ["credential", "state"] if manager == "licenses" else ["credential"]
        rows = record_rows(getattr(profile, manager).select_related(*relations))
        return _page(request, step, profile, {"add_form": form, "rows": rows})

    return view


def _skills(request, profile):
    family = family_of(profile, request.GET.get("family"))
    form = SkillsForm(_posted(request), profile=profile, family=family)
    if request.method == "POST" and form.is_valid():
        actions.save_skills(by=request.user, profile=profile, rated=form.rated(), offered=form.terms)
        return _saved(request, "skills")
    return _page(request, "skills", profile, {"form": form, "family": family})


def _resume(request, profile):
    form = ResumeForm(_posted(request), request.FILES)
    if request.method == "POST" and form.is_valid():
        try:
            resume = actions.upload_resume(by=request.user, upload=form.cleaned_data["upload"])
        except actions.TooOften as refusal:
            form.add_error("upload", too_often(str(refusal)))
        except (BadResume, actions.Refused) as refusal:
            form.add_error("upload", str(refusal))
        else:
            messages.success(
                request, f"{resume.original_name} is safe with us. Only facilities you apply to see it."
            )
            return redirect("candidates:profile", "resume")
    return _page(request, "resume", profile, {"form": form, "resumes": profile.resumes.kept()})


def _review(request, profile):
    if request.method == "POST":
        return redirect("candidates:me")
    facts = facts_of(profile)
    context = {
        "rows": summary_rows(profile),
        "licenses": record_rows(profile.licenses.select_related("credential", "state")),
        "credentials": record_rows(profile.credentials.select_related("credential")),
        "skills": profile.competencies.select_related("term"),
        "resumes": profile.resumes.kept(),
        "open_step": steps.first_open(facts),
        "percent": steps.percent(facts),
    }
    return _page(request, "review", profile, context)


VIEWS = {
    "about": _simple("about", AboutForm),
    "place": _simple("place", PlaceForm),
    "licenses": _records("licenses", LicenseRecordForm, "licenses"),
    "credentials": _records("credentials", CredentialRecordForm, "credentials"),
    "skills": _skills,
    "resume": _resume,
    "review": _review,
}
