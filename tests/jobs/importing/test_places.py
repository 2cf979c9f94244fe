import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importing.places import place_of


@pytest.mark.parametrize(
    ("location", "city", "state", "zip_code", "country"),
    [
        ("Denver, CO, US", "Denver", "CO", "", "US"),
        ("Denver, CO 80205-1234, United States", "Denver", "CO", "80205", "US"),
        ("Austin TX", "Austin", "TX", "", "US"),
        ("New York, New York", "New York", "NY", "", "US"),
        ("Kansas City, MO (Remote)", "Kansas City", "MO", "", "US"),
        ("Los Angeles, Los Angeles County, CA", "Los Angeles", "CA", "", "US"),
        ("San Juan, Puerto Rico", "San Juan", "PR", "", "US"),
        ("Washington, DC", "Washington", "DC", "", "US"),
        ("TX, US", "", "TX", "", "US"),
        ("North Carolina", "", "NC", "", "US"),
        ("United States", "", "", "", "US"),
        ("Remote, US", "", "", "", "US"),
        ("Remote", "", "", "", ""),
        ("", "", "", "", ""),
        ("Springfield", "Springfield", "", "", ""),
    ],
)
def test_it_reads_places_in_the_united_states(location, city, state, zip_code, country):
    place = place_of(location=location)

    assert (place.city, place.state, place.zip, place.country) == (city, state, zip_code, country)
    assert not place.is_foreign


@pytest.mark.parametrize(
    "location",
    [
        "Atlanta, Georgia",
        "Mexico, MO",
        "Lebanon, PA",
        "Peru, IN",
        "Paris, TX",
        "Wilmington, DE",
        "Ontario, CA",
    ],
)
def test_american_places_with_foreign_names_stay(location):
    assert place_of(location=location).country == "US"


@pytest.mark.parametrize(
    ("location", "country"),
    [
        ("Toronto, ON, CA", "CA"),
        ("Toronto, Ontario", "CA"),
        ("Toronto, ON", "CA"),
        ("Munich, BY, DE", "DE"),
        ("Remote, Italy", "IT"),
        ("London, UK", "GB"),
        ("Seoul, South Korea", "KR"),
        ("Europe", "EU"),
    ],
)
def test_it_knows_places_abroad(location, country):
    assert place_of(location=location).country == country


def test_separate_fields_outweigh_the_line():
    place = place_of(location="Anywhere", city="Ponce", zip_code="00716", country="PR")

    assert (place.city, place.state, place.zip, place.country) == ("Ponce", "PR", "00716", "US")


def test_a_foreign_country_outweighs_a_city_that_sounds_american():
    assert place_of(city="Denver", state="CO", country="Mexico").is_foreign


def test_a_country_nobody_knows_is_abroad_unless_the_state_is_ours():
    assert place_of(city="Emerald City", country="Oz").is_foreign
    assert place_of(city="Denver", state="Colorado", country="Oz").country == "US"


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_no_words_raise(location, city, state, zip_code, country):
    place_of(location=location, city=city, state=state, zip_code=zip_code, country=country)
