"""The query string of a search, checked field by field. Page, API, feeds and alerts all come through here."""

from copy import copy
from functools import cache

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from jobs.models import Facility, Posting
from jobs.search import criteria as asked
from jobs.search.places import resolve
from jobs.search.tokens import visible
from jobs.vocabulary import book as vocabulary

LONGEST_Q = 300
MOST_VALUES = 40
LARGEST_RADIUS = 500
MOST_DAYS = 3650
AS_CLEANED = ["q", "exact", "near", "pay_min", "experience_max", "posted", "sort", *asked.SWITCHES]
KINDS = [name for name in asked.LISTS if name != "facility"]


class InvalidCriteria(ValueError):
    """A query string with bad values; `errors` maps each field to its sentences."""

    def __init__(self, errors):
        self.errors = {name: [str(message) for message in messages] for name, messages in errors.items()}
        super().__init__("; ".join(f"{name}: {' '.join(said)}" for name, said in self.errors.items()))


class WordsField(forms.CharField):
    """Free words: invisible signs and NUL go, length is capped, nothing is refused."""

    def clean(self, value):
        return " ".join(visible(value or "").split())[:LONGEST_Q].strip()


class SlugsField(forms.MultipleChoiceField):
    default_error_messages = {
        "invalid_choice": "We have no “%(value)s” to choose from.",
        "too_many": f"Choose at most {MOST_VALUES}.",
    }

    def to_python(self, value):
        # "state=co" is meant well; slugs are lower case and states upper.
        slugs = {str(item).strip() for item in value or []} - {""}
        if not slugs:
            return []
        known = {slug.lower(): slug for slug, _ in self.choices}
        return sorted(known.get(slug.lower(), slug[:60]) for slug in slugs)

    def validate(self, value):
        if len(value) > MOST_VALUES:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        super().validate(value)


class FacilitiesField(forms.Field):
    widget = forms.SelectMultiple

    def to_python(self, value):
        return sorted({str(item).strip()[:180] for item in value or []} - {""})

    def validate(self, value):
        if not value:
            return
        if len(value) > MOST_VALUES:
            raise ValidationError(f"Choose at most {MOST_VALUES}.")
        known = set(
            Facility.objects.public()
            .filter(slug__in=[s for s in value if "\x00" not in s])
            .values_list("slug", flat=True)
        )
        for slug in value:
            if slug not in known:
                raise ValidationError("We know no facility “%(value)s”.", params={"value": visible(slug)})


class SwitchField(forms.Field):
    """Yes for 1, true, on and yes; no for nothing, 0, false, off and no; the rest is an error."""

    widget = forms.CheckboxInput

    def to_python(self, value):
        if isinstance(value, bool):
            return value
        word = str(value or "").strip().lower()
        if word in {"1", "true", "on", "yes"}:
            return True
        if word in {"", "0", "false", "off", "no"}:
            return False
        raise ValidationError("Use 1 for yes, or leave it out.")


class SwitchInput(forms.CheckboxInput):
    def value_from_datadict(self, data, files, name):
        return data.get(name)


SwitchField.widget = SwitchInput


class SearchForm(forms.Form):
    """Given data, it has the fields of what was sent alone: copying and checking all of them took a millisecond.

    What was not sent is as Criteria has it from the start.
    """

    def __init__(self, data=None, **options):
        if data is not None:
            self.base_fields = {name: field for name, field in self.base_fields.items() if name in data}
        super().__init__(data, **options)

    def clean(self):
        cleaned = super().clean()
        if near := cleaned.get("near"):
            place = resolve(near)
            if place is None:
                self.add_error("near", f"We know no ZIP code or city “{near}”. Write 98402 or Tacoma, WA.")
            cleaned["place"] = place
        return cleaned


class SearchFilter(django_filters.Filter):
    """The search does the filtering: nothing in it changes, so that a FilterSet need not copy it deeply."""

    def __deepcopy__(self, memo):
        return copy(self)


