"""Reading facts out of a job posting's messy text and columns.

    facts = read_facts(RawPosting(title=..., text=..., location=..., columns={...}))

Pure: no Django, no database. Every fact keeps the words it rests on; what is not said stays unknown.
"""

from jobs.extraction.benefits import read_benefits
from jobs.extraction.bonus import read_bonus
from jobs.extraction.employment import read_employment
from jobs.extraction.experience import read_experience
from jobs.extraction.pay import read_pay
from jobs.extraction.place import read_place
from jobs.extraction.shifts import read_shifts
from jobs.extraction.text import Text, normalise
from jobs.extraction.types import Facts, Pay, RawPosting, Reading
from jobs.extraction.vocabulary import read_vocabulary

__all__ = ["Facts", "Pay", "RawPosting", "Reading", "Text", "normalise", "read_facts"]

_READERS = (
    read_vocabulary,
    read_pay,
    read_employment,
    read_shifts,
    read_place,
    read_experience,
    read_bonus,
    read_benefits,
)


def read_facts(raw: RawPosting) -> Facts:
    """All facts of one posting. Never raises on any text; unknown stays None or empty."""
    text = normalise(raw.text)
    reading = Reading()
    for reader in _READERS:
        reading.merge(reader(text, raw))
    return Facts(id=raw.id, evidence=reading.evidence, **reading.values)
