"""The description of the API: valid, whole, and what the API really answers."""

import json

import pytest
from django import forms
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.openapi import parameters, reading
from jobs.filters import PostingFilter
from tests import factories
from tests.api.partners import PARTNER


@pytest.fixture
def described(client, words):
    return json.loads(client.get("/api/schema/").content)


def faults(described, name, value):
    """What of a JSON value is not as the schema of this name says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(value)]


def parameters_of(described, path, method="get"):
    return {each["name"]: each for each in described["paths"][path][method]["parameters"]}


def test_it_is_openapi_31(described):
    assert described["openapi"] == "3.1.0"
    assert [error.message for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_an_empty_vocabulary_still_makes_a_valid_description(client, db):
    empty = json.loads(client.get("/api/schema/").content)
    assert not list(OpenAPIV31SpecValidator(empty).iter_errors())


def test_it_describes_every_address_of_the_api(described):
    views = {
        "/" + route.replace("<str:", "{").replace(">", "}")
        for pattern in get_resolver().url_patterns
        if getattr(pattern, "app_name", "") == "api"
        for route in [str(each.pattern) for each in pattern.url_patterns]
        if route.startswith("api/v1/")
    }
    assert set(described["paths"]) == views


def test_it_names_each_parameter_of_the_search(described):
    known = parameters_of(described, "/api/v1/jobs/")
    assert set(known) == {*PostingFilter.base_filters, "limit", "cursor", "include"}
    assert set(parameters_of(described, "/api/v1/facets/")) == set(PostingFilter.base_filters)
    assert known["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}
    assert known["pay_unit"]["schema"]["enum"] == ["hour", "year"]
    assert known["radius"]["schema"]["maximum"] == 500
    assert known["setting"]["schema"]["items"] == {"$ref": "#/components/schemas/setting-slug"}
    assert described["components"]["schemas"]["setting-slug"]["enum"] == ["home-infusion"]


def test_a_kind_of_field_nobody_described_is_an_error():
    with pytest.raises(TypeError, match="FileField"):
        parameters.schema_of("upload", forms.FileField())


@pytest.mark.parametrize(
    "querystring", ["", "q=infusion&include=facets,description", "near=80202&limit=1", "q=zebra"]
)
def test_lists_are_as_described(client, described, posting, querystring):
    factories.RequirementFactory(posting=posting)
    factories.PostingFactory(
        title="Infusion RN", pay_min=None, pay_max=None, pay_unit="", city="", state=None, lat=None
    )
    body = client.get(f"/api/v1/jobs/?{querystring}").json()
    assert faults(described, "JobList", body) == []


def test_one_job_and_facets_are_as_described(client, described, posting):
    assert faults(described, "Job", client.get(f"/api/v1/jobs/{posting.public_id}/").json()) == []
    assert faults(described, "FacetList", client.get("/api/v1/facets/").json()) == []


def test_problems_are_as_described(client, described, partner, sent):
    partner.post(sent)
    for response in [
        client.get("/api/v1/jobs/?state=XX"),
        client.get("/api/v1/jobs/2222222222zz/"),
        client.get(PARTNER),
        partner.post(sent),
        partner.post({"title": 5}),
    ]:
        assert response.status_code >= 400
        assert faults(described, "Problem", response.json()) == []


def test_what_a_partner_sends_and_gets_is_as_described(described, partner, sent):
    assert faults(described, "NewPosting", sent) == []
    created = partner.post(sent).json()
    assert faults(described, "OwnJob", created) == []
    assert faults(described, "NewPosting", created["posting"]) == []
    assert faults(described, "OwnJobList", partner.get().json()) == []
    assert faults(described, "Change", {"pay": None, "title": "X"}) == []
    assert faults(described, "Close", {"filled": True}) == []


def test_a_whole_posting_uses_every_property_described(described, partner, sent):
    """So that the checks above have looked at each of them."""
    told = partner.post(sent).json()["posting"]

    def names(schema, value, prefix=""):
        for name, inner in schema.get("properties", {}).items():
            assert name in value, prefix + name
            names(inner, value[name], f"{prefix}{name}.")

    names(described["components"]["schemas"]["Posting"], told)


def test_what_the_description_forbids_the_api_refuses(described, partner, sent):
    for change in ({"title": 5}, {"unknown": 1}, {"terms": {"setting": ["x"]}}, {"pay": {"unit": "moon"}}):
        assert faults(described, "NewPosting", sent | change)
        assert partner.post(sent | change).status_code == 400


def test_it_answers_304_while_nothing_has_changed(client, db, words):
    etag = client.get("/api/schema/")["ETag"]
    assert client.get("/api/schema/", headers={"If-None-Match": etag}).status_code == 304
    factories.TermFactory(slug="oncology-clinic")
    assert client.get("/api/schema/", headers={"If-None-Match": etag}).status_code == 200


def test_the_page_shows_each_call_parameter_and_property(client, described):
    page = client.get("/api/docs/").content.decode()
    for path, methods in described["paths"].items():
        assert path in page
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
            assert all(f"<code>{each['name']}</code>" in page for each in operation["parameters"])
    for name in described["components"]["schemas"]["Job"]["properties"]:
        assert f"<code>{name}</code>" in page
    for link in set(_links(page)):
        assert f'id="{link}"' in page


def _links(page):
    return [part.split('"')[0] for part in page.split('href="#')[1:]]


def test_the_examples_of_the_page_work(partner, words):
    assert partner.post(reading.BODIES["createJob"]).status_code == 201
    assert partner.put("REQ-1017", reading.BODIES["replaceJob"]).status_code == 200
    assert partner.patch("REQ-1017", reading.BODIES["changeJob"]).json()["posting"]["pay"]["max"] == 58
    assert partner.close("REQ-1017", reading.BODIES["closeJob"]).json()["status"] == "filled"
