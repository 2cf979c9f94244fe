"""Which format a file is in, told from its beginning and never from its name."""

import re

from jobs.importing.readers.jobspy import is_header

_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
_SKIPPED = re.compile(r"\s*(?:<\?[^>]{0,1000}>|<!--.{0,10000}?-->)", re.DOTALL)
_KEY = re.compile(r'"([@A-Za-z_][\w@-]{0,40})"\s*:')

# A format is recognized by one key of each group. The order matters: jobspy has the plainest names.
_JSON = [
    ("greenhouse", ({"absolute_url"}, {"title"}, {"internal_job_id", "updated_at", "content"})),
    ("lever", ({"text"}, {"hostedUrl", "categories"})),
    ("ashby", ({"title"}, {"jobUrl", "descriptionHtml", "isListed"})),
    ("jobposting", ({"@type"},)),
    ("jobspy", ({"title"}, {"site", "job_url", "job_board_url", "date_posted", "min_amount", "company"})),
]
# Boards that list nothing today.
_EMPTY = [("ashby", {"apiVersion", "jobs"}), ("greenhouse", {"meta", "jobs"})]
_APPCAST = re.compile(
    r"<(?:job_reference|posted_at|html_jobs|cpa|cpc)\b|<publisher>[^<]{0,20}ZipRecruiter", re.I
)


def detect(head: str) -> str | None:
    """The name of the format of a file that begins with `head`, or None."""
    head = head.lstrip()
    if head.startswith("<"):
        return _markup(head)
    if head[:1] in ("{", "["):
        return _json(head)
    return "jobspy" if is_header(head.partition("\n")[0]) else None


def _markup(head: str) -> str | None:
    start = 0
    while skipped := _SKIPPED.match(head, start):
        start = skipped.end()
    if re.match(r"\s*<!doctype\s+html", head[start : start + 200], re.IGNORECASE):
        return "jobposting"
    root = _ROOT.search(head, start)
    name = root[1].rpartition(":")[2].lower() if root else ""
    if name in ("rss", "feed", "rdf"):
        return "rss"
    if name in ("html", "head", "script", "body"):
        return "jobposting"
    if _APPCAST.search(head):
        return "appcast-xml"
    return "indeed-xml" if name else None


def _json(head: str) -> str | None:
    keys = set(_KEY.findall(head))
    for name, groups in _JSON:
        if all(group & keys for group in groups):
            return name
    return next((name for name, needed in _EMPTY if needed <= keys), None)
