"""The query string, field by field."""

import pytest
from django.http import QueryDict

from jobs.filters import InvalidCriteria, PostingFilter
from jobs.search.criteria import Criteria
from jobs.search.results import search
from tests import factories

# Raw operators, NUL, too much of everything, other directions, other types: 28 values in three fields.
HOSTILE = [
    "'", '"', "\\", "';--", "' OR 1=1 --", "!!!", "& | ! ( ) <-> :*", "a & | b", "((((", "<->", ":*A", "%s %d %(q)s",
    "\x00", "pi\x00cc", "a" * 10_000, "nurse " * 3_000, "chemotherapi" * 30, "\u202enurse\u202c", "\u200bpicc\u200d",
    "😀💉", "ﬁrst ＮＵＲＳＥ", "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>", "../../etc/passwd",
    "\r\nSet-Cookie: a=b", "-", '"-"',
]  # fmt: skip


@pytest.fixture(autouse=True)
def vocabulary(db):
    factories.TermFactory(kind="setting", slug="home-infusion")
    factories.StateFactory(usps="CO")
    factories.ZipCodeFactory()
    factories.CityFactory()


def errors(querystring):
    return PostingFilter.from_querystring(querystring).form.errors


@pytest.mark.parametrize(
    "querystring",
    [
        "state=XX",
        "setting=moon-base",
        "setting=home-infusion&setting=moon-base",
        "facility=nobody",
        "pay_min=lots",
        "pay_min=-1",
        "pay_min=NaN",
        "pay_min=Infinity",
        "pay_min=1e999",
        "pay_unit=visit",
        "radius=0",
        "radius=abc",
        "radius=100000",
        "near=Nowhereville",
        "near=00000",
        "experience_max=-3",
        "posted=0",
        "will_train=maybe",
        "sort=best",
        "page=0",
        "page=x",
    ],
)
def test_a_bad_value_is_an_error_at_its_field(querystring):
    name = querystring.partition("=")[0]
    assert list(errors(querystring)) == [name]
    with pytest.raises(InvalidCriteria) as error:
        Criteria.parse(querystring)
    assert list(error.value.errors) == [name]


def test_unknown_names_are_ignored():
    assert Criteria.parse("utm_source=mail&q=picc") == Criteria.parse("q=picc")


def test_equal_searches_have_one_canonical_string():
    one = Criteria.parse("setting=home-infusion&state=co&radius=25&q=++picc++&page=3&near=80202")
    other = Criteria.parse("near=80202&q=picc&state=CO&setting=home-infusion&pay_unit=hour")
    assert one.querystring() == other.querystring() == "near=80202&q=picc&setting=home-infusion&state=CO"
    assert Criteria.parse(one.querystring()) == other


def test_a_city_and_a_zip_are_places():
    assert Criteria.parse("near=80202").near_point == (39.75, -105.0)
    assert Criteria.parse("near=Denver, CO").near_label == "Denver, CO"
    assert Criteria.parse("near=denver colorado").near_label == "Denver, CO"


def test_a_search_is_said_in_a_sentence():
    factories.TermFactory(kind="employment", slug="full-time", label="Full-time")
    criteria = Criteria.parse("setting=home-infusion&state=CO&employment=full-time&pay_min=45")
    assert criteria.sentence() == "Home infusion jobs in Colorado, full-time, paying $45 an hour or more"
    assert Criteria.parse("").sentence() == "Jobs"


def test_each_chip_links_to_the_search_without_it():
    criteria = Criteria.parse("setting=home-infusion&state=CO&pay_min=45&pay_unit=year&near=80202&radius=50")
    links = {chip.name: chip.querystring for chip in criteria.chips()}
    assert links["near"] == "pay_min=45&pay_unit=year&setting=home-infusion&state=CO"
    assert links["pay_min"] == "near=80202&radius=50&setting=home-infusion&state=CO"
    assert "state" not in links["state"]


@pytest.mark.parametrize("name", ["q", "near", "state"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_answered_like_any_other(name, value):
    data = QueryDict(mutable=True)
    data[name] = value
    found = PostingFilter(data)
    if found.is_valid():
        assert search(found.criteria()).total == 0
    else:
        assert name in found.form.errors
        assert "psycopg" not in str(found.form.errors)
