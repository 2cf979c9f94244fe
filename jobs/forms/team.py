from django import forms

from jobs.models import Membership


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        help_text="We send a link. The person needs an account, or makes one then.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    role = forms.ChoiceField(
        label="May do", choices=Membership.Role, initial=Membership.Role.RECRUITER, widget=forms.RadioSelect
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role)
