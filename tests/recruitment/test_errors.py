import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from recruitment.urls import handler403, handler404, handler500  # noqa: F401  (this module is a urlconf)


@login_not_required
def database_away(request):
    raise OperationalError("connection to server at 10.0.0.7 failed")


@login_not_required
def broken(request):
    raise RuntimeError("a secret detail")


@login_not_required
def fine(request):
    return HttpResponse("fine")


urlpatterns = [
    path("away/", database_away),
    path("broken/", broken),
    path("api/v1/broken/", broken),
    path("fine/", fine),
    path("", include("recruitment.urls")),
]


pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def test_a_lost_database_is_a_passing_trouble(visitor):
    response = visitor.get("/away/")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "10.0.0.7" not in response.text


def test_a_fault_of_ours_tells_nothing_of_its_inside(visitor):
    response = visitor.get("/broken/")

    assert response.status_code == 500
    assert "secret detail" not in response.text


def test_programs_get_a_problem_in_json(visitor):
    response = visitor.get("/api/v1/broken/")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 500
    assert visitor.get("/none/", headers={"Accept": "application/json"}).json()["status"] == 404


def test_a_form_without_its_token_is_refused(visitor):
    assert visitor.post("/fine/").status_code == 403
