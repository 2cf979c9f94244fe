"""Every component in every state, at /dev/gallery/. Development only; all names are invented."""

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

SWATCHES = [
    "paper", "surface", "sunken", "ink", "ink-soft", "accent", "accent-soft",
    "amber-soft", "green-soft", "red-soft", "grey-soft",
]  # fmt: skip

VERDICTS = [
    {"kind": "eligible", "word": "License counts", "sentence": "Your multistate license is good in Texas."},
    {"kind": "eligible_from", "word": "From Jan 15", "sentence": "The compact starts in this state then."},
    {"kind": "license_needed", "word": "License needed", "sentence": "California is not in the compact."},
    {"kind": "cannot_tell", "word": "Cannot tell", "sentence": "The posting names no state."},
]


class Card:
    """A posting card with every line filled; arguments change some."""

    title = "Home Infusion RN, per diem"
    url = "#g-cards"
    facility = "Juniper Creek Infusion"
    facility_url = "#g-cards"
    place = "Denver, CO"
    distance_miles = 12
    pay_line = "$48 to $56 an hour"
    pay_year_line = "$99,840 to $116,480 a year"
    chips = ["Home infusion", "Days", "Per diem"]
    verdict = VERDICTS[0]
    posted_on = "Tue, Nov 17"
    answers_by_line = "Answers by Tue, Dec 1"
    more_places = 0
    why = ()

    def __init__(self, **changes):
        vars(self).update(changes)


CARDS = [
    Card(),
    Card(
        title="Infusion Suite Nurse, oncology and complex biologic therapies, weekday clinic with rotating Saturdays",
        facility="Marrow Hill Cancer Center of the Greater Lower Valley",
        place="San Bernardino, CA",
        verdict=VERDICTS[2],
        chips=["Outpatient suite", "4 x 10 hours", "Full time", "Chemotherapy", "No weekends"],
    ),
    Card(
        title="Vascular access nurse (PICC)",
        verdict=VERDICTS[1],
        more_places=29,
        distance_miles=None,
        answers_by_line="",
    ),
    Card(
        title="IV room pharmacy technician",
        facility_url="",
        pay_line="",
        pay_year_line="",
        chips=[],
        verdict=VERDICTS[3],
    ),
]

EVENTS = [
    {"title": "Answer expected", "when": "by Tue, Dec 1", "state": "waiting", "note": ""},
    {"title": "In review", "when": "since Thu, Nov 19", "state": "now", "note": "A recruiter opened it."},
    {"title": "Sent", "when": "Tue, Nov 17, 9:14 PM", "state": "done", "note": "With your résumé."},
    {"title": "An earlier one was withdrawn", "when": "Mon, Oct 5", "state": "stopped", "note": ""},
]

STEPS = [
    {"label": "You", "state": "done", "url": "#g-line"},
    {"label": "Licenses", "state": "done", "url": "#g-line"},
    {"label": "Skills", "state": "now", "url": ""},
    {"label": "Résumé", "state": "waiting", "url": ""},
]

ROWS = [
    {"label": "Pay", "value": "$48 to $56 an hour", "note": "Read from the employer’s own words."},
    {"label": "Schedule", "value": "Three 12-hour days a week", "note": ""},
    {"label": "Call", "value": "", "note": ""},
]

TABLE = [
    {"setting": "Home infusion", "jobs": "1,204", "median": "$46.50"},
    {"setting": "Outpatient suite", "jobs": "987", "median": "$44.00"},
    {"setting": "Hospital vascular access", "jobs": "96", "median": "$52.25"},
]


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", help_text="As your license shows it.")
    zip = forms.CharField(
        label="Home ZIP",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    state = forms.ChoiceField(label="State", choices=[("", "Choose"), ("CO", "Colorado"), ("TX", "Texas")])
    expires = forms.DateField(
        label="License ends on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(label="Note to the facility", required=False, widget=forms.Textarea)
    employment = forms.ChoiceField(
        label="I am looking for",
        choices=[("full", "Full time"), ("part", "Part time"), ("prn", "Per diem (PRN)")],
        widget=forms.RadioSelect,
    )
    therapies = forms.MultipleChoiceField(
        label="Therapies you give",
        help_text="Tick all you gave in the last two years.",
        required=False,
        choices=[("ivig", "IVIG"), ("tpn", "TPN"), ("chemo", "Chemotherapy")],
        widget=forms.CheckboxSelectMultiple,
    )
    resume = forms.FileField(label="Résumé", required=False, help_text="PDF or DOCX, up to 5 MB.")
    agree = forms.BooleanField(label="My answers are true")


@login_not_required
@require_safe
def gallery(request):
    context = {
        "swatches": SWATCHES,
        "cards": CARDS,
        "verdicts": VERDICTS,
        "events": EVENTS,
        "steps": STEPS,
        "rows": ROWS,
        "table": TABLE,
        "numbers": [1, 2, None, 3, 4, 5, None, 11, 12],
        "form": GalleryForm(prefix="empty", initial={"expires": date(2027, 10, 31)}),
        "form_with_errors": GalleryForm({"wrong-expires": "soon", "wrong-state": "XX"}, prefix="wrong"),
    }
    return render(request, "gallery.html", context)
