"""The vocabulary in memory: one immutable snapshot for filters, search and forms.

Reading it costs no query until it is VOCABULARY_CACHE_SECONDS old, so a change made in the admin
shows within that time in every process.
"""

import time
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from jobs.models.geography import State
from jobs.models.vocabulary import Credential, Term

STATE, CREDENTIAL = "state", "credential"
# Bit 63 of a bigint is its sign.
BITS = 63


@dataclass(frozen=True)
class Entry:
    """A word of the vocabulary; states carry their USPS code as slug, credentials their abbreviation as label."""

    pk: int | str
    kind: str
    slug: str
    label: str
    bit: int | None
    synonyms: tuple[str, ...] = ()
    is_active: bool = True
    full_name: str = ""
    address: str = ""  # of a state: how the addresses of its pages name it


class Book:
    def __init__(self, entries):
        self.entries = tuple(entries)
        self._kinds, self._by_slug = {}, {}
        for entry in self.entries:
            self._kinds.setdefault(entry.kind, []).append(entry)
            self._by_slug[entry.kind, entry.slug] = entry

    def of(self, kind):
        """All entries of a kind, in list order."""
        return self._kinds.get(kind, [])

    def get(self, kind, slug):
        return self._by_slug.get((kind, slug))

    def label(self, kind, slug):
        entry = self.get(kind, slug)
        return entry.label if entry else slug

    def choices(self, kind):
        return [(entry.slug, entry.label) for entry in self.of(kind)]

    @cached_property
    def by_pk(self):
        """Terms by primary key: what a posting's relations point to."""
        return {e.pk: e for e in self.entries if e.kind not in {STATE, CREDENTIAL}}

    @cached_property
    def credentials_by_pk(self):
        return {e.pk: e for e in self.of(CREDENTIAL)}

    @cached_property
    def states_by_address(self):
        return {e.address: e for e in self.of(STATE)}

    @cached_property
    def lacks_bits(self):
        return any(entry.bit is None for entry in self.entries)

    def mask(self, kind, slugs):
        """The bits of these slugs as one integer; a slug without a bit adds nothing."""
        mask = 0
        for slug in slugs:
            entry = self.get(kind, slug)
            if entry is not None and entry.bit is not None:
                mask |= 1 << entry.bit
        return mask


_cached = (float("-inf"), None)


def current():
    """The snapshot, read again when it is older than VOCABULARY_CACHE_SECONDS."""
    global _cached
    read_at, book = _cached
    if book is None or time.monotonic() - read_at >= settings.VOCABULARY_CACHE_SECONDS:
        book = Book(_read())
        _cached = (time.monotonic(), book)
    return book


def forget():
    """Let the next reader see changes at once: after loading the vocabulary or giving bits."""
    global _cached
    _cached = (float("-inf"), None)


def _read():
    for pk, kind, slug, label, bit, synonyms, is_active in Term.objects.order_by(
        "kind", "position", "label"
    ).values_list("pk", "kind", "slug", "label", "bit", "synonyms", "is_active"):
        yield Entry(pk, kind, slug, label, bit, tuple(synonyms), is_active)
    for pk, slug, abbr, full_name, bit, synonyms in Credential.objects.order_by(
        "position", "abbr"
    ).values_list("pk", "slug", "abbr", "full_name", "bit", "synonyms"):
        yield Entry(pk, CREDENTIAL, slug, abbr, bit, tuple(synonyms), full_name=full_name)
    states = State.objects.order_by("name").values_list("usps", "name", "bit", "slug")
    for usps, name, bit, slug in states:
        yield Entry(usps, STATE, usps, name, bit, address=slug)


def give_bits():
    """Give every term, credential and state without a bit the next one of its kind. Safe to run at any time."""
    for model, scopes in (
        (
            Term,
            [
                {"kind": kind}
                for kind in Term.objects.filter(bit=None).order_by().values_list("kind", flat=True).distinct()
            ],
        ),
        (Credential, [{}]),
        (State, [{}]),
    ):
        for scope in scopes:
            _give_bits(model.objects.filter(**scope).order_by("pk"))
    forget()


def _give_bits(rows):
    rows = list(rows.select_for_update())
    free = max((row.bit for row in rows if row.bit is not None), default=-1) + 1
    lacking = [row for row in rows if row.bit is None]
    for row in lacking[: max(BITS - free, 0)]:
        row.bit, free = free, free + 1
    if lacking:
        type(lacking[0]).objects.bulk_update(lacking, ["bit"])
