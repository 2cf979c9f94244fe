from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from django import forms
from django.core.validators import RegexValidator

from accounts.models import User

# Names stand in mails, in headers and on other people's screens: words on one line, no address, no link.
plain_name = RegexValidator(
    r"^[^\x00-\x1f\x7f<>@/\\:]+$", "Write your name with letters, spaces, periods and hyphens only."
)


class LinesField(forms.CharField):
    """A text of several lines. Browsers count a line's end as one sign against maxlength, and send two."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


TOO_OFTEN = "too_often"


def too_often(sentence):
    """An error of a form that somebody has sent more often than accounts.limits allows."""
    return forms.ValidationError(sentence, code=TOO_OFTEN)


def status_of(form):
    """The HTTP status of a page that shows this form: 429 where it was sent too often, 200 otherwise."""
    errors = (error for found in form.errors.as_data().values() for error in found)
    return 429 if any(error.code == TOO_OFTEN for error in errors) else 200


def label(form, **labels):
    """Give the fields of one of allauth's forms our words; labels stand above fields, so nothing inside them."""
    for name, words in labels.items():
        form.fields[name].label = words
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class LoginForm(AllauthLoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label(self, login="E-mail address", remember="Stay logged in on this device")


class ResetPasswordForm(AllauthResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label(self, email="E-mail address")


class SignupForm(AllauthSignupForm):
    """The one question a board must ask first, a name, and what a log-in needs."""

    KINDS = [(kind.value, kind.label) for kind in (User.Kind.CANDIDATE, User.Kind.FACILITY)]

    kind = forms.ChoiceField(label="What brings you here?", choices=KINDS, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Your name",
        max_length=120,
        validators=[plain_name],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["kind", "name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = self._likely_kind()
        label(self, email="E-mail address")
        self.fields["password1"].help_text = "At least 10 characters. A short sentence is easy to remember."

    def _likely_kind(self):
        """The kind a link named, such as ?kind=facility; nothing is chosen for people who just came."""
        request = context.request
        asked = request.GET.get("kind") if request else None
        return asked if asked in dict(self.KINDS) else None

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())
