"""Writes the bit slabs that broad searches are counted with, and keeps them in step with the live table.

Triggers note each live row that is written or removed in LiveChange, in the transaction of the change. A
search takes noted postings out of the slabs' answer and reads their rows instead, so it is exact at any
moment; `fold` writes them into the slabs and takes the notes away. Nobody else writes slabs.
"""

import io
import time
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from jobs.models import LiveChange, LiveDocument, LivePosting, LiveSlab, SlabBook
from jobs.models.slabs import CHUNK
from jobs.search import numbers, packing

# A word that so large a share of the postings hold is read from a slab, a rarer one from the index: at
# 100,000 postings the index gives 1,000 in 2 ms, which is what the slabs take for any number.
BROAD = 0.01
# Below this many live postings the index alone is as quick.
FROM = 5_000
# So many postings tell which words are broad.
SAMPLE = 20_000
# Numbers of removed postings are not given again: past this share of waste the slabs are written anew.
WASTE = 0.3
# So many postings are folded in one transaction: their lexemes are in memory meanwhile, 25 KB a posting.
MOST_FOLDED = 2_000
EVERY = "*"  # the slab of all documents: a bit that is off here counts nowhere
TRADE = "*trade"  # those whose role is one of the trade's
FLAG = "flag"
KINDS = frozenset([*packing.MASKS, *packing.PACKED, packing.ROLE, FLAG])
LOCK = 0x51AB  # of PostgreSQL's advisory locks: one writer at a time

LIVE, SLABS = LivePosting._meta.db_table, LiveSlab._meta.db_table
DOCUMENTS, CHANGES = LiveDocument._meta.db_table, LiveChange._meta.db_table


def kind_of(lexeme):
    """The kind of a fact that facets count ("setting=home-infusion"), "" for any other lexeme."""
    kind, sign, _ = lexeme.partition("=")
    return kind if sign and kind in KINDS else ""


# --- Which lexemes have slabs --------------------------------------------------------------------------


@dataclass(frozen=True)
class Book:
    """What a process remembers of the slabs. `epoch` tells whether it is still true."""

    epoch: int
    documents: dict[str, int]

    @property
    def total(self):
        return self.documents[EVERY]

    def holds(self, lexeme):
        return lexeme in self.documents or lexeme.startswith(EVERY) or bool(kind_of(lexeme))


REFRESH = 10  # times VOCABULARY_CACHE_SECONDS
# From so many unfolded changes on, reading their rows costs more than the slabs save: 20 microseconds apiece.
MOST_CHANGES = 2_000
REST_SECONDS = 30

_cached = (float("-inf"), None)
_resting_until = 0.0


def current():
    """The Book, None where there are no slabs; a search that finds another epoch calls forget()."""
    global _cached
    if time.monotonic() < _resting_until:
        return None
    read_at, book = _cached
    if time.monotonic() - read_at >= REFRESH * settings.VOCABULARY_CACHE_SECONDS:
        row = SlabBook.objects.order_by("-pk").values_list("pk", "documents").first()
        book = Book(*row) if row else None
        _cached = (time.monotonic(), book)
    return book


def forget():
    global _cached, _resting_until
    _cached, _resting_until = (float("-inf"), None), 0.0


def rest():
    """Leave the slabs alone for a while: nobody folds, or an import is running."""
    global _resting_until
    _resting_until = time.monotonic() + REST_SECONDS


# --- Writing -------------------------------------------------------------------------------------------


def fold():
    """Write what changed into the slabs. Returns how many postings; 0 where another process is at it.

    At most MOST_FOLDED of them: who gets that many calls again. Writes everything anew where there are no
    slabs yet or much of them is waste, or would be; removes them from a board that has become small.
    """
    if not LiveChange.objects.exists():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        live = LivePosting.objects.count()
        book = SlabBook.objects.order_by("-pk").first()
        if live < FROM:
            return _remove(cursor, book)
        if not book:
            return _rebuild(cursor)
        numbers_given = book.next_doc + LiveChange.objects.count()
        if numbers_given - live > WASTE * numbers_given + FROM:
            return _rebuild(cursor)
        return _fold(cursor, book)


def rebuild_slabs():
    """Write all slabs anew, where the board is large enough for any; waits for another writer."""
    with transaction.atomic(), connection.cursor() as cursor:
        _wait_for_turn(cursor)
        if LivePosting.objects.count() < FROM:
            return _remove(cursor, SlabBook.objects.first())
        return _rebuild(cursor)


