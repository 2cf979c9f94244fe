from django import forms
from django.core.exceptions import ValidationError

from api.models import ApiKey
from jobs.filters import SlugsField

LARGEST_PAGE = 100
USUAL_PAGE = 20
INCLUDED = [("facets", "counts of each filter's values"), ("description", "the text of each posting")]


class IncludeField(SlugsField):
    """`include=facets,description` or one name at a time."""

    def to_python(self, value):
        return super().to_python([part for item in value or [] for part in str(item).split(",")])


class ListForm(forms.Form):
    """How a list is read, beside what it is searched for."""

    limit = forms.IntegerField(
        label=f"Postings in one answer, {USUAL_PAGE} if left out",
        required=False,
        min_value=1,
        max_value=LARGEST_PAGE,
    )
    cursor = forms.CharField(
        label="Where to go on: from the links `next` and `prev` of an answer", required=False, max_length=1000
    )
    include = IncludeField(label="What to add", required=False, choices=INCLUDED)

    def clean_limit(self):
        return self.cleaned_data["limit"] or USUAL_PAGE


class KeyForm(forms.Form):
    name = forms.CharField(
        label="What will use the key",
        max_length=80,
        help_text="For example the name of your applicant tracking system.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=ApiKey.Scope.choices,
        initial=ApiKey.Scope.values,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )

    def clean_scopes(self):
        scopes = self.cleaned_data["scopes"]
        if ApiKey.Scope.WRITE in scopes and ApiKey.Scope.READ not in scopes:
            raise ValidationError("A key that changes postings must be able to read them.")
        return scopes
