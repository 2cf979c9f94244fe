"""From a search to the columns of an alert, which matching compares. The search itself does the compiling."""

from functools import lru_cache

from jobs.filters import InvalidCriteria
from jobs.search.asking import asked
from jobs.search.criteria import Criteria

# Left out of an alert: `page` and `sort` select nothing, and `mine` depends on licenses that change
# after the alert was made; the form says so.
NOT_KEPT = {"sort": "", "page": 1, "mine": False}


def alert_criteria(criteria):
    """The part of a search that an alert keeps."""
    for name in NOT_KEPT:
        criteria = criteria.without(name)
    return criteria


def columns(criteria):
    """The columns of an alert for this search, as a dict."""
    search = asked(criteria)
    asks = search.criteria  # with what the words say about place and state
    lat, lon = asks.near_point or (None, None)
    return {
        "criteria": criteria.querystring(),
        "tsquery": search.tsquery or None,
        "pay_year_min": asks.pay_year_min,
        "experience_max": asks.experience_max,
        "posted_days": asks.posted,
        "lat": lat,
        "lon": lon,
        "radius": asks.radius if asks.near_point else None,
        "sentence": criteria.sentence()[:400],
    }


def criteria_of(alert):
    """The alert's search, or None where it asks for something the vocabulary holds no more."""
    try:
        return _parsed(alert.criteria)
    except InvalidCriteria:
        return None


# Reading a search takes over a millisecond, and people save much the same ones. Only for the words of a
# mail: what matches is compared by the alert's columns, and words the vocabulary lost are left out there.
_parsed = lru_cache(maxsize=5000)(Criteria.parse)
