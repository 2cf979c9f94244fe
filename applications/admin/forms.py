from django import forms

from accounts.forms import LinesField
from applications.models import Application

# Starting points a reviewer edits: an answer should cost seconds, not courage.
TEMPLATES = {
    "interview": (
        "Hello {name}, thank you for applying for {title}. We would like to talk with you. "
        "Which times suit you this week or next?"
    ),
    "shortlisted": (
        "Hello {name}, thank you for applying for {title}. You are on our short list. "
        "We write to you about the next step soon."
    ),
    "not_selected": (
        "Hello {name}, thank you for applying for {title}. We have decided to go on with other applicants "
        "this time. Thank you for the care you took with your application."
    ),
}


class MoveForm(forms.Form):
    """Move one application, or several, to another stage."""

    to = forms.ChoiceField(
        label="Move to", choices=[(stage.value, stage.label) for stage in Application.REVIEWER_STAGES]
    )
    message = LinesField(
        label="To the candidate",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Goes into the mail about this move. The mail is sent with or without your words.",
    )
    reason = forms.CharField(
        label="Reason, for reviewers only",
        max_length=300,
        help_text="What the job asks for and what is there or missing. The candidate does not see it.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class MessageForm(forms.Form):
    message = LinesField(
        label="Message",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sent to the candidate by mail.",
    )


class NoteForm(forms.Form):
    text = LinesField(
        label="Note",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only reviewers of your facility see it.",
    )
