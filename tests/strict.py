"""What makes the tests strict: undefined template variables, code and styles inside HTML."""

import sys
from pathlib import Path

from django.template.base import FilterExpression, Node
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = Path(sys.prefix)
DATA_BLOCKS = {"application/ld+json", "application/json", "importmap", "speculationrules"}


class UndefinedVariable(str):
    """Django's string_if_invalid: fails for a variable that a template of ours uses and nobody set.

    Django asks whether this string is empty when a variable is missing, and only then. Templates of
    Django and allauth rely on missing variables being empty, so theirs pass; ours may say
    {{ name|default:"" }} where a variable is optional.
    """

    def __bool__(self):
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if isinstance(expression, FilterExpression) and not self.is_optional(expression):
            origin = self.origin(frame)
            if origin and ROOT in origin.parents and INSTALLED not in origin.parents:
                raise AssertionError(
                    f"{origin.relative_to(ROOT)} uses {expression.token!r}, which is not defined"
                )
        return False

    @staticmethod
    def is_optional(expression):
        return any(function.__name__ in {"default", "default_if_none"} for function, _ in expression.filters)

    @staticmethod
    def origin(frame):
        """The file of the innermost template node being rendered."""
        while frame := frame.f_back:
            node = frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None):
                return Path(node.origin.name)
        return None


def inline_code(page):
    """What a strict Content-Security-Policy would block in a page of HTML, as a list of sentences."""
    if not page.strip():
        return []
    found = []
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        where = f"<{element.tag}> in line {element.sourceline}"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                found.append(f"{where} has an inline handler, {name}")
            elif name == "style":
                found.append(f"{where} has an inline style")
            elif name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith(
                "javascript:"
            ):
                found.append(f"{where} has a javascript: address")
        if element.tag == "style" and "nonce" not in element.attrib:
            found.append(f"{where} has no nonce")
        if (
            element.tag == "script"
            and not set(element.attrib) & {"src", "nonce"}
            and element.attrib.get("type") not in DATA_BLOCKS
        ):
            found.append(f"{where} has neither src nor nonce")
    return found
