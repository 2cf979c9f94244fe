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


# --- Ranking a search ----------------------------------------------------------------------------------
# All that fifty pages can show.
MOST_RANKED = 1000
# Of them the best this many are ranked by their vectors, 20 microseconds apiece: ten pages, further than
# anybody reads. The others keep the order of the first step and stand below.
MOST_READ = 200
UNREAD = 3.0  # more than any two scores lie apart

# Parts of the score. Relevance runs from 0 to 1, so the others are in shares of a perfect match.
# A posting that contradicts a wish (nights, where she said no nights) falls below one that is silent,
# and that below one that agrees; the sum over all wishes runs from -1 to 1.
WISH = 0.30
# One shift among several that are named, or several named and not the unwanted one.
AMONG_OTHERS, NOT_AMONG = 0.6, 0.5
# All words in the title say more than the same words scattered.
TITLE = 0.35
# The very role somebody named ("home infusion nurse"), as read from title and text together.
ROLE = 0.15
# The words side by side in the title or the facility's name: "option care", "vascular access team".
EXACT = 0.45
# The board is for this trade: of two postings that hold a word, the infusion job is the one that is meant.
TRADE = 0.12
# Another profession in the title than the one asked for. Without a word about it a nurse is meant, for
# whom the board is made, but less surely. A title that names no profession at all lies between.
OTHER_PROFESSION = -0.40
MAYBE_OTHER_PROFESSION = -0.20
NO_PROFESSION = -0.10
# Two matches alike: the fuller posting first, then the fresher; neither outweighs a word.
QUALITY = 0.06
FRESH = 0.06
HALF_FRESH_DAYS = 30
# Where a place is asked for, nearer is better; within a usual radius less so than a word in the title.
NEAR = 0.25
HALF_NEAR_MILES = 60


# --- Similar postings ------------------------------------------------------------------------------------
# The same role elsewhere serves a nurse better than another role next door.
SIMILAR_ROLE, SIMILAR_SETTING, SIMILAR_THERAPY, SIMILAR_PLACE = 0.4, 0.2, 0.05, 0.3
