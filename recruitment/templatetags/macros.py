from django import template

from recruitment import macros

register = template.Library()


@register.simple_tag
def macro(name, *arguments, **options):
    """{% macro "posting_card" card level=3 %} calls the macro of templates/components/posting_card.jinja."""
    return macros.macro(name)(*arguments, **options)
