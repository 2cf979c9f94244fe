from django import forms
from django.core.validators import RegexValidator

from candidates.models import CredentialRecord, LicenseRecord
from jobs.models import Credential, State

MULTISTATE_KINDS = {"rn", "lpn-lvn"}
plain_number = RegexValidator(
    r"^[A-Za-z0-9 ./-]*$", "Write the number with letters, digits and hyphens only."
)


def expiry_field(label):
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class RecordForm(forms.ModelForm):
    """A record of one profile; the uniqueness of its constraints is checked against that profile."""

    def __init__(self, *args, profile, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.profile = profile
        self.fields["number"].validators.append(plain_number)

    def _get_validation_exclusions(self):
        # The profile is set here, not typed, yet it is part of what must be unique.
        return super()._get_validation_exclusions() - {"profile"}


class LicenseRecordForm(RecordForm):
    expires_on = expiry_field("Expires on")

    class Meta:
        model = LicenseRecord
        fields = ["credential", "state", "number", "is_multistate", "expires_on"]
        labels = {
            "credential": "License or registration",
            "state": "State that issued it",
            "number": "License number",
            "is_multistate": "It is a multistate (compact) license",
        }
        help_texts = {
            "number": "Facilities check it at the state board. You can add it later.",
            "is_multistate": (
                "Tick this only if your license or Nursys says multistate. Living in a compact state does "
                "not make a license multistate: you apply for that one."
            ),
        }
        widgets = {"number": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A multistate license is a box to tick here, not a kind of its own.
        kinds = Credential.objects.licenses().exclude(slug="multistate-rn")
        self.fields["credential"].queryset = kinds
        self.fields["credential"].label_from_instance = named
        self.fields["credential"].empty_label = "Choose a license"
        self.fields["state"].queryset = State.objects.order_by("name")
        self.fields["state"].empty_label = "Choose a state"

    def clean(self):
        data = super().clean()
        if data.get("is_multistate") and (problem := self._multistate_problem(data)):
            self.add_error("is_multistate", problem)
        return data

    def _multistate_problem(self, data):
        kind, state = data.get("credential"), data.get("state")
        if kind and kind.slug not in MULTISTATE_KINDS:
            return "Only RN and LPN/LVN licenses can be multistate."
        if state and state.compact not in {State.Compact.IMPLEMENTED, State.Compact.PARTIAL}:
            return f"{state} does not issue multistate licenses as of our last check ({state.as_of})."
        return ""


class CredentialRecordForm(RecordForm):
    expires_on = expiry_field("Expires on")

    class Meta:
        model = CredentialRecord
        fields = ["credential", "number", "expires_on"]
        labels = {"credential": "Credential", "number": "Number or card code"}
        help_texts = {"number": "If it has one."}
        widgets = {"number": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].queryset = Credential.objects.certificates()
        self.fields["credential"].choices = credential_choices(self.instance.profile.role)


def named(credential):
    return f"{credential.full_name} ({credential.abbr})"


def credential_choices(role):
    """Certificates in two groups where a role is known: those often asked of it, then all others."""
    usual, others = [], []
    for credential in Credential.objects.certificates():
        is_usual = role is not None and role.slug in credential.applies_to_roles
        (usual if is_usual else others).append((credential.pk, named(credential)))
    groups = [("Often asked of your role", usual), ("All others", others)] if usual else others
    return [("", "Choose a credential"), *groups]
