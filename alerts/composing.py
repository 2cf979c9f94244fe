"""What a mail says: matches become sections, and sections lines. Pure but for reading the live rows."""

import json
from collections import Counter
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from django.conf import settings
from django.db import connection
from django.urls import reverse

from alerts.queries import criteria_of
from jobs import pay
from jobs.search import packing
from jobs.search.query import EARTH_MILES
from jobs.vocabulary import book as vocabulary

MOST_OF_ONE_FACILITY = 3
MOST_LINES = 15  # of one search in one mail: nobody reads further, and mail programs cut long mails off
MOST_REASONS = 4
SWITCH_WORDS = {
    "will_train": "trains newcomers",
    "visa": "sponsors visas",
    "sign_on": "sign-on bonus",
    "answers": "promises an answer date",
}


@dataclass
class Line:
    """One posting in a mail, with what stands for its near-copies and for its facility's further ones."""

    title: str
    url: str
    facility: str
    facility_pk: int
    place: str
    pay: str
    chips: str
    why: str
    more_places: int = 0
    more_of_facility: int = 0


@dataclass
class Section:
    """One alert's part of a mail."""

    sentence: str
    search_url: str
    manage_url: str
    lines: list[Line] = field(default_factory=list)
    count: int = 0
    more: int = 0


@dataclass
class Row:
    """What a live posting's line needs of its row."""

    card: dict
    lat: float | None
    lon: float | None
    packed: int
    masks: dict


class Board:
    """The live rows of some postings, with the vocabulary and the searches that were read for them: read once."""

    def __init__(self, pks):
        self.rows = live_rows(pks)
        self.book = vocabulary.current()
        self._searches = {}

    def criteria_of(self, alert):
        if alert.criteria not in self._searches:
            self._searches[alert.criteria] = criteria_of(alert)
        return self._searches[alert.criteria]


def live_rows(pks):
    """{posting pk: Row} of what the lines show."""
    columns = list(packing.MASKS.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT posting_id, card::text, lat, lon, packed, {', '.join(columns)} "  # noqa: S608
            "FROM jobs_liveposting WHERE posting_id = ANY(%s)",
            [list(pks)],
        )
        return {
            pk: Row(json.loads(card), lat, lon, packed, dict(zip(packing.MASKS, masks, strict=True)))
            for pk, card, lat, lon, packed, *masks in cursor.fetchall()
        }


def shown(matches):
    """Which of an alert's matches get a line: (posting pk, further places, further of its facility), and the rest.

    `matches` is (posting pk, facility pk, group key), newest first. Near-copies share a line; of one
    facility there are three lines, and the last says how many more there are. Returns (lines, number left out).
    """
    places = Counter(group for _, _, group in matches)
    seen, of_facility, lines, further = set(), Counter(), [], Counter()
    for posting, facility, group in matches:
        if group in seen:
            continue
        seen.add(group)
        of_facility[facility] += 1
        if of_facility[facility] > MOST_OF_ONE_FACILITY:
            further[facility] += 1
        else:
            lines.append((posting, facility, places[group] - 1))
    kept, rest = lines[:MOST_LINES], lines[MOST_LINES:]
    last = {facility: index for index, (_, facility, _) in enumerate(kept)}
    result = [
        (posting, places, further[facility] if last[facility] == index else 0)
        for index, (posting, facility, places) in enumerate(kept)
    ]
    unseen = sum(1 for _ in rest) + sum(n for facility, n in further.items() if facility not in last)
    return result, unseen


def section(alert, matches, board):
    """The alert's part of a mail about these matches, all of them live."""
    lines, more = shown(matches)
    facility_of = {posting: facility for posting, facility, _ in matches}
    criteria = board.criteria_of(alert)

    def why_of(posting):
        return why(board.rows[posting], alert, criteria, board.book)

    return Section(
        sentence=alert.sentence or "All new jobs",
        search_url=settings.SITE_URL + alert.search_url,
        manage_url=settings.SITE_URL + alert.get_absolute_url(),
        lines=[
            _line(board.rows[posting], facility_of[posting], places, further, why_of(posting))
            for posting, places, further in lines
        ],
        count=len(matches),
        more=more,
    )


def _line(row, facility, places, further, reasons):
    card = row.card
    url = reverse("jobs:posting", args=[card["public_id"], card["slug"]])
    return Line(
        title=card["title"],
        url=settings.SITE_URL + url,
        facility=card["facility"],
        facility_pk=facility,
        place=card["place"],
        pay=card["pay_line"] + (f" ({card['pay_year_line']})" if card["pay_year_line"] else ""),
        chips=", ".join(card["chips"]),
        why=", ".join(reasons[:MOST_REASONS]),
        more_places=places,
        more_of_facility=further,
    )


def why(row, alert, criteria, book):
    """What of the search this posting fulfils, in words; [] for the search for everything."""
    if criteria is None:
        return []
    said = [f"“{criteria.q}”"] if criteria.q else []
    if alert.lat is not None and row.lat is not None:
        miles = _miles(row, alert)
        said.append("less than a mile away" if miles < 1 else f"{miles:.0f} miles from {_place(criteria)}")
    for kind in (*packing.MASKS, *packing.PACKED, packing.ROLE):
        said += [book.label(kind, slug) for slug in getattr(criteria, kind) if _has(row, kind, book, slug)]
    if criteria.pay_min is not None:
        said.append(f"{pay.money(criteria.pay_min)} {pay.UNIT_WORDS[criteria.pay_unit]} or more")
    said += [words for name, words in SWITCH_WORDS.items() if getattr(criteria, name)]
    return said


def _place(criteria):
    return criteria.near_label or criteria.near or "there"


def _has(row, kind, book, slug):
    entry = book.get(kind, slug)
    if entry is None or entry.bit is None:
        return False
    if kind == packing.ROLE:
        return row.packed >> packing.ROLE_AT & 255 == entry.bit + 1
    mask = row.masks[kind] if kind in row.masks else packing.unpack_mask(row.packed, kind)
    return bool(mask >> entry.bit & 1)


def _miles(row, alert):
    """Great-circle distance; half of Earth's circumference at most."""
    north, east = radians(row.lat - alert.lat), radians(row.lon - alert.lon)
    a = sin(north / 2) ** 2 + cos(radians(alert.lat)) * cos(radians(row.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1, sqrt(a)))
