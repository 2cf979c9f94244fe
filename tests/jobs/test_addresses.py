import pytest
from django.urls import reverse

from jobs.addresses import address


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("jobs:posting", ["a2b3c4d5e6f7", "infusion-rn-denver-co"]),
        ("jobs:facility", ["juniper-creek"]),
        ("api:job", ["a2b3c4d5e6f7"]),
        ("applications:apply", ["a2b3c4d5e6f7"]),
    ],
)
def test_it_says_what_reverse_says(name, parts):
    assert address(name, *parts) == reverse(name, args=parts)
    assert address(name, *parts[::-1]) == reverse(name, args=parts[::-1])