def _wait_for_turn(cursor):
    # Another writer may be at it for minutes, which the usual lock_timeout would not wait for.
    cursor.execute("SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _remove(cursor, book):
    if book:
        SlabBook.objects.all().delete()
        cursor.execute(f"DELETE FROM {SLABS}; DELETE FROM {DOCUMENTS}")
    cursor.execute(f"DELETE FROM {CHANGES}")
    forget()
    return 0


def _fold(cursor, book):
    # One statement, so one snapshot: a row that changes later has a note that is not seen here and stays.
    cursor.execute(
        f"SELECT c.posting_id, c.notes, d.doc, {READ}, {', '.join(f'l.{name}' for name in NARROW)} FROM "
        f"(SELECT posting_id, array_agg(id) AS notes FROM {CHANGES} GROUP BY 1 ORDER BY min(id) LIMIT %s) c "
        f"LEFT JOIN {DOCUMENTS} d USING (posting_id) LEFT JOIN {LIVE} l USING (posting_id) "
        "ORDER BY l.posted_on, l.published_at, c.posting_id",
        [MOST_FOLDED],
    )
    changed = cursor.fetchall()
    gone = [doc for _, _, doc, *_ in changed if doc is not None]
    LiveDocument.objects.filter(doc__in=gone).delete()
    new = [(pk, row) for pk, _, _, *row in changed if row[0] is not None]
    numbered = list(enumerate(new, book.next_doc))
    LiveDocument.objects.bulk_create(
        LiveDocument(doc, pk, **dict(zip(NARROW, row[-len(NARROW) :], strict=True)))
        for doc, (pk, row) in numbered
    )
    _clear(cursor, gone)
    places = defaultdict(list)
    for doc, (_, row) in numbered:
        for lexeme in of_slabs(row, book.documents):
            places[lexeme, doc // CHUNK].append(doc % CHUNK)
    _add(cursor, places)
    book.next_doc += len(new)
    book.save(update_fields=["next_doc"])
    LiveChange.objects.filter(pk__in=[note for _, notes, *_ in changed for note in notes]).delete()
    return len(changed)


def _clear(cursor, docs):
    """A document that is no more is taken out of "every" alone: the other slabs are only read together with it."""
    by_chunk = defaultdict(list)
    for doc in docs:
        by_chunk[doc // CHUNK].append(doc % CHUNK)
    for chunk, places in by_chunk.items():
        cursor.execute(
            f"UPDATE {SLABS} SET bits = bits & ~%s::bit({CHUNK}) WHERE lexeme = %s AND chunk = %s",
            [bits(places), EVERY, chunk],
        )


def _add(cursor, places):
    for (lexeme, chunk), at in sorted(places.items()):
        cursor.execute(
            f"INSERT INTO {SLABS} AS s (lexeme, chunk, kind, bits) VALUES (%s, %s, %s, %s::bit({CHUNK})) "
            "ON CONFLICT (lexeme, chunk) DO UPDATE SET bits = s.bits | EXCLUDED.bits",
            [lexeme, chunk, kind_of(lexeme), bits(at)],
        )


def bits(places):
    """A chunk's bits as PostgreSQL reads them, on at these places."""
    text = bytearray(b"0" * CHUNK)
    for place in places:
        text[place] = 49  # "1"
    return text.decode()


# What a document keeps of its row.
NARROW = ("facility_id", "group_key", "packed", "quality", "posted_on", "experience_months")
# What is read of a row: its lexemes, and the numbers that become some.
READ = "tsvector_to_array(l.tsv), l.pay_year, l.experience_months, l.posted_on"


def of_slabs(row, broad):
    """Those of a row's lexemes that have slabs, and those derived from it. `row` is as READ reads it."""
    lexemes, *numbers_of_row = row[:4]
    held = [lexeme for lexeme in lexemes if lexeme in broad or ("=" in lexeme and kind_of(lexeme))]
    held.append(EVERY)
    if any(lexeme.startswith(f"{packing.ROLE}=") for lexeme in held):
        held.append(TRADE)
    return held + numbers.lexemes(*numbers_of_row)


def _rebuild(cursor):
    """All documents in the order of posting, all slabs from their vectors.

    Rows that change meanwhile have notes that this statement does not see: they stay for the next fold.
    """
    narrow = ", ".join(NARROW)
    cursor.execute(f"DELETE FROM {SLABS}; DELETE FROM {DOCUMENTS}")
    cursor.execute(
        f"WITH seen AS (DELETE FROM {CHANGES}) INSERT INTO {DOCUMENTS} (doc, posting_id, {narrow}) "
        "SELECT row_number() OVER (ORDER BY posted_on, published_at, posting_id) - 1, posting_id, "
        f"{narrow} FROM {LIVE} ORDER BY 1"
    )
    number = cursor.rowcount
    documents = Counter()
    broad = _broad(cursor)
    for start in range(0, number, CHUNK):
        documents += _write_chunk(cursor, start // CHUNK, broad)
    documents[EVERY] = number
    SlabBook.objects.all().delete()
    SlabBook.objects.create(documents=documents, next_doc=number)
    transaction.on_commit(forget)
    return number


def _broad(cursor):
    """The lexemes that get slabs besides the facts, told from a sample that is the same each time."""
    cursor.execute(f"SELECT greatest(max(doc) / {SAMPLE}, 1) FROM {DOCUMENTS}")
    step = cursor.fetchone()[0]
    sample = f"SELECT tsv FROM {LIVE} JOIN {DOCUMENTS} USING (posting_id) WHERE doc %% {step} = 0"
    cursor.execute(
        "SELECT word FROM ts_stat(%s) WHERE word !~ '^(cell|facility)=' AND length(word) <= 120 AND "
        f"ndoc >= {BROAD} * (SELECT count(*) FROM {DOCUMENTS} WHERE doc %% {step} = 0)",
        [sample.replace("%%", "%")],
    )
    return {word for (word,) in cursor.fetchall()}


def _write_chunk(cursor, chunk, broad):
    """One chunk's slabs; returns how many of its documents hold each lexeme."""
    places = _places(cursor, chunk, broad)
    # Facts lie together: a page counts all of them.
    ordered = sorted(places, key=lambda lexeme: (not kind_of(lexeme), lexeme))
    _copy(
        cursor,
        SLABS,
        ("lexeme", "chunk", "kind", "bits"),
        ((lexeme, chunk, kind_of(lexeme), bits(places[lexeme])) for lexeme in ordered),
    )
    return Counter({lexeme: len(at) for lexeme, at in places.items()})


def _places(cursor, chunk, broad):
    """{lexeme: places of the chunk's documents that hold it}, from the live rows."""
    places = defaultdict(list)
    cursor.execute(
        f"SELECT doc, {READ} FROM {DOCUMENTS} JOIN {LIVE} l USING (posting_id) WHERE doc >= %s AND doc < %s",
        [chunk * CHUNK, (chunk + 1) * CHUNK],
    )
    while rows := cursor.fetchmany(1000):
        for doc, *row in rows:
            for lexeme in of_slabs(row, broad):
                places[lexeme].append(doc % CHUNK)
    return places


# --- Comparing -----------------------------------------------------------------------------------------


def differences():
    """Lexemes whose slabs are not what the live rows say; what changed since they were written is left out."""
    with transaction.atomic(), connection.cursor() as cursor:
        _wait_for_turn(cursor)
        book = SlabBook.objects.order_by("-pk").first()
        if not book:
            return []
        chunks = range(-(-book.next_doc // CHUNK))
        return sorted({lexeme for chunk in chunks for lexeme in _differing(cursor, chunk, book.documents)})


def _differing(cursor, chunk, broad):
    expected = _places(cursor, chunk, broad)
    cursor.execute(f"SELECT lexeme, bits::text FROM {SLABS} WHERE chunk = %s", [chunk])
    written = {lexeme: int(text, 2) for lexeme, text in cursor.fetchall()}
    # Read last: whatever changed in the meantime has its note by now.
    cursor.execute(f"SELECT doc FROM {DOCUMENTS} JOIN {CHANGES} USING (posting_id)")
    noted = int(bits(doc % CHUNK for (doc,) in cursor.fetchall() if doc // CHUNK == chunk), 2)
    held = written.get(EVERY, 0) & ~noted
    for lexeme in expected.keys() | written.keys():
        should = int(bits(expected.get(lexeme, ())), 2)
        mask = ~noted if lexeme == EVERY else held
        if should & mask != written.get(lexeme, 0) & mask:
            yield lexeme


def _copy(cursor, table, columns, rows):
    text = io.StringIO("".join("\t".join(map(_escaped, row)) + "\n" for row in rows))
    cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", text)


def _escaped(value):
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
