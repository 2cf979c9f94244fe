import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import candidates_only
from accounts.forms import status_of, too_often
from accounts.limits import within_limit
from applications import access, actions
from applications.forms import ApplyForm
from applications.presenting import date_words
from candidates.access import own_profile, own_resumes
from candidates.actions import Refused as UploadRefused
from candidates.actions import TooOften, upload_resume
from candidates.presenting import record_rows, summary_rows
from candidates.resume_checks import BadResume

# Far more than anybody writes with care; a program would send thousands.
SENT_A_DAY = 40
SENT_TOO_MANY = (
    f"You have sent {SENT_A_DAY} applications within a day. This one is kept as a draft: send it tomorrow."
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, public_id):
    """To a posting of ours: the form. To one of another site: a page that names the site, for everybody."""
    posting = access.get_posting_to_apply(public_id)
    if not posting.is_applied_to_here:
        context = {
            "posting": posting,
            "host": external_host(posting.apply_url),
            "closed": not posting.is_live,
        }
        return render(request, "applications/leave.html", context)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    return _apply_here(request, posting)


def external_host(url):
    """The host that a link leads to, without www; "" where it is no web address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\.", "", host) if parts.scheme in {"http", "https"} else ""


@candidates_only
def _apply_here(request, posting):
    own_profile(request.user)  # made here where this is the first page of hers that she sees
    application = access.own_applications(request.user).filter(posting=posting).first()
    if application and not application.is_draft:
        return redirect(application)
    if request.method == "POST" and request.htmx:
        return _autosave(request, posting)
    stopped = actions.what_stops_applying(posting)
    if stopped:
        return _page(request, posting, _form(request, application, request.POST or None), stopped)
    if request.method == "POST":
        return _save(request, posting)
    return _page(request, posting, _form(request, application))


def _form(request, application=None, data=None):
    """Bound to `data`, else filled from her draft, else with her newest résumé chosen."""
    resumes = list(own_resumes(request.user))
    chosen = application.resume if application else next(iter(resumes), None)
    initial = {
        "cover_note": application.cover_note if application else "",
        "resume": chosen.public_id if chosen else "",
    }
    return ApplyForm(data, resumes=resumes, initial=initial)


def _page(request, posting, form, stopped=""):
    profile = own_profile(request.user)
    context = {
        "posting": posting,
        "form": form,
        "stopped": stopped,
        "rows": summary_rows(profile),
        "profile": profile,
        "licenses": record_rows(profile.licenses.select_related("credential", "state")),
        "credentials": record_rows(profile.credentials.select_related("credential")),
        "skills": profile.competencies.select_related("term"),
        "answer_date": date_words(timezone.localdate() + timedelta(days=posting.days_to_answer)),
    }
    status = 409 if stopped and request.method == "POST" else status_of(form)
    return render(request, "applications/apply.html", context, status=status)


def _autosave(request, posting):
    """Quietly, while she types: what is valid of the note and the chosen résumé. Files wait for the button."""
    form = _form(request, data=request.POST)
    form.full_clean()
    context = {"problem": "", "saved_at": timezone.now()}
    try:
        application = actions.start_application(by=request.user, posting=posting)
        actions.save_draft(by=request.user, application=application, **form.answers())
    except actions.Refused as refusal:
        context["problem"] = str(refusal)
    return render(request, "applications/_saved.html", context)


def _save(request, posting):
    """The two buttons: send now, or finish later. Whatever is good is kept, also when something else is not."""
    data, upload_problem = _with_upload(request)
    form = _form(request, data=data)
    form.full_clean()
    if upload_problem:
        form.add_error("upload", upload_problem)
    sends = data.get("action") == "send" and not form.errors
    if sends and not within_limit("apply", request.user.pk, limit=SENT_A_DAY, per=timedelta(days=1)):
        form.add_error(None, too_often(SENT_TOO_MANY))
        sends = False
    try:
        application = actions.start_application(by=request.user, posting=posting)
        act = actions.submit_application if sends else actions.save_draft
        application = act(by=request.user, application=application, **form.answers())
    except actions.Refused as refusal:
        return _page(request, posting, form, stopped=str(refusal))
    if form.errors:
        return _page(request, posting, form)
    if application.is_draft:
        messages.success(request, "Your draft is saved. Nobody but you sees it until you send it.")
        return redirect("applications:applications")
    return redirect(application)


def _with_upload(request):
    """What was posted, with a new file stored and chosen; and the error where the file is refused."""
    data, upload = request.POST.copy(), request.FILES.get("upload")
    if upload is None:
        return data, ""
    try:
        data["resume"] = upload_resume(by=request.user, upload=upload).public_id
    except TooOften as refusal:
        return data, too_often(str(refusal))
    except (BadResume, UploadRefused) as refusal:
        return data, str(refusal)
    return data, ""
