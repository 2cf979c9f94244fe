import pytest

from tests.extraction.clinical import assert_reads, cases, read


@pytest.mark.parametrize("case", cases("settings"))
def test_it_reads_the_settings(case):
    assert_reads(case)


def test_it_quotes_the_employer_it_rests_on():
    reading = read("Care for people.", title="LPN", company="Juniper Nursing and Rehab Center")

    assert reading.values["settings"] == ("long-term-care",)
    assert reading.evidence["settings:long-term-care"] == ["Juniper Nursing and Rehab Center"]
