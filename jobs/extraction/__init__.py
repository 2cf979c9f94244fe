"""Reading facts out of a job posting's messy text and columns.

    facts = read_facts(RawPosting(title=..., text=..., location=..., columns={...}))

Pure: no Django, no database. Every fact keeps the words it rests on; what is not said stays unknown.
"""

from jobs.extraction.text import Text, normalise
from jobs.extraction.types import Facts, Pay, RawPosting, Reading
from jobs.extraction.vocabulary import read_vocabulary

__all__ = ["Facts", "Pay", "RawPosting", "Reading", "Text", "normalise", "read_facts"]


def read_facts(raw: RawPosting) -> Facts:
    """All facts of one posting. Never raises on any text; unknown stays None or empty."""
    text = normalise(raw.text)
    reading = Reading()
    for reader in (read_vocabulary,):
        reading.merge(reader(text, raw))
    return Facts(id=raw.id, evidence=reading.evidence, **reading.values)
