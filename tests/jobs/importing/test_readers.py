from datetime import date

import pytest

from jobs.importing.readers import FORMATS, open_feed
from jobs.importing.types import FeedError, Rejection
from tests.jobs.importing.feeds import SAMPLES, outcomes, postings, rejections

DETECTED = {
    "jobspy.jsonl": "jobspy",
    "jobspy.csv": "jobspy",
    "greenhouse.json": "greenhouse",
    "lever.json": "lever",
    "ashby.json": "ashby",
    "indeed.xml": "indeed-xml",
    "appcast.xml": "appcast-xml",
    "ziprecruiter.xml": "appcast-xml",
    "jobs.rss": "rss",
    "jobs.atom": "rss",
    "jobposting.json": "jobposting",
    "jobposting.jsonl": "jobposting",
    "jobposting.html": "jobposting",
}


@pytest.mark.parametrize(("name", "format_name"), DETECTED.items())
def test_it_tells_the_format_by_the_content(name, format_name):
    with open_feed(SAMPLES / name) as feed:
        assert feed.format == format_name
        assert list(feed)
        assert feed.is_complete


def test_every_sample_has_a_format_named_and_every_format_a_sample():
    assert {path.name for path in SAMPLES.iterdir()} == set(DETECTED)
    assert set(DETECTED.values()) == set(FORMATS)


@pytest.mark.parametrize("name", ["lever.json", "indeed.xml", "jobs.rss"])
def test_a_snapshot_counts_only_once_it_was_read_to_its_end(name):
    with open_feed(SAMPLES / name) as feed:
        assert not feed.is_complete_snapshot
        list(feed)
        assert feed.is_complete_snapshot


@pytest.mark.parametrize("name", ["jobspy.jsonl", "jobspy.csv", "jobposting.json"])
def test_scraped_files_are_no_snapshot(name):
    with open_feed(SAMPLES / name) as feed:
        list(feed)
        assert not feed.is_complete_snapshot


def test_it_refuses_a_format_nobody_knows():
    with pytest.raises(ValueError, match="no feed format 'word'"), open_feed(SAMPLES / "indeed.xml", "word"):
        pass


def test_it_says_that_it_cannot_tell_the_format():
    with pytest.raises(FeedError, match="does not tell its format"):
        outcomes(b"Dear editor,\nwe seek a nurse.")


def test_jobspy_lines():
    first, second, *_, last = postings("jobspy.jsonl")

    assert (first.external_id, first.title, first.company) == (
        "in-0001",
        "Infusion Nurse (RN)",
        "Example Infusion Center",
    )
    assert (first.city, first.state, first.country, first.location) == (
        "Denver",
        "CO",
        "US",
        "Denver, CO, US",
    )
    assert first.description_kind == "markdown"
    assert first.posted_on == date(2026, 10, 2)
    assert first.remote is False
    assert first.url == "https://board.example.com/viewjob?jk=0001"
    assert first.apply_url == "https://infusion.example.com/jobs/1"
    assert first.company_url == "https://infusion.example.com"
    assert dict(first.columns) == {
        "site": "indeed",
        "job_type": "fulltime, perdiem",
        "salary_source": "direct_data",
        "interval": "hourly",
        "min_amount": "41.5",
        "max_amount": "58.0",
        "currency": "USD",
        "is_remote": "False",
        "company_num_employees": "51 to 200",
    }
    assert (second.company, second.city, second.state, second.posted_on) == ("", "", "OR", None)
    assert last.external_id.startswith("x-")


def test_jobspy_lines_that_are_no_postings_do_not_stop_the_file():
    rejected = {one.row: (one.id, one.reason) for one in rejections("jobspy.jsonl")}

    assert rejected == {
        3: ("in-0003", "The posting has no title."),
        4: ("", "The line is not valid JSON: expecting value at column 1."),
        5: ("in-0005", "outside the United States"),
        6: ("", "The line is not a JSON object."),
    }


def test_jobspy_csv_keeps_lines_and_quotes_inside_cells():
    first, second = postings("jobspy.csv")

    assert first.description == '**Duties**\n\n* Start IVs, draw labs\n* Say "hello"'
    assert (first.city, first.columns["max_amount"]) == ("Boise", "52")
    assert second.remote is True
    assert [one.row for one in outcomes("jobspy.csv")] == [1, 2, 3]
    assert rejections("jobspy.csv")[0].reason == "The row has 4 cells where the header names 16."


def test_greenhouse():
    first, third = postings("greenhouse.json")

    assert (first.external_id, first.title, first.company) == (
        "4001",
        "Infusion Nurse & Educator",
        "Example Infusion",
    )
    assert (first.posted_on, first.closes_on) == (date(2026, 10, 1), date(2026, 12, 31))
    assert first.columns["job_type"] == "fulltime"
    assert (first.columns["min_amount"], first.columns["max_amount"]) == ("78000", "96500.5")
    assert first.columns["interval"] == "yearly"
    assert (third.city, third.state, third.company) == ("Portland", "OR", "Exampleinfusion")


def test_lever():
    first, third = postings("lever.json")

    assert (first.title, first.company) == ("Ambulatory Infusion Nurse", "Example Infusion")
    assert (first.city, first.state, first.remote) == ("Phoenix", "AZ", False)
    assert first.posted_on == date(2026, 9, 21)
    assert first.columns["job_type"] == "perdiem"
    assert (first.columns["interval"], first.columns["max_amount"]) == ("hourly", "55.25")
    assert "<h3>You bring &lt;skills&gt;</h3><ul><li>RN license</li>" in first.description
    assert "Equal chances.<br>For all." in first.description
    assert (third.city, third.state) == ("Buffalo", "NY")
    assert [one.id for one in rejections("lever.json")] == ["bbbb-2222"]


