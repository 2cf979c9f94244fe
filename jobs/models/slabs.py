"""Bit slabs: which live postings hold a lexeme, one bit a posting. See docs/adr/search.md.

jobs.search.slabs alone writes them; triggers of the live table note what changed since. Broad searches
are counted with them: AND, OR and bit_count over two kilobytes do the work of reading 15,000 rows.
"""

from django.db import models

from jobs.models.live import RealField

# Bits of a slab. Four rows of 1,875 bytes and a lexeme fill a page; it must not grow without a rebuild.
CHUNK = 15_000


class BitsField(models.Field):
    """One bit for each document of a chunk."""

    description = f"{CHUNK:,} bits"

    def db_type(self, connection):
        return f"bit({CHUNK})"


class LiveSlab(models.Model):
    """Of each document of a chunk, whether it holds the lexeme. A slab of zeros only is left out."""

    pk = models.CompositePrimaryKey("lexeme", "chunk")
    lexeme = models.CharField(max_length=120, help_text="As in LivePosting.tsv; “*” is every document.")
    chunk = models.IntegerField()
    kind = models.CharField(max_length=20, blank=True, help_text="Of a fact, what the facets count.")
    bits = BitsField()

    class Meta:
        indexes = [
            models.Index(fields=["chunk"], name="slabs_of_facts", condition=~models.Q(kind="")),
        ]

    def __str__(self):
        return f"{self.lexeme} in chunk {self.chunk}"


class LiveDocument(models.Model):
    """The number of a posting in the slabs. Numbers are given in the order of posting and not given twice.

    Beside it what the first ranking reads of the live row: a thousand documents that follow one another lie
    in a few pages here, and in a thousand there.
    """

    doc = models.IntegerField(primary_key=True)
    posting_id = models.BigIntegerField(unique=True)
    facility_id = models.BigIntegerField()
    group_key = models.BigIntegerField()
    packed = models.BigIntegerField()
    quality = RealField()
    posted_on = models.DateField()
    experience_months = models.SmallIntegerField(null=True)

    def __str__(self):
        return f"Document {self.doc} is posting {self.posting_id}"


class LiveChange(models.Model):
    """A live row that was written or removed after the slabs were: it is read by itself until they know it."""

    posting_id = models.BigIntegerField()

    def __str__(self):
        return f"Posting {self.posting_id} changed"


class SlabBook(models.Model):
    """The one row that says which lexemes have slabs. Its primary key changes when that or a number does."""

    documents = models.JSONField(
        default=dict, help_text="How many documents held each lexeme when it was written."
    )
    next_doc = models.IntegerField(default=0)

    def __str__(self):
        return f"Slabs {self.pk}"
