"""Shapes of JSON objects: each property's schema stands beside what writes it, so that neither can drift.

Pure: a shape writes what it is given, and says its JSON Schema (2020-12, as OpenAPI 3.1 uses it).
"""

from collections.abc import Callable
from dataclasses import dataclass

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
NUMBER = {"type": "number"}
YES_NO = {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
ADDRESS = {"type": "string", "format": "uri"}


@dataclass(frozen=True)
class Property:
    """`read` takes the thing written. An optional property is left out where it reads MISSING."""

    schema: dict
    read: Callable
    is_optional: bool = False


MISSING = object()


@dataclass(frozen=True)
class Shape:
    name: str
    about: str
    properties: dict[str, Property]

    def write(self, thing):
        found = {name: each.read(thing) for name, each in self.properties.items()}
        return {name: value for name, value in found.items() if value is not MISSING}

    def schema(self):
        return {
            "type": "object",
            "description": self.about,
            "required": [name for name, each in self.properties.items() if not each.is_optional],
            "properties": {name: each.schema for name, each in self.properties.items()},
            "additionalProperties": False,
        }

    @property
    def ref(self):
        return ref(self.name)


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema):
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def list_of(schema):
    return {"type": "array", "items": schema}


def said(schema, about):
    """The same schema with a sentence that explains it."""
    return {**schema, "description": about}


def slug_of(kind):
    """A slug of one kind of the vocabulary: the schema "role-slug" holds them all."""
    return ref(f"{kind}-slug")
