from datetime import timedelta

from django import forms
from django.utils import timezone

from alerts import schedule
from alerts.actions import FOREVER
from alerts.models import Alert

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def hour_words(hour):
    return (
        "midnight"
        if hour == 0
        else "noon"
        if hour == 12
        else f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"
    )


HOURS = [(hour, hour_words(hour)) for hour in range(24)]


class TimesForm(forms.Form):
    """When an alert mails."""

    frequency = forms.ChoiceField(
        label="How often",
        choices=Alert.Frequency.choices,
        widget=forms.RadioSelect,
        initial=Alert.Frequency.DAILY,
    )
    hour = forms.TypedChoiceField(label="At", choices=HOURS, coerce=int, initial=7)
    weekday = forms.TypedChoiceField(
        label="On (once a week)",
        choices=list(enumerate(DAYS)),
        coerce=int,
        initial=0,
    )
    zone = forms.ChoiceField(label="Time zone", choices=list(schedule.ZONES.items()))

    def times(self):
        return {name: self.cleaned_data[name] for name in ("frequency", "hour", "weekday", "zone")}


class NewAlertForm(TimesForm):
    email = forms.EmailField(
        label="E-mail address",
        help_text="We write once to ask whether it is yours. Nothing else comes before you say yes.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["email", "frequency", "hour", "weekday", "zone"]
    # People do not see this field; programs that fill in whatever they find give themselves away.
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, data=None, *, initial, **kwargs):
        if data is not None:
            # A small form beside the search asks for the address alone.
            data = data.copy()
            for name in ("frequency", "hour", "weekday", "zone"):
                data.setdefault(name, initial.get(name, self.base_fields[name].initial))
        super().__init__(data, initial=initial, **kwargs)

    @property
    def is_by_a_program(self):
        return bool(self.data.get("website"))


class SettingsForm(TimesForm):
    quiet_from = forms.TypedChoiceField(
        label="No mail from",
        choices=[("", "Any hour is fine"), *HOURS],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="For mail that comes as soon as a job appears. It waits until your quiet hours are over.",
    )
    quiet_until = forms.TypedChoiceField(
        label="Until",
        choices=[("", "Any hour is fine"), *HOURS],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if (start is None) != (end is None):
            self.add_error("quiet_until", "Choose both hours, or neither.")
        elif start is not None and start == end:
            self.add_error("quiet_until", "Choose two different hours.")
        return cleaned

    def times(self):
        quiet = {name: self.cleaned_data[name] for name in ("quiet_from", "quiet_until")}
        return super().times() | quiet


class PauseForm(forms.Form):
    until = forms.DateField(
        label="Pause until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The first day you want mail again. Empty: until you turn it on.",
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until is None:
            return FOREVER
        if until <= timezone.localdate():
            raise forms.ValidationError("Choose a day after today.")
        if until > timezone.localdate() + timedelta(days=730):
            raise forms.ValidationError("Choose a day within two years, or leave it empty.")
        return until
