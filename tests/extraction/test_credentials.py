import time

import pytest

from jobs.extraction import RawPosting, normalise
from jobs.extraction.vocabulary import read_vocabulary
from tests.extraction.clinical import assert_reads, cases, read


@pytest.mark.parametrize("case", cases("credentials"))
def test_it_reads_credentials(case):
    assert_reads(case)


def test_it_quotes_the_words_as_the_source_has_them():
    reading = read("**Requirements**\n\n* Current **BLS** \\- AHA", title="RN")

    assert reading.evidence["credentials_required:bls"] == ["Current **BLS** \\- AHA"]


def test_it_takes_the_license_from_the_title_where_the_text_names_none():
    reading = read("Thirteen weeks of nights.", title="Travel RN - ICU")

    assert reading.values["credentials_required"] == ("rn",)
    assert reading.evidence["credentials_required:rn"] == ["Travel RN - ICU"]


def test_it_takes_no_license_from_the_title_of_a_helper():
    reading = read("Help the nurses.", title="Nurse Extern")

    assert reading.values["credentials_required"] == ()


@pytest.mark.parametrize(
    "text",
    ["a" * 60_000, "Aaa Bbb " + "A" * 59_000 + "!", "\n" * 60_000, "or " * 20_000],
    ids=["one word", "capitals", "empty lines", "alternatives"],
)
def test_a_hostile_line_costs_no_more_than_its_length(text):
    clean = normalise(text)
    assert len(clean.lines) < 2
    started = time.process_time()

    read_vocabulary(clean, RawPosting(title="RN", text=text))

    assert time.process_time() - started < 0.5
