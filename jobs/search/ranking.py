"""What puts one posting above another: every weight of the search, with its reason."""

# --- Where a word stands. PostgreSQL's order: D, C, B, A. ---------------------------------------------
# Boilerplate about the employer (D) names every therapy the company ever gave; it must not outweigh
# one mention in the duties (C). A title (A) says what the job is.
WEIGHTS = (0.04, 0.25, 0.6, 1.0)

# --- A posting's worth before anyone searches, from 0 to 1 ---------------------------------------------
# What nurses decide on, in the order they ask.
COMPLETENESS = {
    "pay": 0.30,
    "schedule": 0.15,
    "employment": 0.10,
    "setting": 0.10,
    "text": 0.10,
    "place": 0.05,
}
VERIFIED = 0.05
# The rest is the facility's record of answering by the day it promised; unknown counts as half.
REPLY_RECORD = 0.15
UNKNOWN_RECORD = 0.5
ENOUGH_TEXT = 600  # characters; a shorter text leaves out duties or requirements


def completeness(posting, by_kind):
    """How much of what a nurse asks the posting answers, with its facility's record: from 0 to 1."""
    known = {
        "pay": posting.pay_annual_max or posting.pay_min or posting.pay_max,
        "schedule": by_kind["shift"],
        "employment": by_kind["employment"],
        "setting": by_kind["setting"],
        "text": len(posting.description_text) >= ENOUGH_TEXT,
        "place": posting.lat is not None,
    }
    worth = sum(weight for name, weight in COMPLETENESS.items() if known[name])
    if posting.facility.is_verified:
        worth += VERIFIED
    record = posting.facility.answered_on_time if posting.is_applied_to_here else 0
    return round(worth + REPLY_RECORD * (UNKNOWN_RECORD if record is None else record), 4)
