from django import forms
from django.db import transaction
from django.utils import timezone

from jobs.importing.html import clean_html
from jobs.models import Credential, Differential, Posting, Requirement, State, Term, ZipCode
from jobs.places import put_in_place

# Field of the form, kind of term, label, hint.
TERM_FIELDS = [
    ("settings", Term.Kind.SETTING, "Setting", "Where the work happens."),
    ("employment", Term.Kind.EMPLOYMENT, "Employment type", ""),
    ("shifts", Term.Kind.SHIFT, "Shifts", "Every shift this job really works."),
    ("therapies", Term.Kind.THERAPY, "Therapies given", ""),
    ("devices", Term.Kind.DEVICE, "Devices and pumps used", ""),
    ("systems", Term.Kind.SYSTEM, "Record systems used", ""),
    (
        "benefits",
        Term.Kind.BENEFIT,
        "Benefits and other pay",
        "General description of what comes with the pay.",
    ),
]
DIFFERENTIALS = [
    (Differential.Kind.EVENING, "differential_evening"),
    (Differential.Kind.NIGHT, "differential_night"),
    (Differential.Kind.WEEKEND, "differential_weekend"),
    (Differential.Kind.CHARGE, "differential_charge"),
    (Differential.Kind.ON_CALL, "differential_on_call"),
    (Differential.Kind.CERTIFICATION, "differential_certification"),
]
YES_NO_UNKNOWN = [("", "Not stated"), ("yes", "Yes"), ("no", "No")]
# The numbers below which a figure in this unit is surely a slip of the pen.
PAY_FLOOR = {"hour": 7, "day": 50, "week": 200, "month": 1000, "year": 15_000, "visit": 10}
PAY_CEILING = {"hour": 400, "day": 5_000, "week": 15_000, "month": 60_000, "year": 700_000, "visit": 1_000}


class TermsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, kind, **kwargs):
        super().__init__(Term.objects.of(kind).active(), required=False, **kwargs)


class CredentialsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Credential.objects.exclude(kind=Credential.Kind.EXAM), required=False, **kwargs)

    def label_from_instance(self, credential):
        return f"{credential.abbr}: {credential.full_name}"


class DifferentialField(forms.DecimalField):
    def __init__(self, label):
        super().__init__(label=label, required=False, min_value=0, max_digits=6, decimal_places=2)


def yes_no(value):
    return {"yes": True, "no": False}.get(value)


