"""The entries of a feed, from a search's cards and their descriptions. Pure but for one query."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from jobs.models import Posting
from jobs.search.results import search

ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    public_id: str
    url: str
    title: str
    summary: str
    html: str
    author: str
    tags: tuple[str, ...]
    published_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Feed:
    title: str
    page_url: str
    entries: list[Entry]

    @property
    def updated_at(self):
        return max((entry.updated_at for entry in self.entries), default=None)


def feed_of(criteria, *, page_url):
    """The newest postings of a search, at most fifty. Feeds are in time order whatever the search's sort."""
    results = search(criteria.with_sort("newest").with_page(1), page_size=ENTRIES)
    postings = Posting.objects.only("public_id", "description_html", "published_at", "updated_at").in_bulk(
        [card.pk for card in results.cards]
    )
    entries = [_entry(card, postings[card.pk]) for card in results.cards if card.pk in postings]
    return Feed(f"{results.sentence} on {settings.SITE_NAME}", page_url, entries)


def _entry(card, posting):
    facts = [card.facility, card.place, card.pay_line or "Pay not stated", ", ".join(card.chips)]
    return Entry(
        public_id=card.public_id,
        url=settings.SITE_URL + card.url,
        title=card.title,
        summary=" · ".join(fact for fact in facts if fact),
        html=posting.description_html,
        author=card.facility,
        tags=tuple(card.chips),
        published_at=posting.published_at,
        updated_at=posting.updated_at,
    )
