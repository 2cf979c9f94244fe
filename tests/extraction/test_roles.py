import pytest

from tests.extraction.clinical import assert_reads, cases, read


@pytest.mark.parametrize("case", cases("roles"))
def test_it_reads_the_role(case):
    assert_reads(case)


def test_it_quotes_the_title_it_rests_on():
    reading = read("Give infusions.", title="Infusion RN - Days")

    assert reading.evidence["role"] == ["Infusion RN - Days"]


def test_it_quotes_the_body_where_the_title_is_silent():
    reading = read(
        "Responsibilities:\n* Administers **chemotherapy** and biologics.",
        title="Oncology RN - Clinic",
    )

    assert reading.values["role"] == "oncology-infusion-nurse"
    assert reading.evidence["role"] == ["Administers **chemotherapy"]


def test_it_gives_no_evidence_for_an_unknown_role():
    reading = read("Teach reading.", title="School Librarian")

    assert reading.values["role"] is None
    assert "role" not in reading.evidence
