"""Opening feeds in tests: the samples, and feeds written on the spot."""

from io import BytesIO
from pathlib import Path

from jobs.importing.readers import open_feed
from jobs.importing.types import Rejection, SourceRow

SAMPLES = Path(__file__).parent / "samples"


def outcomes(source, format="auto", limits=None):  # noqa: A002
    """All outcomes of a sample's name, or of bytes."""
    source = BytesIO(source) if isinstance(source, bytes) else SAMPLES / source
    with open_feed(source, format, limits) as feed:
        return list(feed)


def postings(source, format="auto"):  # noqa: A002
    return [one.posting for one in outcomes(source, format) if isinstance(one, SourceRow)]


def rejections(source, format="auto", limits=None):  # noqa: A002
    return [one for one in outcomes(source, format, limits) if isinstance(one, Rejection)]
