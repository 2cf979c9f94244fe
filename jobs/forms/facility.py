from django import forms

from jobs.models import Facility

# Verified stands beside them everywhere: nobody takes another's name once we have looked.
CHECKED = ["name", "website"]


class FacilityForm(forms.ModelForm):
    class Meta:
        model = Facility
        fields = ["name", "website", "employees", "answer_days", "about"]
        labels = {
            "name": "Facility name",
            "website": "Website",
            "employees": "Number of employees",
            "answer_days": "Days to answer an applicant",
            "about": "About the facility",
        }
        help_texts = {
            "name": "As applicants know it. One name for all your sites.",
            "website": "Starts with https://. We check that you belong to it.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "website": forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
            "employees": forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
            "answer_days": forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 60}),
            "about": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CHECKED if self.instance.is_verified else []:
            self.fields[name].disabled = True
            self.fields[name].help_text = "We have checked this. Write to us to change it."


class FacilityStartForm(FacilityForm):
    """The same questions on the first day, when we need a website to check the facility by."""

    class Meta(FacilityForm.Meta):
        fields = ["name", "website", "employees", "about"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["website"].required = True
