import gzip
import io
import json
import time
import tracemalloc
import zipfile

import pytest

from jobs.importing.readers import FORMATS, open_feed
from jobs.importing.types import FeedError, Limits, SourceRow
from tests.jobs.importing.feeds import outcomes, rejections

JOB = b"<job><title>RN</title><referencenumber>1</referencenumber></job>"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><source><job><title>&c;</title></job></source>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<source><job><title>&x;</title></job></source>"""
OUTER_DTD = b'<!DOCTYPE source SYSTEM "https://evil.example.com/x.dtd"><source>' + JOB + b"</source>"


@pytest.fixture
def bounded():
    """Fails where a test takes over 10 seconds of the processor or its Python objects over 80 MB at once."""
    tracemalloc.start()
    began = time.process_time()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 10
    assert peak < 80_000_000


@pytest.mark.parametrize("document", [LAUGHS, EXTERNAL, OUTER_DTD])
@pytest.mark.parametrize("format_name", ["auto", "indeed-xml", "rss"])
def test_it_refuses_document_types_and_entities(document, format_name, bounded):
    (only,) = outcomes(document, format_name)

    assert only.reason.startswith("The XML declares a document type or entities.")


@pytest.mark.parametrize(
    "packed", [b"<source>" + JOB + b" " * 60_000_000, b"[" * 300_000_000, b"\0" * 300_000_000]
)
def test_it_refuses_a_gzip_bomb(packed, bounded):
    bomb = gzip.compress(packed, 9)

    with open_feed(io.BytesIO(bomb), "indeed-xml") as feed:
        last = list(feed)[-1]

    assert "decompression bomb" in last.reason or "larger than" in last.reason or "breaks off" in last.reason
    assert not feed.is_complete


def test_it_names_the_bomb_behind_sound_postings():
    bomb = gzip.compress(b"<source>" + JOB + b"<!--" + b" " * 50_000_000 + b"--></source>", 9)

    found = outcomes(bomb, limits=Limits(record=10**9))

    assert isinstance(found[0], SourceRow)
    assert "decompression bombs" in found[-1].reason


def test_it_caps_what_a_file_unpacks_to():
    (first, last) = outcomes(
        b"<source>" + JOB + b" " * 2_000_000 + b"</source>", limits=Limits(unpacked=1_000_000)
    )

    assert isinstance(first, SourceRow)
    assert last.reason == "The file is larger than 1,000,000 bytes unpacked."


def test_it_refuses_a_zip_archive_with_the_reason():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("feed.xml", "<source/>")

    with pytest.raises(FeedError, match="This is a zip archive"):
        outcomes(packed.getvalue())


def test_it_refuses_gzip_inside_gzip():
    with pytest.raises(FeedError, match="packed with gzip twice"):
        outcomes(gzip.compress(gzip.compress(b"<source/>")))


def test_it_reads_a_cut_gzip_up_to_the_cut():
    jobs = b"".join(b"<job><title>RN %d</title></job>" % number for number in range(5000))
    packed = gzip.compress(b"<source>" + jobs + b"</source>")

    *sound, last = outcomes(packed[: len(packed) // 2])

    assert len(sound) > 1000
    assert last.reason.startswith("The gzip file is cut off or damaged")
    assert last.row == len(sound) + 1


def test_it_refuses_an_empty_file_and_a_missing_one(tmp_path):
    with pytest.raises(FeedError, match="The file is empty"):
        outcomes(b" \n ")
    with pytest.raises(FeedError, match="cannot be opened: No such file"), open_feed(tmp_path / "none.xml"):
        pass
    with pytest.raises(FeedError, match="cannot be opened: Is a directory"), open_feed(tmp_path):
        pass


def test_a_broken_document_ends_with_the_place_where_it_broke():
    first, last = outcomes(b"<source>\n" + JOB + b"\n<job><title>x</title></source>")

    assert isinstance(first, SourceRow)
    assert (last.row, last.reason) == (2, "The XML breaks off at line 3, column 24: mismatched tag.")


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b'[{"@type": "JobPosting", "title": "RN"},\n{"title" "RN"}]', "line 2: expecting ':' delimiter"),
        (b'[{"@type": "JobPosting", "title": "RN"}', "line 1: the file ends"),
        (b'[{"@type": "JobPosting", "title": "RN"}}', "line 1: ',' was expected, '}' found"),
    ],
)
def test_a_broken_json_document_keeps_what_came_before(document, reason):
    first, last = outcomes(document, "jobposting")

    assert isinstance(first, SourceRow)
    assert last.reason == f"The JSON breaks off at {reason}."


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":['])
@pytest.mark.parametrize("ending", [b"", b"\n{}"])
def test_it_survives_deep_json(opening, ending, bounded):
    document = opening * 200_000 + ending

    for format_name in ("greenhouse", "lever", "ashby", "jobposting", "jobspy"):
        assert (
            "JSON" in outcomes(document, format_name)[-1].reason
            or "nested" in outcomes(document, format_name)[-1].reason
        )


def test_it_survives_numbers_and_names_without_end(bounded):
    endless = (
        b'{"@type": "JobPosting", "title": "RN", "x": ' + b"9" * 1_000_000 + b', "y": NaN, "z": 1e999999}'
    )

    assert isinstance(outcomes(endless)[0], SourceRow)


def test_it_survives_deep_xml(bounded):
    assert "nests more than 40" in outcomes(b"<source>" + b"<job>" * 500_000)[-1].reason
    assert "nests more than 40" in outcomes(b"<a>" * 500_000, "rss")[-1].reason


def test_it_survives_a_record_of_countless_elements(bounded):
    assert "more than 20,000 elements" in outcomes(b"<source><job>" + b"<a/>" * 900_000)[-1].reason


@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_a_record_has_a_greatest_size(format_name, bounded):
    is_xml = format_name.endswith("xml") or format_name == "rss"
    start = b"<s><job><title>" if is_xml else b'[{"title": "'

    (only,) = outcomes(start + b"x" * 20_000_000, format_name)

    assert "larger than" in only.reason


def test_an_overlong_line_is_rejected_and_the_next_read(bounded):
    lines = [
        b'{"id": 1, "site": "x", "title": "RN"}',
        b'{"title": "' + b"x" * 9_000_000,
        b'{"id": 3, "title": "RN"}',
    ]

    first, second, third = outcomes(b"\n".join(lines))

    assert (first.row, third.row) == (1, 3)
    assert second.reason == "The line is longer than 4,000,000 characters."


def test_a_quote_that_never_closes_does_not_take_the_machine(bounded):
    rows = b"id,title,company\n" + b'1,"RN,Example\n' + b"2,RN,Example\n" * 9_000

    found = rejections(rows, "jobspy", Limits(record=100_000))

    assert found[0].reason == "The row cannot be read as CSV: field larger than field limit (100000)."


def test_memory_does_not_grow_with_the_file():
    def chunks(count):
        yield b"<source>"
        for number in range(count):
            yield b"<job><title>RN %d</title><description>%s</description></job>\n" % (number, b"care " * 400)
        yield b"</source>"

    peaks = []
    for count in (200, 1000):
        source = io.BytesIO(b"".join(chunks(count)))
        tracemalloc.start()
        with open_feed(source) as feed:
            assert sum(isinstance(one, SourceRow) for one in feed) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.5


@pytest.mark.parametrize(
    "shape",
    [
        None,
        True,
        7,
        1.5,
        "text",
        [],
        {},
        [None],
        [[]],
        [{}],
        {"a": None},
        {"name": []},
        {"value": {}},
        {"address": 5},
    ],
)
@pytest.mark.parametrize("format_name", ["jobspy", "greenhouse", "lever", "ashby", "jobposting"])
def test_values_of_the_wrong_shape_do_not_raise(format_name, shape):
    names = """id title text company location description offices metadata content pay_input_ranges categories
    country createdAt lists additional salaryRange workplaceType hostedUrl isListed secondaryLocations address
    compensation employmentType identifier hiringOrganization jobLocation baseSalary jobLocationType url is_remote
    applicantLocationRequirements datePosted absolute_url salaryDescription isRemote min_amount @id"""
    job = {"@type": "JobPosting"} | dict.fromkeys(names.split(), shape)
    titled = job | {"title": "RN", "text": "RN"}

    assert len(outcomes(json.dumps([job, titled]).encode(), format_name)) == 2
