"""What the review page shows of one application: the snapshot that was sent, and what happened since."""

from datetime import date

from django.utils import timezone

from applications.access import reviewable_applications
from applications.admin.forms import TEMPLATES
from applications.models import ApplicationEvent
from candidates.models import Verification
from jobs.presenting import day_words


def application_page(application, *, user):
    snapshot = application.snapshot
    events = list(application.events.select_related("by"))
    return {
        "application": application,
        "snapshot": snapshot,
        "person": snapshot.get("profile", {}),
        "facts": _facts(snapshot),
        "licenses": [_license(row) for row in snapshot.get("licenses", [])],
        "credentials": [_record(row) for row in snapshot.get("credentials", [])],
        "skills": [_skill(row) for row in snapshot.get("competencies", [])],
        "events": [_event(event, user) for event in events],
        "templates": _templates(application),
        "next_waiting": _next_waiting(application, user),
    }


def months_words(months):
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    parts = [f"{years} y"] if years else []
    parts += [f"{rest} mo"] if rest or not years else []
    return " ".join(parts)


def _facts(snapshot):
    person = snapshot.get("profile", {})
    yes_no = {True: "Yes", False: "No", None: ""}
    return [
        {"label": "Works as", "value": person.get("role")},
        {"label": "Infusion experience", "value": months_words(person.get("infusion_months"))},
        {"label": "All experience", "value": months_words(person.get("total_months"))},
        {"label": "Lives in", "value": person.get("place") or person.get("residence_state")},
        {"label": "Authorized to work in the US", "value": yes_no[person.get("is_authorized_to_work")]},
        {"label": "Needs visa sponsorship", "value": yes_no[person.get("needs_sponsorship")]},
        {"label": "E-mail", "value": person.get("email")},
        {"label": "Phone", "value": person.get("phone")},
    ]


def _day(text):
    day = date.fromisoformat(text) if text else None
    return day_words(day, today=timezone.localdate()) if day else ""


def _record(row):
    expires = date.fromisoformat(row["expires_on"]) if row.get("expires_on") else None
    return {
        "name": row["name"],
        "full_name": row.get("full_name", ""),
        "number": row.get("number", ""),
        "expires": _day(row.get("expires_on")),
        "is_expired": expires is not None and expires < timezone.localdate(),
        "verification": Verification(row["verification"]).label,
        "checked": _day(row.get("checked_on")),
    }


def _license(row):
    return {**_record(row), "state": row["state"], "is_multistate": row.get("is_multistate", False)}


def _skill(row):
    return {
        "name": row["name"],
        "level": row.get("level_words", ""),
        "last_used": _month(row.get("last_used_on")),
    }


def _month(text):
    return f"{date.fromisoformat(text):%b %Y}" if text else ""


def _event(event, user):
    who = (
        "The candidate"
        if event.by_candidate
        else (event.by.name or "A colleague" if event.by else "The clock")
    )
    if event.kind == ApplicationEvent.Kind.MOVED:
        title = f"{who}: {event.get_to_stage_display()}"
        if event.from_stage and event.from_stage != "draft":
            title = f"{who}: {event.get_from_stage_display()} to {event.get_to_stage_display()}"
    else:
        title = f"{who}: {event.get_kind_display().lower()}"
    when = timezone.localtime(event.at)
    note = " · ".join(part for part in [event.reason, event.message] if part)
    words = f"{day_words(when.date(), today=timezone.localdate())}, {when:%H:%M} UTC"
    return {"title": title, "when": words, "at": event.at, "state": "done", "note": note}


def _templates(application):
    person = application.snapshot.get("profile", {})
    first = (person.get("name") or "").split(" ")[0] or "there"
    return {
        stage: text.format(name=first, title=application.posting.title) for stage, text in TEMPLATES.items()
    }


def _next_waiting(application, user):
    """The applicant who has waited longest, other than this one: reviewing goes on without the list."""
    waiting = reviewable_applications(user).unanswered().exclude(pk=application.pk)
    return waiting.order_by("submitted_at").only("public_id").first()
