"""Query parameters from the very form fields that check them."""

from django import forms
from django_filters.fields import ChoiceField

from api.shapes import ref
from jobs.filters import LONGEST_Q, MOST_VALUES, FacilitiesField, SlugsField, SwitchField, WordsField
from jobs.search.criteria import LISTS
from jobs.vocabulary import book as vocabulary


def of_form(form):
    return [_parameter(name, field) for name, field in form.fields.items()]


def _parameter(name, field):
    found = {"name": name, "in": "query", "required": False, "schema": schema_of(name, field)}
    if field.label:
        found["description"] = f"{field.label}."
    if found["schema"].get("type") == "array":
        found |= {"style": "form", "explode": True}
    return found


def schema_of(name, field):
    """The JSON Schema of what a field takes. Raises TypeError for a kind of field nobody has described."""
    if isinstance(field, WordsField):
        return {"type": "string", "maxLength": LONGEST_Q}
    if isinstance(field, FacilitiesField):
        return _many({"type": "string"})
    if isinstance(field, SlugsField):
        return _many(ref(f"{name}-slug") if name in LISTS else _one_of(slug for slug, _ in field.choices))
    if isinstance(field, SwitchField):
        return {"type": "string", "enum": ["1", "0"]}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", **_limits(field)}
    if isinstance(field, forms.DecimalField):
        return {"type": "number", **_limits(field)}
    if isinstance(field, ChoiceField | forms.ChoiceField):
        return _one_of(value for value, _ in field.choices if value)
    if isinstance(field, forms.CharField):
        return {"type": "string", **({"maxLength": field.max_length} if field.max_length else {})}
    raise TypeError(f"No schema is known for {type(field).__name__}, the field of {name}.")


def _many(items):
    return {"type": "array", "items": items, "maxItems": MOST_VALUES}


def _one_of(values):
    return {"type": "string", "enum": [str(value) for value in values]}


def _limits(field):
    limits = {"minimum": field.min_value, "maximum": field.max_value}
    return {name: int(value) for name, value in limits.items() if value is not None}


def slugs():
    """A schema for each kind of the vocabulary, by its name: "setting-slug" and the like."""
    book = vocabulary.current()
    kinds = {entry.kind for entry in book.entries}
    return {
        f"{kind}-slug": {
            "type": "string",
            "title": kind.replace("_", " ").capitalize(),
            "enum": [entry.slug for entry in book.of(kind)],
        }
        for kind in sorted(kinds)
    }
