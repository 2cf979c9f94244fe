from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories


@pytest.mark.parametrize("kind", ["facility", "posting"])
def test_staff_open_a_record_and_go_from_it_to_its_page(as_staff, posting, kind):
    record = {"facility": posting.facility, "posting": posting}[kind]
    response = as_staff.get(reverse(f"admin:jobs_{kind}_change", args=[record.pk]))
    assert response.status_code == 200
    assert f'href="{record.get_absolute_url()}"' in response.content.decode()


def sent_back(page):
    """What the form of an admin page sends when nothing in it is changed."""
    form = html.fromstring(page.content).get_element_by_id("posting_form")
    return {name: value for name, value in form.form_values() if not name.startswith("_")}


def test_what_staff_change_of_a_posting_is_logged_and_shown(as_staff, staff, posting):
    url = reverse("admin:jobs_posting_change", args=[posting.pk])
    data = sent_back(as_staff.get(url)) | {"title": "Infusion RN", "description_source": "You give **TPN**."}
    data["description_kind"] = "markdown"
    assert as_staff.post(url, data).status_code == 302
    posting.refresh_from_db()
    assert posting.description_html == "<p>You give <strong>TPN</strong>.</p>"
    assert posting.description_text == "You give TPN."
    event = posting.events.get()
    assert event.by == staff
    assert event.changes == {"title": ["Home Infusion RN", "Infusion RN"]}


def change(as_staff, posting, **answers):
    url = reverse("admin:jobs_posting_change", args=[posting.pk])
    response = as_staff.post(url, sent_back(as_staff.get(url)) | answers)
    posting.refresh_from_db()
    return response


def test_a_place_that_staff_correct_has_its_own_point_and_zone(as_staff, posting):
    texas = factories.StateFactory(usps="TX")
    factories.CityFactory(state=texas, name="Lufkin", lat=31.34, lon=-94.73, timezone="America/Chicago")
    change(as_staff, posting, city="Lufkin", state="TX")
    assert (posting.lat, posting.lon, posting.zone) == (31.34, -94.73, "America/Chicago")
    assert (posting.live_row.lat, posting.live_row.lon) == pytest.approx((31.34, -94.73))


def test_a_place_we_do_not_know_leaves_no_point_of_another(as_staff, posting):
    change(as_staff, posting, city="Nowhere Junction")
    assert (posting.lat, posting.lon) == (None, None)


def test_a_point_that_staff_set_by_hand_stands(as_staff, posting):
    factories.CityFactory(name="Boulder", lat=40.01, lon=-105.27)
    change(as_staff, posting, city="Boulder", lat="40.5", lon="-105.5")
    assert (posting.city, posting.lat, posting.lon) == ("Boulder", 40.5, -105.5)


@pytest.mark.parametrize("zone", ["America/Denvr", "America", "../../etc/passwd", "x"])
def test_a_time_zone_that_is_none_is_refused(as_staff, posting, zone):
    page = change(as_staff, posting, zone=zone).content.decode()
    assert "This is no time zone we know." in page
    assert posting.zone == "America/New_York"


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("jobs/posting", "created_at"),
        ("jobs/facility", "created_at"),
        ("accounts/user", "date_joined"),
        ("applications/application", "submitted_at"),
    ],
)
def test_the_newest_stands_first(as_staff, table, field):
    factories.ApplicationFactory(submitted_at=timezone.now() - timedelta(days=2))
    factories.ApplicationFactory(submitted_at=timezone.now())
    rows = list(as_staff.get(f"/admin/{table}/").context["cl"].result_list)
    times = [getattr(row, field) for row in rows]
    assert len(times) >= 2
    assert times == sorted(times, reverse=True)


def test_times_are_written_in_one_way(as_staff, application):
    at = datetime(2026, 11, 20, 23, 34, tzinfo=UTC)
    type(application).objects.update(submitted_at=at)
    application.events.create(kind="note", at=at, message="A note")
    page = as_staff.get("/admin/applications/application/").content.decode()
    assert "Fri, Nov 20, 2026, 23:34 UTC" in page
    assert "p.m." not in page
    url = reverse("admin:applications_application_change", args=[application.public_id])
    assert "23:34 UTC" in as_staff.get(url).content.decode()
