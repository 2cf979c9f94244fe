import pytest
from django.urls import reverse


@pytest.mark.parametrize("kind", ["facility", "posting"])
def test_staff_open_a_record_and_go_from_it_to_its_page(as_staff, posting, kind):
    record = {"facility": posting.facility, "posting": posting}[kind]
    response = as_staff.get(reverse(f"admin:jobs_{kind}_change", args=[record.pk]))
    assert response.status_code == 200
    assert f'href="{record.get_absolute_url()}"' in response.content.decode()
