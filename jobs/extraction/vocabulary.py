"""The readers that match the vocabulary: role, settings, clinical words, credentials."""

from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading


def read_vocabulary(text: Text, raw: RawPosting) -> Reading:
    """Role, settings, therapies, devices, systems and credentials of a posting."""
    return Reading()
