from django import forms

from accounts.forms import LinesField
from candidates.forms.resume import resume_field

COVER_NOTE_MAX = 4000


class ApplyForm(forms.Form):
    """The few things an application asks beyond the profile."""

    resume = forms.ChoiceField(label="Résumé to send", required=False, widget=forms.RadioSelect)
    upload = resume_field(required=False)
    cover_note = LinesField(
        label="A note to the facility",
        help_text="Why this job, when you could start, what your résumé does not say.",
        required=False,
        max_length=COVER_NOTE_MAX,
        error_messages={"max_length": f"Use up to {COVER_NOTE_MAX:,} characters."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, resumes, **kwargs):
        super().__init__(*args, **kwargs)
        self.resumes = {resume.public_id: resume for resume in resumes}
        self.fields["upload"].label = "Add another file" if self.resumes else "Résumé file"
        named = [(resume.public_id, _label(resume)) for resume in resumes]
        self.fields["resume"].choices = [*named, ("", "Send no résumé; my profile says it all")]
        if not self.resumes:
            del self.fields["resume"]

    def answers(self):
        """What is valid so far, as save_draft and submit_application take it. Call after full_clean."""
        data = self.cleaned_data
        answers = {"cover_note": data["cover_note"]} if "cover_note" in data else {}
        if "resume" in data:
            answers["resume"] = self.resumes.get(data["resume"])
        return answers


def _label(resume):
    added = f"{resume.uploaded_at:%b} {resume.uploaded_at.day}"
    return f"{resume.original_name} ({resume.get_kind_display()}, added {added})"


class WithdrawForm(forms.Form):
    reason = LinesField(
        label="Why, if you want to say",
        help_text="The facility sees this. It can stay empty.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
