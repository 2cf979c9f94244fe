"""The description in rows and words, for the page that people read. Pure: a dict in, plain values out."""

import json
from dataclasses import dataclass

ORDER = ["get", "post", "put", "patch", "delete"]
# Longer lists of values are counted and the first of them shown.
SHOWN = 12


@dataclass(frozen=True)
class Row:
    name: str
    kind: str
    about: str
    is_required: bool = False
    values: tuple[str, ...] = ()
    more: int = 0
    object_name: str = ""


def sections(document):
    """A section a tag, each with its operations in the order of the addresses."""
    found = []
    for tag in document["tags"]:
        operations = [
            _operation(document, path, method, methods[method])
            for path, methods in document["paths"].items()
            for method in ORDER
            if method in methods and tag["name"] in methods[method]["tags"]
        ]
        found.append({"name": tag["name"], "about": tag["description"], "operations": operations})
    return found


def objects(document):
    """The objects that bodies and answers are made of, each with its properties."""
    schemas = document["components"]["schemas"]
    return [
        {"name": name, "about": schema.get("description", ""), "rows": rows(document, schema)}
        for name, schema in schemas.items()
        if schema.get("type") == "object"
    ]


def _operation(document, path, method, operation):
    answers = operation["responses"]
    done = answers.get("200") or answers["201"]
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "about": operation.get("description", ""),
        "parameters": [_parameter(document, each) for each in operation["parameters"]],
        "body": _object_in(operation.get("requestBody", {})),
        "answer": _object_in(done),
        "statuses": [(status, each["description"]) for status, each in answers.items()],
        "example": example(document, path, method, operation),
    }


def _object_in(part):
    """The name of the object that a body or an answer is; "" where it is none."""
    return name_of(part.get("content", {}).get("application/json", {}).get("schema", {}))


def name_of(schema):
    return schema.get("$ref", "").rpartition("/")[2]


def _parameter(document, parameter):
    about = parameter.get("description", "")
    return _row(document, parameter["name"], parameter["schema"], parameter["required"], about=about)


def rows(document, schema, prefix=""):
    """The properties of an object; those of objects written within it by their dotted names."""
    found = []
    for name, inner in schema.get("properties", {}).items():
        if "properties" in inner:
            found += rows(document, inner, f"{prefix}{name}.")
        else:
            found.append(_row(document, f"{prefix}{name}", inner, name in schema.get("required", [])))
    return found


def _row(document, name, schema, is_required, *, about=""):
    target = schema.get("items", schema)
    plain = resolved(document, target)
    values = _values(document, schema)
    return Row(
        name=name,
        kind=kind_of(document, schema),
        about=about or schema.get("description", ""),
        is_required=is_required,
        values=tuple(values[:SHOWN]),
        more=max(len(values) - SHOWN, 0),
        object_name=name_of(target) if plain.get("type") == "object" else "",
    )


def _values(document, schema):
    for inner in [resolved(document, schema), schema.get("items", {}), *schema.get("anyOf", [])]:
        if found := resolved(document, inner).get("enum"):
            return [str(value) for value in found if value is not None]
    return []


def kind_of(document, schema):
    """The type in words: text, number, list of texts, or nothing."""
    if "anyOf" in schema:
        return " or ".join(kind_of(document, each) for each in schema["anyOf"])
    schema = resolved(document, schema)
    kinds = schema.get("type", "any")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(_kind(document, kind, schema) for kind in kinds)


def _kind(document, kind, schema):
    if kind == "array":
        return f"list of {kind_of(document, schema['items'])}"
    if kind == "string" and "format" in schema:
        return {"date": "day", "date-time": "time", "uri": "address"}[schema["format"]]
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}
    return words.get(kind, kind)


def resolved(document, schema):
    mark = schema.get("$ref")
    return document["components"]["schemas"][mark.rpartition("/")[2]] if mark else schema


def example(document, path, method, operation):
    """A call to copy, with curl."""
    server = document["servers"][0]["url"]
    lines = ["curl" if method == "get" else f"curl -X {method.upper()}"]
    if "security" in operation:
        lines.append('-H "Authorization: Bearer $KEY"')
    if any(each["in"] == "header" for each in operation["parameters"]):
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if "requestBody" in operation:
        body = json.dumps(BODIES[operation["operationId"]], indent=2)
        lines += ['-H "Content-Type: application/json"', f"-d '{body}'"]
    address = path.replace("{public_id}", "7kq2m9xw4hde").replace("{name}", "REQ-1017")
    lines.append(f'"{server}{address}{QUERIES.get(operation["operationId"], "")}"')
    return lines[0] + " " + " \\\n  ".join(lines[1:])


QUERIES = {"listJobs": "?q=ivig&state=CO&include=facets", "listFacets": "?setting=home-infusion"}
POSTING = {
    "external_id": "REQ-1017",
    "title": "Home Infusion RN",
    "description": "You give IVIG at home, four patients a day.",
    "place": {"city": "Denver", "state": "CO"},
    "pay": {"min": 42, "max": 55, "unit": "hour"},
    "terms": {"setting": ["home-infusion"], "benefit": ["health-insurance"]},
}
BODIES = {
    "createJob": POSTING,
    "replaceJob": POSTING,
    "changeJob": {"pay": {"max": 58}},
    "closeJob": {"filled": True},
}