def _filter(field, **options):
    """A filter around one of the fields above."""
    return type(f"{field.__name__}Filter", (SearchFilter,), {"field_class": field})(**options)


def _terms(kind, label):
    return _filter(SlugsField, label=label, choices=lambda: vocabulary.current().choices(kind))


class PostingFilter(django_filters.FilterSet):
    """`is_valid()`, `errors` and `form` as every FilterSet has them; `criteria()` is what it is for."""

    q = _filter(WordsField, label="Words")
    exact = _filter(SwitchField, label="Exactly these words")
    near = _filter(WordsField, label="City or ZIP")
    radius = _filter(forms.IntegerField, label="Miles", min_value=1, max_value=LARGEST_RADIUS)
    state = _terms("state", "State")
    role = _terms("role", "Role")
    setting = _terms("setting", "Setting")
    therapy = _terms("therapy", "Therapy")
    device = _terms("device", "Device or pump")
    system = _terms("system", "Record system")
    employment = _terms("employment", "Employment")
    shift = _terms("shift", "Shift")
    credential = _terms("credential", "Credential")
    population = _terms("population", "Patients")
    workplace = _terms("workplace", "Workplace")
    facility = _filter(FacilitiesField, label="Facility")
    pay_min = _filter(
        forms.DecimalField,
        label="Pay at least",
        min_value=0,
        max_value=10_000_000,
        decimal_places=2,
        error_messages={"invalid": "Write dollars as a number, such as 45 or 45.50."},
    )
    pay_unit = django_filters.ChoiceFilter(
        label="Per", choices=[("hour", "an hour"), ("year", "a year")], empty_label=None
    )
    experience_max = _filter(
        forms.IntegerField, label="Months of experience I have", min_value=0, max_value=600
    )
    will_train = _filter(SwitchField, label="Trains newcomers")
    visa = _filter(SwitchField, label="Sponsors visas")
    sign_on = _filter(SwitchField, label="Sign-on bonus")
    answers = _filter(SwitchField, label="Promises an answer date")
    mine = _filter(SwitchField, label="Where my licenses allow practice")
    posted = _filter(forms.IntegerField, label="Posted within days", min_value=1, max_value=MOST_DAYS)
    sort = django_filters.ChoiceFilter(
        label="Sort by",
        choices=[
            (asked.RELEVANCE, "Best match"),
            (asked.NEWEST, "Newest"),
            (asked.PAY, "Pay"),
            (asked.DISTANCE, "Distance"),
        ],
    )
    page = _filter(forms.IntegerField, label="Page", min_value=1, max_value=10_000)

    class Meta:
        model = Posting
        fields = []

    @classmethod
    def from_querystring(cls, querystring):
        return cls(QueryDict(querystring.lstrip("?"), encoding="utf-8"))

    def __init__(self, data=None, queryset=None, **options):
        super().__init__(
            data if data is not None else QueryDict(""), queryset or Posting.objects.none(), **options
        )

    @classmethod
    @cache
    def form_class(cls):
        fields = {name: each.field for name, each in cls.base_filters.items()}
        return type("PostingFilterForm", (SearchForm,), fields)

    def get_form_class(self):
        return self.form_class()

    def criteria(self):
        """The search as Criteria; raises InvalidCriteria where a field has an error."""
        if not self.is_valid():
            raise InvalidCriteria(self.form.errors)
        cleaned = self.form.cleaned_data
        values = {name: tuple(cleaned[name] or ()) for name in asked.LISTS if name in cleaned}
        values |= {name: cleaned[name] for name in AS_CLEANED if name in cleaned}
        place = cleaned.get("place")
        if place:
            values |= {"near_point": (place.lat, place.lon), "near_label": place.label}
        return asked.Criteria(
            **values,
            radius=int(cleaned.get("radius") or asked.DEFAULT_RADIUS),
            pay_unit=cleaned.get("pay_unit") or "hour",
            page=cleaned.get("page") or 1,
        )
