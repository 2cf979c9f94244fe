"""The same board in tantivy, an engine for text in Rust, inside this process: the yardstick for search itself.

It is given the lexemes of the live rows, so both sides find the same postings, and the facets as fast fields.
"""

import subprocess
import sys
from pathlib import Path

from django.db import connection

from jobs.models import LivePosting
from jobs.search import packing

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements-bench.txt"
PAGE = 20
MOST_VALUES = 64
KINDS = [*packing.MASKS, *packing.PACKED]


def is_installed():
    """Whether tantivy is there; installs it where it can be had."""
    try:
        import tantivy  # noqa: F401
    except ImportError:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "-r", str(REQUIREMENTS)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(f"tantivy could not be installed; its rows are left out. {done.stderr.strip()[-300:]}")
            return False
    return True


class Engine:
    """An index in memory over everything the live table holds."""

    def __init__(self):
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("word", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("posting", fast=True, indexed=True)
        builder.add_text_field("card", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("role", fast=True, indexed=True)
        for kind in KINDS:
            builder.add_unsigned_field(kind, fast=True, indexed=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        self._fill()
        self.index.reload()
        self.searcher = self.index.searcher()

    def _fill(self):
        # One thread and one merged segment would be kinder to it than a page's life allows; this is its default.
        writer = self.index.writer(heap_size=200_000_000)
        columns = ["posting_id", "card", "packed", *packing.MASKS.values()]
        sql = (
            f"SELECT array_to_string(tsvector_to_array(tsv), ' '), {', '.join(columns)} "
            f"FROM {LivePosting._meta.db_table} ORDER BY posting_id"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql)
            while rows := cursor.fetchmany(5_000):
                for row in rows:
                    writer.add_document(self._document(*row))
        writer.commit()
        writer.wait_merging_threads()

    def _document(self, words, pk, card, packed, *masks):
        document = self.tantivy.Document()
        document.add_text("word", words)
        document.add_unsigned("posting", pk)
        document.add_text("card", card if isinstance(card, str) else str(card))
        document.add_unsigned("role", packed >> packing.ROLE_AT & 255)
        by_kind = dict(zip(packing.MASKS, masks, strict=True))
        by_kind |= {kind: packing.unpack_mask(packed, kind) for kind in packing.PACKED}
        for kind, mask in by_kind.items():
            for bit in packing.bits_of(mask):
                document.add_unsigned(kind, bit)
        return document

    # --- Queries --------------------------------------------------------------------------------------------

    def _any_of(self, lexemes):
        should = self.tantivy.Occur.Should
        terms = [
            self.tantivy.Query.term_query(self.schema, "word", lexeme, index_option="freq")
            for lexeme in lexemes
        ]
        return (
            terms[0]
            if len(terms) == 1
            else self.tantivy.Query.boolean_query([(should, term) for term in terms])
        )

    def _all_of(self, queries):
        return self.tantivy.Query.boolean_query([(self.tantivy.Occur.Must, query) for query in queries])

    def search(self, asked):
        """(total, postings of the first page, {facet: {bit: number}}), own filters left out of their facets."""
        if any(node.phrases for node in asked.nodes):
            raise ValueError("The index holds no positions: take queries without phrases.")
        words = [self._any_of(node.names) for node in asked.nodes]
        own = {
            name: self._any_of(f"{name}={slug}" for slug in getattr(asked.criteria, name))
            for name in asked.own
        }
        query = self._all_of([*words, *own.values()])
        found = self.searcher.search(query, limit=PAGE)
        shown = [self.searcher.doc(address)["card"][0] for _, address in found.hits]
        return found.count, shown, self._facets(words, own, query)

    def _facets(self, words, own, query):
        facets = self._count(query, [kind for kind in [*KINDS, "role"] if kind not in own])
        for name in own:
            rest = self._all_of([*words, *(other for kind, other in own.items() if kind != name)])
            facets |= self._count(rest, [name])
        return facets

    def _count(self, query, kinds):
        wanted = {kind: {"terms": {"field": kind, "size": MOST_VALUES}} for kind in kinds}
        answer = self.searcher.aggregate(query, wanted)
        return {
            kind: {int(bucket["key"]): bucket["doc_count"] for bucket in answer[kind]["buckets"]}
            for kind in kinds
        }
