"""What a posting card shows, as lines of words. Queries nothing that `with_card()` has not fetched."""

from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from jobs import pay
from jobs.models import Posting, Term

CHIP_KINDS = [Term.Kind.SETTING, Term.Kind.SHIFT, Term.Kind.EMPLOYMENT]
MOST_CHIPS = 4
DATE = "D, M j"


def card_of(posting, *, distance_miles=None, verdict=None, match_line="", is_saved=False, save_url="", more_places=0):
    """The context object of components/_card_posting.html."""
    return {
        "title": posting.title,
        "url": posting.get_absolute_url(),
        "facility": posting.facility.name,
        "facility_url": "",
        "place": posting.place,
        "distance_miles": distance_miles,
        "pay_line": posting.pay_words,
        "pay_year_line": other_pay_line(posting),
        "chips": chips_of(posting),
        "verdict": verdict,
        "match_line": match_line,
        "posted_on": posted_words(posting),
        "answers_by_line": f"Answers within {posting.days_to_answer} days" if posting.is_applied_to_here else "",
        "more_places": more_places,
        "is_saved": is_saved,
        "save_url": save_url,
    }


def other_pay_line(posting):
    """Hourly pay by the year, yearly pay by the hour, rounded; "" where it cannot be told."""
    low, high = posting.pay_annual_min, posting.pay_annual_max
    if low is None and high is None:
        return ""
    if posting.pay_unit == Posting.PayUnit.YEAR:
        hours = posting.hours_per_week
        ends = [pay.hourly(end, hours) and pay.hourly(end, hours).quantize(Decimal(1)) for end in (low, high)]
        return f"about {pay.pay_words(*ends, 'hour')}"
    ends = [end and end.quantize(Decimal("1E3")) for end in (low, high)]
    return f"about {pay.pay_words(*ends, 'year')}"


def chips_of(posting):
    """Setting, shift and type first of all; one of each kind before a second of any."""
    by_kind = [[term.label for term in posting.terms_of(kind)] for kind in CHIP_KINDS]
    firsts = [labels[0] for labels in by_kind if labels]
    rest = [label for labels in by_kind for label in labels[1:]]
    return (firsts + rest)[:MOST_CHIPS]


def posted_words(posting):
    """The day the employer published it, else the day we did."""
    if posting.posted_on:
        return date_format(posting.posted_on, DATE)
    return date_format(timezone.localtime(posting.published_at), DATE) if posting.published_at else ""