def test_ashby():
    (first,) = postings("ashby.json")

    assert (first.company, first.city, first.state, first.zip) == (
        "Example Suites",
        "Nashville",
        "TN",
        "37203",
    )
    assert first.remote is False
    assert first.columns["job_type"] == "fulltime"
    assert (first.columns["min_amount"], first.columns["interval"]) == ("81000", "yearly")
    assert [(one.id, one.reason) for one in rejections("ashby.json")] == [
        ("d2d2", "The posting is unlisted on the employer's board."),
        ("d3d3", "outside the United States"),
    ]


def test_indeed_xml():
    first, last = postings("indeed.xml")

    assert (first.external_id, first.title, first.url) == (
        "EX-77",
        "Infusion Nurse",
        "https://careers.example.com/77?a=1&b=2",
    )
    assert (first.city, first.state, first.zip) == ("Omaha", "NE", "68102")
    assert (first.posted_on, first.closes_on) == (date(2026, 10, 5), date(2026, 12, 1))
    assert first.remote is False
    assert (first.columns["min_amount"], first.columns["max_amount"]) == ("42.50", "1055")
    assert first.columns["interval"] == "weekly"
    assert last.description == "Markup <b>as elements</b>, not as <i>text</i>."
    assert [(one.row, one.id, one.reason) for one in rejections("indeed.xml")] == [
        (2, "EX-78", "outside the United States"),
        (3, "EX-79", "The posting has no title."),
    ]


def test_appcast_xml():
    (posting,) = postings("appcast.xml")

    assert (posting.external_id, posting.zip, posting.posted_on) == ("A_1", "31201", date(2026, 7, 21))
    assert posting.columns["job_type"] == "perdiem"
    assert posting.description_kind == "html"


def test_ziprecruiter_xml():
    (posting,) = postings("ziprecruiter.xml")

    assert (posting.external_id, posting.state, posting.zip) == ("zip-1", "NM", "87501")
    assert (posting.columns["min_amount"], posting.columns["interval"]) == ("21", "hourly")


def test_rss():
    first, second = postings("jobs.rss")

    assert (first.external_id, first.title, first.company) == ("clinic-1", "Infusion Nurse", "Example Clinic")
    assert (first.posted_on, first.remote, first.state) == (date(2026, 3, 23), False, "OR")
    assert first.description_kind == "markdown"
    assert (first.columns["job_type"], first.columns["interval"]) == ("fulltime", "hourly")
    assert (second.title, second.company, second.country) == ("Telehealth Nurse", "", "US")
    assert (second.closes_on, second.remote, second.description_kind) == (date(2027, 1, 1), True, "html")
    assert [one.row for one in rejections("jobs.rss")] == [3]


def test_atom():
    (posting,) = postings("jobs.atom")

    assert (posting.external_id, posting.url) == ("urn:example:1", "https://board.example.com/1")
    assert (posting.company, posting.posted_on) == ("Example Atoll Clinic", date(2026, 10, 1))
    assert "chairs" in posting.description
    assert posting.description_kind == "html"


def test_jobposting_array():
    first, second = postings("jobposting.json")

    assert (first.external_id, first.company, first.company_url) == (
        "JP-1",
        "Example Health",
        "https://health.example.com",
    )
    assert (first.city, first.state, first.zip) == ("Tulsa", "OK", "74103")
    assert (first.posted_on, first.closes_on) == (date(2026, 9, 30), date(2026, 12, 24))
    assert first.columns["job_type"] == "fulltime, perdiem"
    assert (first.columns["max_amount"], first.columns["interval"]) == ("50.5", "hourly")
    assert (second.title, second.company, second.remote) == ("Triage Nurse", "Example Phones", True)
    assert second.columns["min_amount"] == "83000"
    assert [one.row for one in rejections("jobposting.json")] == [3]


def test_jobposting_lines_survive_a_broken_one():
    assert [posting.title for posting in postings("jobposting.jsonl")] == ["First", "Third"]
    assert [one.row for one in rejections("jobposting.jsonl")] == [2]


def test_jobposting_inside_a_page():
    (posting,) = postings("jobposting.html")
    (broken,) = rejections("jobposting.html")

    assert (posting.external_id, posting.company, posting.state) == ("H-1", "Example Hills", "UT")
    assert broken.reason.startswith("A script of JSON-LD on the page cannot be read.")


def test_a_posting_without_an_id_gets_the_same_one_each_time():
    line = b'{"title": "Infusion Nurse", "company": "%s", "location": "Mesa, AZ, US", "site": "x"}'

    first, again = postings(line % b"Example One"), postings(line % b"EXAMPLE ONE")
    other = postings(line % b"Example Two")

    assert first[0].external_id == again[0].external_id != other[0].external_id


def test_titles_are_plain_lines():
    line = '{"id": 1, "site": "x", "title": "  <b>RN</b>\\n\\u202e &amp;amp; \\u0000tech\\ud800 <3 "}'

    assert postings(line.encode())[0].title == "RN & tech\ufffd <3"


def test_addresses_that_are_not_http_are_left_out():
    line = b'{"id": 1, "site": "x", "title": "RN", "job_url": "javascript:alert(1)", "job_url_direct": "http://["}'

    posting = postings(line)[0]

    assert (posting.url, posting.apply_url) == ("", "")


def test_an_empty_snapshot_closes_nothing():
    with open_feed(SAMPLES / "lever.json") as _:
        pass
    (only,) = outcomes(b'{"jobs": [], "meta": {"total": 0}}')

    assert only == Rejection(1, "", "The file holds no posting.")
