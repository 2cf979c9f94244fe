from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importing.dates import read_date


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-05",
        "2026-10-5",
        "2026-10-05T23:30:00-04:00",
        "2026-10-05 23:30:00",
        "20261005",
        "10/05/2026",
        "05.10.2026",
        "Mon, 05 Oct 2026 23:59:00 -0500",
        "Mon, 5 Oct 2026 08:00:00 GMT",
        "1791201600",
        "1791201600000",
        " 2026-10-05 ",
    ],
)
def test_it_reads_a_day(written):
    assert read_date(written) == date(2026, 10, 5)


@pytest.mark.parametrize(
    "written", ["", "soon", "2026-13-05", "0001-01-01", "9999-12-31", "99999999999999", "NaN"]
)
def test_it_reads_no_day_where_there_is_none(written):
    assert read_date(written) is None


@given(st.text(max_size=40) | st.from_regex(r"[0-9./:T -]{1,30}", fullmatch=True))
def test_no_words_raise(written):
    read_date(written)
