"""What the law asks for in a posting, said beside the fields that it is about."""

from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list

from jobs.lint import Draft, asked_for, start_of, where

# Field of the lint, fields of the form, what the law asks for.
ASKED = [
    ("pay", ["pay_min", "pay_max"], "the lowest and the highest pay"),
    ("benefits", ["benefits"], "a general description of the benefits"),
    ("closes_on", ["closes_on"], "the last day to apply"),
]


def note_laws(form, laws, *, facility, on):
    """Add to the form's hints what `laws` ask of a posting in its state on the day `on`.

    Without a state yet, the hints name the states that ask. What is asked for is not called optional.
    Call it before the form is checked or shown: its fields keep their hints from then on.
    """
    state = form["state"].value()
    states = (str(state),) if state else tuple(sorted({law.state for law in laws}))
    draft = Draft(states=states, city=form["city"].value() or "", employees=facility.employees)
    asked = asked_for(draft, laws, on=on)
    for lint_field, names, thing in ASKED:
        found = asked.get(lint_field, [])
        if not found:
            continue
        field = form.fields[names[0]]
        said = _of_this_state(found, thing) if state else _of_some_states(found)
        field.help_text = format_html("{} {}", field.help_text, said)
        for name in names if state else []:
            form.fields[name].is_asked_by_law = True


def _of_this_state(laws, thing):
    return format_html_join(
        " ",
        "{} asks for {} in the posting{}. {}.",
        ((where(law), thing, _since(law), _source(law)) for law in laws),
    )


def _of_some_states(laws):
    return f"Asked for by law in {get_text_list([law.name for law in laws], 'and')}."


def _since(law):
    day = start_of(law)
    return f", since {day:%b} {day.day}, {day.year}" if day else ""


def _source(law):
    if law.source.startswith("http"):
        return format_html('<a href="{}" rel="noreferrer">Source</a>, as of {}', law.source, law.as_of)
    return f"Source: {law.source}, as of {law.as_of}"
