from jobs.actions.facility import change_facility, register_facility, reject_facility, verify_facility
from jobs.actions.posting import (
    TRACKED,
    NotAllowed,
    changes_between,
    expire_postings,
    expiry_of,
    move_posting,
    publish_posting,
    save_posting,
    what_stops_publishing,
)

__all__ = [
    "TRACKED",
    "NotAllowed",
    "change_facility",
    "changes_between",
    "expire_postings",
    "expiry_of",
    "move_posting",
    "publish_posting",
    "register_facility",
    "reject_facility",
    "save_posting",
    "verify_facility",
    "what_stops_publishing",
]
