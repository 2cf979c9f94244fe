import json
import logging
import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from recruitment.logging import JsonFormatter, bound
from recruitment.middleware import CleanUrlMiddleware, RequestLogMiddleware, client_ip
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_response_carries_a_request_id(client):
    assert re.fullmatch("[0-9a-f]{32}", client.get("/health/live")["X-Request-ID"])


def test_it_keeps_the_request_id_of_the_proxy(client):
    response = client.get("/health/live", headers={"X-Request-ID": "edge-12345678"})

    assert response["X-Request-ID"] == "edge-12345678"


@pytest.mark.parametrize("given", ["short", "x" * 65, "spaces in it", 'quote"12345', "line\tbreak123"])
def test_it_replaces_a_request_id_that_could_forge_a_log_line(client, given):
    assert client.get("/health/live", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_the_log_names_the_route_and_neither_words_nor_addresses(client, caplog):
    with caplog.at_level(logging.INFO, "recruitment.request"):
        client.get("/accounts/password/reset/key/1-secrettoken/?q=jane@example.com")

    line = JsonFormatter().format(caplog.records[-1])
    assert "secrettoken" not in line
    assert "jane" not in line
    assert json.loads(line)["route"].startswith("accounts/")


def test_the_request_id_is_bound_during_the_request_alone():
    seen = []
    middleware = RequestLogMiddleware(lambda request: seen.append(bound()) or HttpResponse())
    middleware(RequestFactory().get("/", headers={"X-Request-ID": "edge-12345678"}))

    assert seen == [{"request_id": "edge-12345678"}]
    assert bound() == {}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),  # anybody can send the header
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the first one is the visitor's own invention
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_visitors_address_is_what_our_proxy_saw(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies

    assert client_ip(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})) == expected


@pytest.mark.parametrize("query", ["q=a%00b", "q=%0%000", "q=%00&q=%00"])
def test_nul_is_taken_out_of_queries(query):
    seen = []
    middleware = CleanUrlMiddleware(lambda request: seen.extend(request.GET.getlist("q")) or HttpResponse())
    request = RequestFactory().get("/")
    request.META["QUERY_STRING"] = query
    middleware(request)

    assert "\0" not in "".join(seen)


def test_there_is_nothing_at_a_path_with_nul(client):
    assert client.get("/accounts/%00/").status_code == 404


def test_every_page_has_the_security_headers(client):
    response = client.get("/accounts/login/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_pages_of_people_who_are_logged_in_are_not_stored(client):
    client.force_login(UserFactory())

    assert "no-store" in client.get("/accounts/email/")["Cache-Control"]


def test_pages_are_closed_unless_they_are_opened(client):
    response = client.get("/accounts/email/")

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/api/v1/jobs/", "/api/schema/", "/feeds/jobs.rss", "/sitemap.xml"]
)
def test_what_is_the_same_for_all_depends_on_no_cookie(client, path):
    assert "Cookie" not in client.get(path).get("Vary", "")
    client.force_login(UserFactory())
    response = client.get(path)
    assert "Cookie" not in response.get("Vary", "")
    assert "private" not in response.get("Cache-Control", "")


def test_what_a_search_finds_for_ones_own_licenses_is_hers_alone(client):
    client.force_login(UserFactory())
    response = client.get("/api/v1/jobs/?mine=1")
    assert "Cookie" in response["Vary"]
    assert "private" in response["Cache-Control"]


def test_staff_without_a_second_factor_are_led_to_it(client, settings):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    response = client.get("/admin/")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/2fa/totp/activate/"


def test_staff_with_a_second_factor_pass(client, settings):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    settings.REQUIRE_STAFF_MFA = True
    staff = UserFactory(is_staff=True, is_superuser=True)
    TOTP.activate(staff, generate_totp_secret())
    client.force_login(staff)

    assert client.get("/admin/").status_code == 200


def test_the_admin_logs_in_through_the_sites_own_form(client):
    response = client.get("/admin/login/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
