import pytest
from django.urls import reverse
from lxml import html


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
