from django import forms
from django.utils import timezone

from candidates.models import CompetencyRecord
from jobs.models import Term

MONTH_FORMATS = ["%Y-%m", "%Y-%m-%d", "%m/%Y", "%b %Y", "%B %Y"]
# Two equal families of hands-on skills. The soft ones are left out: nobody can check one's own word on calm.
FAMILIES = {"nursing": "technical", "pharmacy": "pharmacy technician"}


def family_of(profile, asked=None):
    """The family of skills to show: the one asked for, else the role's; nursing where nothing is known."""
    if asked in FAMILIES:
        return asked
    return "pharmacy" if profile.role and profile.role.group == "pharmacy" else "nursing"


class SkillsForm(forms.Form):
    """A level and a month for each skill of a family, all optional."""

    LEVELS = [("", "Not mine yet"), *CompetencyRecord.Level.choices]

    def __init__(self, *args, profile, family, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = list(Term.objects.of(Term.Kind.COMPETENCY).active().filter(group=FAMILIES[family]))
        held = {record.term_id: record for record in profile.competencies.all()}
        for term in self.terms:
            record = held.get(term.pk)
            self.fields[f"level-{term.slug}"] = forms.TypedChoiceField(
                label="How well", choices=self.LEVELS, coerce=int, empty_value=None, required=False
            )
            self.fields[f"used-{term.slug}"] = forms.DateField(
                label="Last used",
                required=False,
                input_formats=MONTH_FORMATS,
                widget=forms.DateInput(attrs={"type": "month", "placeholder": "2026-10"}, format="%Y-%m"),
                error_messages={"invalid": "Write a month such as 2026-10."},
            )
            if record:
                self.initial[f"level-{term.slug}"] = record.level
                self.initial[f"used-{term.slug}"] = record.last_used_on

    def rows(self):
        """For the page: each term with its two bound fields."""
        return [(term, self[f"level-{term.slug}"], self[f"used-{term.slug}"]) for term in self.terms]

    def clean(self):
        data = super().clean()
        today = timezone.localdate()
        for term in self.terms:
            level, used = data.get(f"level-{term.slug}"), data.get(f"used-{term.slug}")
            if used and used > today:
                self.add_error(f"used-{term.slug}", f"{term.label}: this month is still to come.")
            if used and not level and f"level-{term.slug}" not in self.errors:
                self.add_error(f"level-{term.slug}", f"{term.label}: say how well you do it, too.")
        return data

    def rated(self):
        """Term -> (level, first day of the month last used or None), for the skills with a level."""
        data = self.cleaned_data
        return {
            term: (data[f"level-{term.slug}"], _month(data[f"used-{term.slug}"]))
            for term in self.terms
            if data[f"level-{term.slug}"]
        }


def _month(day):
    return day.replace(day=1) if day else None
