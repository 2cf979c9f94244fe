from jobs.models.facility import Facility, Invitation, Membership, Site
from jobs.models.geography import City, State, ZipCode
from jobs.models.importing import ImportRun, Source
from jobs.models.live import LivePosting, SearchWord
from jobs.models.posting import Differential, Posting, PostingEvent, Requirement
from jobs.models.slabs import LiveChange, LiveDocument, LiveSlab, SlabBook
from jobs.models.vocabulary import Credential, PayLaw, Term

__all__ = [
    "City",
    "Credential",
    "Differential",
    "Facility",
    "ImportRun",
    "Invitation",
    "LiveChange",
    "LiveDocument",
    "LivePosting",
    "LiveSlab",
    "Membership",
    "PayLaw",
    "Posting",
    "PostingEvent",
    "Requirement",
    "SearchWord",
    "Site",
    "SlabBook",
    "Source",
    "State",
    "Term",
    "ZipCode",
]
