import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importing.readers import FORMATS, open_feed
from jobs.importing.types import FeedError, Rejection, SourceRow
from tests.jobs.importing.feeds import SAMPLES, outcomes

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
SAMPLE_BYTES = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir())}


def check(source, format_name):
    """Every outcome is one of two kinds; a posting can be stored in PostgreSQL and says what it is."""
    try:
        with open_feed(io.BytesIO(source), format_name) as feed:
            for outcome in feed:
                assert isinstance(outcome, SourceRow | Rejection)
                if isinstance(outcome, SourceRow):
                    posting = outcome.posting
                    assert posting.title
                    assert posting.external_id
                    assert "\0" not in repr(posting)
                    for text in (
                        posting.title,
                        posting.description,
                        posting.location,
                        *posting.columns.values(),
                    ):
                        text.encode("utf-8")
                else:
                    assert outcome.reason
    except FeedError as error:
        assert str(error)  # noqa: PT017 - the sentence is the outcome


@pytest.mark.parametrize("format_name", ["auto", *FORMATS])
@given(source=st.binary(max_size=300))
def test_random_bytes_never_raise(format_name, source):
    check(source, format_name)
    check(gzip.compress(source), format_name)


@pytest.mark.parametrize("name", SAMPLE_BYTES)
@given(data=st.data())
def test_damaged_feeds_never_raise(name, data):
    source = SAMPLE_BYTES[name]
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 60)))

    check(source[:start] + data.draw(st.binary(max_size=12)) + source[end:], "auto")


@pytest.mark.parametrize("format_name", ["jobspy", "greenhouse", "lever", "ashby", "jobposting"])
@given(values=st.lists(JSON_VALUES, max_size=3), data=st.data())
def test_random_values_in_known_places_never_raise(format_name, values, data):
    names = {
        "jobspy": ["title", "location", "is_remote", "min_amount", "date_posted", "description"],
        "greenhouse": ["title", "location", "offices", "metadata", "pay_input_ranges", "content"],
        "lever": ["text", "categories", "lists", "salaryRange", "createdAt", "country"],
        "ashby": ["title", "address", "compensation", "secondaryLocations", "isListed"],
        "jobposting": [
            "title",
            "jobLocation",
            "baseSalary",
            "identifier",
            "hiringOrganization",
            "employmentType",
        ],
    }[format_name]
    job = {"@type": "JobPosting"} | {name: data.draw(JSON_VALUES) for name in names}

    check(json.dumps([*values, job]).encode(), format_name)


@given(lines=st.lists(st.text(max_size=40).map(lambda text: text.replace("\n", " ")), max_size=6))
def test_a_line_of_json_lines_is_an_outcome_of_its_own(lines):
    sound = '{"id": "1", "site": "x", "title": "Infusion Nurse"}'
    source = "\n".join([sound, *lines, sound]).encode()

    found = outcomes(source)

    assert found[0].posting.title == found[-1].posting.title == "Infusion Nurse"
    assert found[-1].row == len(lines) + 2
