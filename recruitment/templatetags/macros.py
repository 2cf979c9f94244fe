"""What pages have many of, or have all alike, rendered more quickly than by an include."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string

from recruitment import macros

register = template.Library()
register.simple_tag(macros.icon)


@register.simple_tag
def macro(name, *arguments, **options):
    """{% macro "posting_card" card level=3 %} calls the macro of templates/components/posting_card.jinja."""
    return macros.macro(name)(*arguments, **options)


@register.simple_tag
def kept(name):
    """A template that shows the site's name and links alone: the same for every visitor, so rendered once."""
    return (_rendered.__wrapped__ if settings.DEBUG else _rendered)(name, settings.SITE_NAME)


@lru_cache
def _rendered(name, site_name):
    return render_to_string(name, {"SITE_NAME": site_name})
