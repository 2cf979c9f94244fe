"""The whole board in the dialect that job sites read: Indeed's XML as its public description has it.

Every live posting, a stable reference number, nothing that its page does not show; absence means closed.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils import timezone

from jobs.models import Posting, Term

CHUNK = 500
JOB_TYPES = {
    "full-time": "fulltime",
    "part-time": "parttime",
    "prn": "parttime",
    "contract": "contract",
    "travel-contract": "contract",
    "local-contract": "contract",
    "temporary": "temporary",
    "temp-to-perm": "temporary",
    "internship-residency": "internship",
}


def board_xml() -> Iterator[str]:
    """The document in pieces: it never stands in memory as a whole."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<source>\n'
    yield f"<publisher>{escape(settings.SITE_NAME)}</publisher>\n"
    yield f"<publisherurl>{escape(settings.SITE_URL)}</publisherurl>\n"
    yield f"<lastBuildDate>{timezone.now():%Y-%m-%dT%H:%M:%SZ}</lastBuildDate>\n"
    postings = Posting.objects.live().exclude(state=None).with_card().order_by("pk")
    for posting in postings.iterator(chunk_size=CHUNK):
        yield job(posting)
    yield "</source>\n"


def job(posting) -> str:
    """One <job> element of a posting fetched `with_card()`."""
    types = [JOB_TYPES[t.slug] for t in posting.terms_of(Term.Kind.EMPLOYMENT) if t.slug in JOB_TYPES]
    first = posting.posted_on or timezone.localdate(posting.published_at)
    values = {
        "title": posting.title,
        "date": first.isoformat(),
        "referencenumber": posting.public_id,
        "requisitionid": posting.public_id,
        "url": settings.SITE_URL + posting.get_absolute_url(),
        "company": posting.facility.name,
        "city": posting.city,
        "state": posting.state_id,
        "country": "US",
        "postalcode": posting.zip_id or "",
        "description": posting.description_html,
        "salary": posting.pay_words,
        "jobtype": types[0] if types else "",
        "remotetype": "Fully remote" if posting.is_remote else "",
        "expirationdate": posting.last_day.isoformat(),
    }
    inner = "".join(f"<{name}>{cdata(value)}</{name}>\n" for name, value in values.items() if value)
    return f"<job>\n{inner}</job>\n"


def cdata(value) -> str:
    """The value in CDATA; its own "]]>" is split over two sections, or it would end the first."""
    return f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>"
