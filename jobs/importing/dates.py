"""Days out of the many ways that feeds write them."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_EPOCH = re.compile(r"\d{9,14}(?:\.\d+)?")


def read_date(value: str) -> date | None:
    """The day a feed names: ISO 8601, RFC 822, MM/DD/YYYY, DD.MM.YYYY, seconds or milliseconds since 1970.

    The day is the one written, in the source's own zone. None where there is none between 1990 and 2100.
    """
    value = value.strip()[:60]
    try:
        day = _read(value)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    return day if day and 1990 <= day.year <= 2100 else None


def _read(value: str) -> date | None:
    if found := _ISO.match(value) or _COMPACT.fullmatch(value):
        return date(*map(int, found.groups()))
    if found := _AMERICAN.match(value):
        month, day, year = map(int, found.groups())
        return date(year, month, day)
    if found := _POINTS.match(value):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if _EPOCH.fullmatch(value):
        seconds = float(value)
        # Himalayas and Lever give milliseconds, older feeds seconds: 10^11 seconds is the year 5138.
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date()
    return parsedate_to_datetime(value).date() if value else None
