"""What search knows of words, in memory: spellings of the vocabulary, and how many postings hold a word."""

import math
import time
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Mod

from jobs.models import LivePosting, SearchWord
from jobs.search import concepts
from jobs.search.correcting import KNOWN, Corrector
from jobs.search.tokens import stem, words
from jobs.vocabulary import book as vocabulary

# The words change slowly: a day's postings do not move a word's rarity.
REFRESH = 10  # times VOCABULARY_CACHE_SECONDS
TOTAL = "*"  # the row of SearchWord that holds the number of postings
# How a word is spelt shows in some thousand postings; reading all texts of a large board takes minutes.
SPELLING_SAMPLE = 20_000


@dataclass(frozen=True)
class Lexicon:
    """Everything the reading of a query needs, without further queries."""

    book: vocabulary.Book
    documents: dict[str, int]
    spellings: dict[str, str]

    @cached_property
    def total(self):
        return max(self.documents.get(TOTAL, 0), 1)

    @cached_property
    def things(self):
        """Finder of the vocabulary's things in what people type: every spelling counts, common or not."""
        return concepts.for_queries(self.book)

    @cached_property
    def schedule(self):
        return concepts.schedule(self.book)

    @cached_property
    def roles(self):
        return concepts.roles(self.book)

    @cached_property
    def phrases(self):
        return {spelling for spellings in concepts.phrases(self.book).values() for spelling in spellings}

    @cached_property
    def corrector(self):
        return Corrector(concepts.all_words(self.book), self.documents, self.spellings)

    def rarity(self, lexemes):
        """How much a word of the search weighs: near 0 where every posting has it, about 10 where one in 28,000 has."""
        held = max((self.documents.get(lexeme, 0) for lexeme in lexemes), default=0)
        return math.log(1 + (self.total - min(held, self.total) + 0.5) / (held + 0.5))


_cached = (float("-inf"), None)


def current():
    """The lexicon, read again when it is old; a changed vocabulary makes a new one at once."""
    global _cached
    read_at, lexicon = _cached
    book = vocabulary.current()
    age = time.monotonic() - read_at
    if lexicon is None or age >= REFRESH * settings.VOCABULARY_CACHE_SECONDS:
        rows = list(SearchWord.objects.order_by().values_list("lexeme", "documents", "spelling"))
        lexicon = Lexicon(
            book,
            {lexeme: number for lexeme, number, _ in rows},
            {lexeme: said for lexeme, _, said in rows if said},
        )
        _cached = (time.monotonic(), lexicon)
    elif lexicon.book is not book:
        lexicon = Lexicon(book, lexicon.documents, lexicon.spellings)
        _cached = (read_at, lexicon)
    return lexicon


def forget():
    global _cached
    _cached = (float("-inf"), None)


@transaction.atomic
def refresh_words():
    """Count the live postings' words anew: rarity for ranking, and what misspelt words may have meant."""
    with connection.cursor() as cursor:
        # Two at once would both write every word; who reads does not wait.
        cursor.execute(f"LOCK TABLE {SearchWord._meta.db_table} IN EXCLUSIVE MODE")
        cursor.execute(
            "SELECT word, ndoc FROM ts_stat(%s) WHERE word !~ '[=:]' "
            "AND length(word) <= 80 AND (ndoc > 1 OR word ~ '~')",
            ["SELECT tsv FROM jobs_liveposting"],
        )
        documents = dict(cursor.fetchall())
    documents[TOTAL] = LivePosting.objects.count()
    spelt = _spellings(documents)
    SearchWord.objects.all().delete()
    SearchWord.objects.bulk_create(
        (
            SearchWord(lexeme=lexeme, documents=number, spelling=spelt.get(lexeme, "")[:60])
            for lexeme, number in sorted(documents.items())
        ),
        batch_size=2000,
    )
    forget()
    return len(documents)


def _spellings(documents):
    """The commonest way each lexeme is written, from titles and texts."""
    step = max(1, documents[TOTAL] // SPELLING_SAMPLE)
    sample = LivePosting.objects.annotate(turn=Mod("posting_id", step)).filter(turn=0)
    found = _commonest(sample, documents)
    if step > 1:
        rare = {
            lexeme: number
            for lexeme, number in documents.items()
            if number >= KNOWN and lexeme not in found and lexeme.isalnum()
        }
        commonest = sorted(rare, key=lambda lexeme: (-rare[lexeme], lexeme))[:SPELLING_SAMPLE]
        found |= _commonest(LivePosting.objects.filter(pk__in=_one_posting_each(commonest)), rare)
    return found


def _commonest(live, lexemes):
    """How each of the lexemes is most often written in these postings."""
    counts = Counter()
    rows = live.order_by().values_list("posting__title", "posting__description_text")
    for title, text in rows.iterator(chunk_size=500):
        counts.update({*words(title.lower()), *words(text.lower())})
    best = {}
    for word, count in sorted(counts.items()):
        lexeme = stem(word)
        if lexeme in lexemes and count > best.get(lexeme, ("", 0))[1]:
            best[lexeme] = (word, count)
    return {lexeme: word for lexeme, (word, _) in best.items()}


def _one_posting_each(lexemes):
    """Primary keys of postings that hold these rare lexemes, by the index: one for each."""
    with connection.cursor() as cursor:
        # The planner does not know that they are rare, and would read the table from its start for each.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "SELECT DISTINCT one.posting_id FROM unnest(%s) AS rare(lexeme), LATERAL "
            f"(SELECT posting_id FROM {LivePosting._meta.db_table} "
            "WHERE tsv @@ lexeme::tsquery LIMIT 1) AS one",
            [lexemes],
        )
        found = [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found
