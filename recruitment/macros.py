"""Jinja2 for what stands on a page many times over: the posting card, eight times faster than Django's own.

A macro stands in a file of its own name, templates/components/<name>.jinja; the pages, which are written in
Django's language, call it with {% macro "<name>" ... %}. See docs/adr/front-end.md.
"""

from functools import cache

from django.template import engines
from django.template.loader import render_to_string
from jinja2 import Environment

from jobs.facet_options import facet_options


def environment(**options):
    """What TEMPLATES names: Django's Jinja2, which escapes all, with our components for globals."""
    made = Environment(**options)  # noqa: S701 - Django passes autoescape=True
    made.globals |= {"icon": icon, "component": component, "facet_options": facet_options}
    return made


def macro(name):
    """The macro `name` of templates/components/<name>.jinja; what it returns is safe HTML."""
    return getattr(engines["jinja2"].env.get_template(f"components/{name}.jinja").module, name)


def component(name, /, **parameters):
    """A component that is written in Django's language."""
    return render_to_string(f"components/_{name}.html", parameters)


@cache
def icon(name, *, small=False):
    """components/_icon.html: one of sixteen, so each is rendered once."""
    return component("icon", name=name, small=small)
