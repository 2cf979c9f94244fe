from django import forms

ACCEPT = ".pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HELP = "PDF or Word (.docx), up to 5 MB. Leave out your birth date, photo and social security number."


def resume_field(*, required):
    return forms.FileField(
        label="Résumé file",
        help_text=HELP,
        required=required,
        allow_empty_file=True,  # the check has a sentence for it
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Choose a file first."},
    )


class ResumeForm(forms.Form):
    upload = resume_field(required=True)
