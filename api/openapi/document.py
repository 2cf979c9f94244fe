from django.conf import settings
from django.urls import reverse

from api import job_json, list_json, posting_json
from api.endpoint import BY_ADDRESS, BY_KEY
from api.forms import ListForm
from api.idempotency import HEADER
from api.models import ApiKey
from api.openapi import parameters
from api.own_lists import OWN_LIST, OwnListForm
from api.shapes import TEXT, list_of, ref
from jobs.filters import PostingFilter

VERSION = "1.0.0"
PROBLEM_TYPE = "application/problem+json"


def document():
    """The whole description as a dict. The vocabulary comes from memory; the rest is fixed when the process starts."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME} API",
            "version": VERSION,
            "summary": "Every live posting as JSON, and a way in for facilities' own software.",
            "description": (
                "Read the board with the very query string of its search page. No key is needed to read; "
                f"{BY_ADDRESS.per_minute} requests a minute are free to each address. "
                f"Facilities create, change and close their postings with a key, {BY_KEY.per_minute} calls a minute. "
                "Errors are problem details (RFC 9457) that name each field."
            ),
        },
        "servers": [{"url": settings.SITE_URL or "/"}],
        "tags": [
            {"name": "Read", "description": "Open to everybody, and to scripts of any site."},
            {"name": "Post", "description": "For facilities, with a key of their own."},
        ],
        "paths": {**reading(), **partner()},
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An owner makes it on the facility's page, under API keys.",
                }
            },
        },
    }


def schemas():
    shapes = [*job_json.SHAPES, *list_json.SHAPES, posting_json.OWN_JOB, OWN_LIST]
    found = {shape.name: shape.schema() for shape in shapes}
    new = posting_json.schema(required=["title"])
    found["Posting"] = posting_json.schema(required=["title"]) | {"description": "What a posting says."}
    found["NewPosting"] = _with_publish(new, "A new posting, or all that one says from now on.")
    found["Change"] = {
        "type": "object",
        "description": "Any part of a posting, as a JSON Merge Patch: null takes a value away.",
        "properties": {name: {} for name in found["NewPosting"]["properties"]},
        "additionalProperties": False,
    }
    found["Close"] = {
        "type": "object",
        "properties": {"filled": {"type": "boolean", "description": "Somebody got the job."}},
        "additionalProperties": False,
    }
    found["Problem"] = PROBLEM
    # A kind without a word yet is still pointed to.
    missing = {
        f"{kind}-slug": TEXT for kind in [*job_json.KINDS, "role", "competency", "state", "credential"]
    }
    return {**found, **missing, **parameters.slugs()}


def _with_publish(schema, about):
    return {
        **schema,
        "description": about,
        "properties": {**schema["properties"], "publish": posting_json.PUBLISH},
    }


PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": {
            "type": "object",
            "description": "By field, in sentences.",
            "additionalProperties": list_of(TEXT),
        },
        "existing": {"type": "object", "description": "With 409: the posting that is there already."},
    },
}


# --- Addresses -----------------------------------------------------------------------------------------


def reading():
    search = parameters.of_form(PostingFilter.form_class()())
    listing = parameters.of_form(ListForm())
    return {
        reverse("api:jobs"): {
            "get": operation(
                "listJobs",
                "Search the board",
                "Live postings, one by one. Follow “next” until it is null to read all; by relevance, "
                "the best thousand are ranked. Send the ETag back in If-None-Match: unchanged is a 304.",
                given=[*search, *listing],
                answers={200: list_json.JOB_LIST.ref, 304: None, 400: "", 404: "", 429: ""},
            )
        },
        path_of("api:job", public_id="{public_id}"): {
            "get": operation(
                "getJob",
                "Read one posting",
                "With its text. 410 once it has ended.",
                given=[in_path("public_id", "As in a list.")],
                answers={200: job_json.JOB.ref, 304: None, 404: "", 410: "", 429: ""},
            )
        },
        reverse("api:facets"): {
            "get": operation(
                "listFacets",
                "Count a search",
                "How many postings each value of each filter has.",
                given=search,
                answers={200: list_json.FACET_LIST.ref, 304: None, 400: "", 429: ""},
            )
        },
    }


def partner():
    own = posting_json.OWN_JOB.ref
    name = in_path("name", "Your external id, or our public id.")
    once = {
        "name": HEADER,
        "in": "header",
        "required": True,
        "description": "New for each new request. Sent again within 24 hours, the first answer is repeated.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    }
    refused = {401: "", 403: "", 429: ""}
    broken = {400: "", 409: "", 413: "", 415: ""}
    read, write = [ApiKey.Scope.READ.value], [ApiKey.Scope.WRITE.value]
    return {
        reverse("api:partner_jobs"): {
            "get": operation(
                "listOwnJobs",
                "List your postings",
                "Newest first, whatever their status.",
                given=parameters.of_form(OwnListForm()),
                answers={200: OWN_LIST.ref, 400: "", **refused},
                scopes=read,
            ),
            "post": operation(
                "createJob",
                "Create a posting",
                "It goes live at once unless “publish” is false. 409 names the posting that is its double.",
                given=[once],
                body=ref("NewPosting"),
                answers={201: own, **broken, 422: "", **refused},
                scopes=write,
            ),
        },
        path_of("api:partner_job", name="{name}"): {
            "get": operation(
                "getOwnJob",
                "Read your posting",
                "",
                given=[name],
                answers={200: own, 404: "", **refused},
                scopes=read,
            ),
            "put": operation(
                "replaceJob",
                "Replace a posting",
                "It says what you send, and nothing else.",
                given=[name],
                body=ref("NewPosting"),
                answers={200: own, 404: "", **broken, **refused},
                scopes=write,
            ),
            "patch": operation(
                "changeJob",
                "Change a posting",
                "What you send changes; null takes a value away; the rest stays.",
                given=[name],
                body=ref("Change"),
                answers={200: own, 404: "", **broken, **refused},
                scopes=write,
            ),
        },
        path_of("api:partner_close", name="{name}"): {
            "post": operation(
                "closeJob",
                "Close a posting",
                "It leaves the board at once. Applications stay open until you answer them.",
                given=[name, once],
                body=ref("Close"),
                answers={200: own, 404: "", **broken, 422: "", **refused},
                scopes=write,
            )
        },
    }


def operation(name, summary, description, *, given, answers, body=None, scopes=None):
    found = {
        "operationId": name,
        "tags": ["Post" if scopes else "Read"],
        "summary": summary,
        "parameters": given,
        "responses": {str(status): response(status, schema) for status, schema in answers.items()},
    }
    if description:
        found["description"] = description
    if body:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    if scopes:
        found["security"] = [{"key": []}]
        found["description"] = f"{description} Needs the scope {' and '.join(scopes)}.".strip()
    return found


MEANINGS = {
    200: "Done.",
    201: "Created; Location says where.",
    304: "Unchanged: use the copy you have.",
    400: "A value is not valid; “errors” names each.",
    401: "No key, or none that works.",
    403: "The key or its facility may not do that.",
    404: "There is nothing here.",
    409: "It exists already, cannot be moved there, or is still being worked on.",
    410: "The posting has ended.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "The Idempotency-Key belongs to another request.",
    429: "Too many requests; Retry-After says when to go on.",
}


def response(status, schema):
    """“schema” is None for an answer without a body, "" for a problem."""
    found = {"description": MEANINGS[status]}
    if schema is not None:
        kind = "application/json" if schema else PROBLEM_TYPE
        found["content"] = {kind: {"schema": schema or ref("Problem")}}
    return found


def in_path(name, about):
    return {"name": name, "in": "path", "required": True, "description": about, "schema": TEXT}


def path_of(view, **names):
    """The address of a view with its names left in braces, as OpenAPI writes it."""
    return reverse(view, kwargs=dict.fromkeys(names, "NAME")).replace("NAME", *names.values())