class PostingForm(forms.ModelForm):
    """Everything a facility says of a job. A draft may have holes; publishing names them."""

    settings = TermsField(Term.Kind.SETTING, label="Setting", help_text="Where the work happens.")
    employment = TermsField(Term.Kind.EMPLOYMENT, label="Employment type")
    shifts = TermsField(Term.Kind.SHIFT, label="Shifts", help_text="Every shift this job really works.")
    therapies = TermsField(Term.Kind.THERAPY, label="Therapies given")
    devices = TermsField(Term.Kind.DEVICE, label="Devices and pumps used")
    systems = TermsField(Term.Kind.SYSTEM, label="Record systems used")
    benefits = TermsField(Term.Kind.BENEFIT, label="Benefits and other pay")
    workplace = forms.ModelChoiceField(
        Term.objects.of(Term.Kind.WORKPLACE), required=False, empty_label="Not stated"
    )
    zip = forms.CharField(
        label="ZIP code", required=False, max_length=5, help_text="Of the site or the branch office."
    )
    patient_states = forms.ModelMultipleChoiceField(
        State.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="States where the patients are",
        help_text="A license must be good where the patient is, also for home and phone visits.",
    )
    must = CredentialsField(label="Required", help_text="Only what you would turn someone away for.")
    nice = CredentialsField(label="Nice to have")
    will_train = forms.ChoiceField(
        label="You train missing infusion skills", choices=YES_NO_UNKNOWN, required=False
    )
    new_grad_ok = forms.ChoiceField(label="New graduates welcome", choices=YES_NO_UNKNOWN, required=False)
    sponsors_visa = forms.ChoiceField(label="You sponsor visas", choices=YES_NO_UNKNOWN, required=False)
    sign_on_bonus = forms.DecimalField(
        label="Sign-on bonus in dollars", required=False, min_value=1, max_digits=8, decimal_places=2
    )
    differential_evening = DifferentialField("Evening, dollars an hour")
    differential_night = DifferentialField("Night, dollars an hour")
    differential_weekend = DifferentialField("Weekend, dollars an hour")
    differential_charge = DifferentialField("Charge, dollars an hour")
    differential_on_call = DifferentialField("On call, dollars an hour")
    differential_certification = DifferentialField("Certification, dollars an hour")

    class Meta:
        model = Posting
        fields = [
            "title",
            "role",
            "description_source",
            "city",
            "state",
            "pay_min",
            "pay_max",
            "pay_unit",
            "hours_per_week",
            "experience_months",
            "answer_days",
            "closes_on",
        ]
        labels = {
            "title": "Job title",
            "description_source": "The work",
            "pay_min": "Lowest pay in dollars",
            "pay_max": "Highest pay in dollars",
            "pay_unit": "Pay is for",
            "hours_per_week": "Hours a week",
            "experience_months": "Least experience, in months",
            "answer_days": "Days to answer an applicant",
            "closes_on": "Last day to apply",
        }
        help_texts = {
            "title": "What the nurse or technician would call it. No pay, place or slogans.",
            "description_source": (
                "A normal day, the patients, how many at once, who is on site, how you train. "
                "Blank lines make paragraphs; lines that start with a hyphen make a list."
            ),
            "pay_min": "What you really expect to pay on hire.",
            "experience_months": "Empty if you do not ask for any. 24 is two years.",
            "closes_on": "Empty: the posting stays up for 60 days.",
        }
        widgets = {
            "description_source": forms.Textarea(attrs={"rows": 14}),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }

    def __init__(self, *args, facility, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.facility = facility
        self.fields["role"].queryset = Term.objects.of(Term.Kind.ROLE).active()
        self.fields["role"].empty_label = "None of these"
        self.fields["answer_days"].help_text = f"Empty: your usual {facility.answer_days} days."
        for name in ["pay_min", "pay_max", "sign_on_bonus", *[name for _, name in DIFFERENTIALS]]:
            self.fields[name].widget.attrs.update({"inputmode": "decimal", "step": "0.01"})
        self.fields["zip"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "postal-code"})
        if self.instance.pk and not self.is_bound:
            self._load_lists()

    def _load_lists(self):
        posting = self.instance
        for name, kind, *_ in TERM_FIELDS:
            self.initial[name] = [term.pk for term in posting.terms_of(kind)]
        self.initial["workplace"] = next((term.pk for term in posting.terms_of(Term.Kind.WORKPLACE)), None)
        self.initial["zip"] = posting.zip_id or ""
        self.initial["patient_states"] = [state.pk for state in posting.patient_states.all()]
        asked = [r for r in posting.requirements.all() if r.credential_id]
        self.initial["must"] = [r.credential_id for r in asked if r.level == Requirement.Level.MUST]
        self.initial["nice"] = [r.credential_id for r in asked if r.level == Requirement.Level.NICE]
        self.initial["sign_on_bonus"] = posting.sign_on_bonus
        for name in ["will_train", "new_grad_ok", "sponsors_visa"]:
            self.initial[name] = {True: "yes", False: "no"}.get(getattr(posting, name), "")
        amounts = {d.kind: d.amount for d in posting.differentials.all()}
        for kind, name in DIFFERENTIALS:
            self.initial[name] = amounts.get(kind)

    def clean_will_train(self):
        return yes_no(self.cleaned_data["will_train"])

    def clean_new_grad_ok(self):
        return yes_no(self.cleaned_data["new_grad_ok"])

    def clean_sponsors_visa(self):
        return yes_no(self.cleaned_data["sponsors_visa"])

    def clean_zip(self):
        code = self.cleaned_data["zip"].strip()
        if code and not ZipCode.objects.filter(zip=code).exists():
            raise forms.ValidationError("We do not know this ZIP code. Check its five digits.")
        return code

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day < timezone.localdate() and "closes_on" in self.changed_data:
            raise forms.ValidationError("This day is over. Choose today or later.")
        return day

    def clean(self):
        data = super().clean()
        self._check_pay(data)
        both = set(data.get("must") or []) & set(data.get("nice") or [])
        if both:
            names = ", ".join(sorted(credential.abbr for credential in both))
            self.add_error("nice", f"{names}: on both lists. Choose required or nice to have.")
        return data

    def _check_pay(self, data):
        low, high, unit = data.get("pay_min"), data.get("pay_max"), data.get("pay_unit")
        if low and high and low > high:
            self.add_error("pay_max", "The highest pay is below the lowest. Check both.")
        if (low or high) and not unit and "pay_unit" not in self.errors:
            self.add_error("pay_unit", "Say what the pay is for: an hour, a week, a year.")
        for name in ["pay_min", "pay_max"]:
            amount = data.get(name)
            if amount and unit and not PAY_FLOOR[unit] <= amount <= PAY_CEILING[unit]:
                words = Posting.PayUnit(unit).label
                self.add_error(
                    name, f"${amount:,.0f} {words} cannot be right. Check the figure and what it is for."
                )

    @transaction.atomic
    def save(self):
        """Store the posting with its lists. Call it through jobs.actions.save_posting."""
        posting, data = self.instance, self.cleaned_data
        clean = clean_html(posting.description_source, Posting.DescriptionKind.MARKDOWN)
        posting.description_kind = Posting.DescriptionKind.MARKDOWN
        posting.description_html, posting.description_text = clean.html, clean.text
        posting.zip_id = data["zip"] or None
        for name in ["will_train", "new_grad_ok", "sponsors_visa", "sign_on_bonus"]:
            setattr(posting, name, data[name])
        posting.has_sign_on_bonus = True if data["sign_on_bonus"] else None
        posting.pay_source = Posting.PaySource.FACILITY if posting.pay_unit else ""
        put_in_place(posting)
        posting.save()
        self._save_lists(posting, data)
        return posting

    def _save_lists(self, posting, data):
        terms = [term for name, *_ in TERM_FIELDS for term in data[name]]
        if data["workplace"]:
            terms.append(data["workplace"])
        posting.terms.set(terms)
        posting.patient_states.set(data["patient_states"])
        posting.requirements.filter(credential__isnull=False).delete()
        levels = [(Requirement.Level.MUST, data["must"]), (Requirement.Level.NICE, data["nice"])]
        Requirement.objects.bulk_create(
            Requirement(posting=posting, credential=credential, level=level)
            for level, credentials in levels
            for credential in credentials
        )
        kinds = [kind for kind, _ in DIFFERENTIALS]
        posting.differentials.filter(kind__in=kinds).delete()
        Differential.objects.bulk_create(
            Differential(posting=posting, kind=kind, amount=data[name])
            for kind, name in DIFFERENTIALS
            if data[name]
        )
