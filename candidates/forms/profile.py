from itertools import groupby

from django import forms
from django.core.validators import RegexValidator

from accounts.forms import LinesField, plain_name
from candidates.models import Profile
from jobs.models import State, Term, ZipCode

SUMMARY_MAX = 2000
phone_number = RegexValidator(r"^[0-9+().\-\s/x]{7,30}$", "Write a phone number such as 303-555-0142.")


def years_field(label, help_text):
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=60,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.25"}),
    )


class AboutForm(forms.ModelForm):
    """Who she is as a professional. Years of work, never of school or birth."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        validators=[plain_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    summary = LinesField(
        label="Your work in a few sentences",
        help_text="Therapies, devices, patients. What would you tell a colleague?",
        required=False,
        max_length=SUMMARY_MAX,
        error_messages={"max_length": f"Use up to {SUMMARY_MAX:,} characters."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    infusion_years = years_field("Years of infusion work", "Halves are fine: 2.5. Zero is fine too.")
    total_years = years_field(
        "Years of work in your profession, all together", "Infusion and everything else."
    )

    class Meta:
        model = Profile
        fields = ["phone", "role", "summary"]
        labels = {"role": "What you do now, or want to do"}
        help_texts = {
            "phone": "Facilities see it when you apply. Leave it empty to be written to instead.",
        }
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        }

    field_order = ["name", "role", "infusion_years", "total_years", "summary", "phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.instance.user.name
        self.fields["infusion_years"].initial = years(self.instance.infusion_months)
        self.fields["total_years"].initial = years(self.instance.total_months)
        self.fields["phone"].validators.append(phone_number)
        self.fields["role"].choices = role_choices()

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        data = super().clean()
        infusion, total = data.get("infusion_years"), data.get("total_years")
        if infusion is not None and total is not None and infusion > total:
            self.add_error("infusion_years", "This is part of all your years, so it cannot be more.")
        self.instance.infusion_months, self.instance.total_months = months(infusion), months(total)
        return data

    def save(self, commit=True):
        profile = super().save(commit)
        profile.user.name = self.cleaned_data["name"]
        profile.user.save(update_fields=["name"])
        return profile


def years(months):
    """Months as people write years: "2.5", "10"; None for None."""
    return None if months is None else f"{months / 12:.2f}".rstrip("0").rstrip(".")


def months(years):
    return None if years is None else round(years * 12)


def role_choices():
    """Roles by family, technicians beside nurses; ("", ...) first."""
    roles = Term.objects.of(Term.Kind.ROLE).active().order_by("position", "label")
    family = {"nursing": "Nurses", "advanced practice": "Nurses", "pharmacy": "Pharmacy"}
    named = sorted(((family.get(role.group, "Others"), role) for role in roles), key=lambda pair: pair[0])
    groups = [
        (name, [(role.pk, role.label) for _, role in rows])
        for name, rows in groupby(named, key=lambda pair: pair[0])
    ]
    order = ["Nurses", "Pharmacy", "Others"]
    return [("", "Choose a role"), *sorted(groups, key=lambda group: order.index(group[0]))]


YES_NO = [("True", "Yes"), ("False", "No")]


def yes_no_field(label, help_text=""):
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=YES_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class PlaceForm(forms.ModelForm):
    """Where she lives and may work: what a license verdict rests on."""

    zip = forms.CharField(
        label="Home ZIP code",
        help_text="For distances. Facilities see your city and state, never the ZIP.",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    is_authorized_to_work = yes_no_field("Are you authorized to work in the United States?")
    needs_sponsorship = yes_no_field("Do you need visa sponsorship, now or later?")

    class Meta:
        model = Profile
        fields = ["residence_state", "is_authorized_to_work", "needs_sponsorship"]
        labels = {"residence_state": "State you legally live in"}
        help_texts = {
            "residence_state": (
                "Where you vote, pay tax or hold a driver license. "
                "A multistate nursing license comes from this state."
            )
        }

    field_order = ["zip", "residence_state", "is_authorized_to_work", "needs_sponsorship"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zip"].initial = self.instance.home_zip_id
        self.fields["residence_state"].queryset = State.objects.order_by("name")
        self.fields["residence_state"].empty_label = "Choose a state"

    def clean_zip(self):
        given = self.cleaned_data["zip"].strip()[:5]
        self.instance.home_zip = ZipCode.objects.filter(zip=given).first() if given else None
        if given and self.instance.home_zip is None:
            raise forms.ValidationError("We do not know this ZIP code. It has five digits, such as 80202.")
        return given
