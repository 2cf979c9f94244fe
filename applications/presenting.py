"""An application in the words and rows that its candidate reads. Nothing internal passes through here."""

from django.utils import timezone

from applications.models import Application, ApplicationEvent

Stage = Application.Stage

PATH = [Stage.SUBMITTED, Stage.IN_REVIEW, Stage.SHORTLISTED, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED]
SAID = {
    Stage.SUBMITTED: "You sent your application",
    Stage.IN_REVIEW: "The facility is reading your application",
    Stage.SHORTLISTED: "You are on the short list",
    Stage.INTERVIEW: "The facility wants to talk with you",
    Stage.OFFER: "The facility plans to make you an offer",
    Stage.HIRED: "You are hired",
    Stage.NOT_SELECTED: "The facility decided not to go on",
    Stage.WITHDRAWN: "You withdrew your application",
    Stage.NO_ANSWER: "Closed: the facility did not answer in time",
}
ENDED_BADLY = {Stage.NOT_SELECTED, Stage.WITHDRAWN, Stage.NO_ANSWER}
WAITING_FOR = {
    Stage.SHORTLISTED: "The next word is the facility's",
    Stage.INTERVIEW: "The facility arranges the talk with you",
    Stage.OFFER: "The offer comes from the facility",
}


def visible(events):
    """The events that concern the candidate: moves and messages, never notes."""
    return [event for event in events if event.kind != ApplicationEvent.Kind.NOTE]


def timeline(application, events):
    """Rows for components/_timeline.html, oldest first, ending with what comes next.

    Of an event it takes what the candidate was told. The reviewers' reasons and names stay out.
    """
    shown = visible(events)
    rows = [_event_row(event, is_last=event is shown[-1], application=application) for event in shown]
    coming = what_comes(application)
    return [*rows, {"title": coming, "when": "", "state": "waiting"}] if coming else rows


def _event_row(event, *, is_last, application):
    if event.kind == ApplicationEvent.Kind.MESSAGE:
        title, state = "The facility wrote to you", "done"
    else:
        title = _title(event)
        state = "stopped" if event.to_stage in ENDED_BADLY else "done"
    if is_last and application.is_open and state == "done":
        state = "now"
    note = event.reason if event.by_candidate else event.message
    return {"title": title, "when": moment(event.at), "at": event.at, "state": state, "note": note}


def _title(event):
    if event.by_candidate and event.from_stage == Stage.WITHDRAWN:
        return "You reopened your application"
    if event.to_stage == Stage.SUBMITTED and not event.by_candidate:
        return "Back among the new applications"
    return SAID.get(event.to_stage, "")


def what_comes(application):
    if application.stage in Application.UNANSWERED:
        return answer_clock(application)["words"]
    return WAITING_FOR.get(application.stage, "")


def answer_clock(application):
    """The promise as words, and whether it is broken; None where nobody owes an answer."""
    if application.stage not in Application.UNANSWERED:
        return None
    left = (application.answer_by - timezone.localdate()).days
    day = date_words(application.answer_by)
    if left < 0:
        late = "yesterday" if left == -1 else f"{-left} days ago"
        return {"words": f"The facility promised an answer by {day}. That was {late}", "is_late": True}
    near = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
    return {"words": f"The facility promised an answer by {day}, {near}", "is_late": False}


def progress(application):
    """Rows for components/_steps.html: how far along the usual path; None for one that has ended otherwise."""
    if application.stage not in PATH:
        return None
    at = PATH.index(application.stage)
    labels = ["Sent", "In review", "Short list", "Interview", "Offer", "Hired"]
    return [
        {"label": label, "state": "done" if number < at else "now" if number == at else "waiting"}
        for number, label in enumerate(labels)
    ]


def application_row(application):
    """One application in a list; no query where posting, facility and state are selected."""
    return {
        "application": application,
        "posting": application.posting,
        "clock": answer_clock(application),
        "steps": progress(application),
        "said": SAID.get(application.stage, "Not sent yet"),
        "since": date_words(timezone.localdate(application.stage_since)),
    }


def date_words(day):
    """Tue, Nov 24; with the year where it is not this one."""
    words = f"{day:%a, %b} {day.day}"
    return words if day.year == timezone.localdate().year else f"{words}, {day.year}"


def moment(at):
    return date_words(timezone.localdate(at))
