"""What a feed is read into: source rows, rejections, and the bounds all readers keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class SourcePosting:
    """A posting as its source gave it. Every text is free of control characters; unknown is empty.

    `description` is raw and of the kind `description_kind` ("html", "markdown" or "text"): never show it
    before `jobs.importing.html.clean_html`. `state` is a USPS code, `country` an ISO alpha-2 code or empty
    where the source does not say. `columns` keeps jobspy's key names where jobspy has the field:
    job_type, salary_source, interval (hourly, daily, weekly, monthly, yearly), min_amount, max_amount,
    currency, is_remote, company_num_employees ...; the URLs are http(s) or empty.
    """

    external_id: str
    title: str
    company: str = ""
    description: str = ""
    description_kind: str = "text"
    location: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    posted_on: date | None = None
    closes_on: date | None = None
    url: str = ""
    company_url: str = ""
    apply_url: str = ""
    remote: bool | None = None


@dataclass(frozen=True)
class SourceRow:
    """A posting and its place in the file: the line, or the record counted from 1."""

    row: int
    posting: SourcePosting


@dataclass(frozen=True)
class Rejection:
    """A row that is not taken, with a sentence that says why. `id` is the source's own, where it has one.

    `is_withdrawn` where the source itself says that the posting is no longer open.
    """

    row: int
    id: str
    reason: str
    is_withdrawn: bool = False


Outcome = SourceRow | Rejection


@dataclass(frozen=True)
class Limits:
    """What a file may cost. The defaults are far above any feed seen, and far below what hurts a worker.

    Sizes are in bytes or characters; `record` bounds one posting in any format, `page` an HTML page, which
    is the only thing read whole. Real gzip feeds unpack to 3-15 times their size, repetitive ones to
    about 100; a deflate bomb reaches 1,032.
    """

    unpacked: int = 4_000_000_000
    gzip_ratio: int = 200
    gzip_ratio_from: int = 10_000_000
    record: int = 4_000_000
    page: int = 20_000_000
    elements: int = 20_000


class FeedError(Exception):
    """The file cannot be read any further. The message is a sentence for the person who imports."""
