"""The readers that match the vocabulary: role, settings, clinical words, credentials."""

from jobs.extraction.clinical import read_clinical
from jobs.extraction.credentials import read_credentials
from jobs.extraction.lexicon import Tokens, lexicon
from jobs.extraction.roles import read_role
from jobs.extraction.settings import read_settings
from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading


def read_vocabulary(text: Text, raw: RawPosting) -> Reading:
    """Role, settings, therapies, devices, systems and credentials of a posting."""
    hits = lexicon().find(Tokens.of(text.clean, text.lower))
    reading = read_credentials(text, raw, hits)
    reading.merge(read_clinical(text, raw, hits))
    # An "infusion nurse" with an LPN's license is one; a setting follows from the role.
    reading.merge(read_role(text, raw, reading.values["credentials_required"]))
    reading.merge(read_settings(text, raw, reading.values["role"]))
    return reading
