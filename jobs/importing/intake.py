"""The rows of a feed on their way in, and what the feed says about postings that it does not hold."""

from urllib.parse import parse_qs, urlsplit

from jobs.importing.drafts import ABROAD
from jobs.importing.reading import Incoming, content_hash
from jobs.importing.types import Rejection, SourcePosting

# Employers share these hosts: the board is the first part of the path.
_BOARD_HOSTS = ("greenhouse.io", "lever.co", "ashbyhq.com")


class Intake:
    """Iterates a feed's accepted rows, each external id once, and reports the others."""

    def __init__(self, feed, report):
        self.feed = feed
        self.report = report
        self.boards = set()
        self._accepted = {}
        self._refused = set()
        self._has_nameless = False

    def __iter__(self):
        for outcome in self.feed:
            if isinstance(outcome, Rejection):
                self._refuse(outcome)
            elif incoming := self._first(outcome):
                yield incoming

    def holds(self, external_id):
        """Whether the feed has a row of this id: a row we could not take is still open at its source."""
        return external_id in self._accepted or external_id in self._refused

    @property
    def tells_what_is_gone(self):
        """Whether what this feed does not hold is closed at its source.

        It was read to its end, is of a format that holds everything, and each row told its id.
        """
        return self.feed.is_complete_snapshot and not self._has_nameless

    def _refuse(self, rejection):
        self.report.reject(rejection)
        if rejection.is_withdrawn:
            return
        if rejection.id:
            self._refused.add(rejection.id)
        elif rejection.reason != ABROAD:
            self._has_nameless = True

    def _first(self, outcome):
        """The row as Incoming; nothing for an id that came before, so that the first row wins every time."""
        posting, said = outcome.posting, content_hash(outcome.posting)
        key = posting.external_id
        if key not in self._accepted:
            self._accepted[key] = (outcome.row, said[:16])
            self.boards.add(board_of(address_of(posting)))
            return Incoming(outcome.row, posting, said)
        row, first = self._accepted[key]
        if first == said[:16]:
            self.report.unchanged += 1
        else:
            self.report.reject(Rejection(outcome.row, key, f"Row {row} of this file has this id already."))
        return None


def address_of(posting: SourcePosting, limit: int = 1000) -> str:
    """Where to apply, or else the posting's own page; an address longer than we store is none."""
    return next((url for url in (posting.apply_url, posting.url) if 0 < len(url) <= limit), "")


def board_of(address: str) -> str:
    """The board that an address lies on: its host, and on hosts that employers share, the employer's part.

    >>> board_of("https://jobs.lever.co/acme/1"), board_of("https://careers.example.com/1")
    ('lever.co/acme', 'careers.example.com')
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    shared = next((name for name in _BOARD_HOSTS if host == name or host.endswith(f".{name}")), "")
    if not shared:
        return host
    named = parse_qs(parts.query).get("for") or [parts.path.strip("/").partition("/")[0]]
    return f"{shared}/{named[0].lower()}"
