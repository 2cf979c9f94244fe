"""The API's description: as JSON for machines, as a page for people."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from api import board
from api.endpoint import public_endpoint
from api.openapi.document import document
from api.openapi.reading import objects, sections


@public_endpoint
def schema(request):
    body = json.dumps(document(), ensure_ascii=False)
    etag = board.quoted([body])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    return response


@login_not_required
@require_safe
def docs(request):
    described = document()
    context = {"info": described["info"], "sections": sections(described), "objects": objects(described)}
    return render(request, "api/docs.html", context)
