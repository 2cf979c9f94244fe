"""A stream of invented postings over real geography, as many as asked for, the same for the same seed."""

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import accumulate, count
from random import Random

from recruitment.demo.composing import CITY, Description, describe
from recruitment.demo.facilities import Register
from recruitment.demo.words import settings, titles

FACILITIES = 150
# Dollars an hour, middle of the range: nurses by the May 2023 BLS mean (94,480 a year), technicians by 40,300.
MIDDLE_PAY = {True: 21.5, False: 44.0}
# Words of real nursing postings: half have fewer than this, most between a half and twice of it.
MEDIAN_WORDS, SPREAD, FEWEST_WORDS, MOST_WORDS = 360, 0.45, 100, 880
# How often a posting goes out for several cities, and for how many: about a tenth of all postings.
REPEATED = 0.03
CITIES_OF_ONE = [2, 2, 3, 3, 4, 5, 7, 12]


@dataclass
class InventedPosting:
    number: int
    title: str
    title_alone: str  # without what employers put behind it
    facility: str
    setting: str
    role: str
    city: str = ""
    state: str = ""
    lat: float = 0.0
    lon: float = 0.0
    zone: str = ""
    written: Description = None
    terms: list[tuple[str, str]] = field(default_factory=list)
    must: list[str] = field(default_factory=list)
    nice: list[str] = field(default_factory=list)
    pay: tuple[Decimal, Decimal, str] | None = None
    sign_on_bonus: Decimal | None = None
    experience_months: int | None = None
    will_train: bool | None = None
    answer_days: int | None = None
    age_days: float = 0

    @property
    def description(self):
        return self.written.markdown

    @cached_property
    def of(self):
        """Its terms' slugs by kind."""
        found = defaultdict(list)
        for kind, slug in self.terms:
            found[kind].append(slug)
        return found


class Generator:
    """Draws postings. `cities` are rows of (state, name, lat, lon, population, zone).

    Postings in `pay_states` always name their pay; elsewhere some employers do not.
    """

    def __init__(self, cities, *, seed=2026, facilities=None, pay_states=frozenset()):
        self.random = Random(seed)  # noqa: S311 - reproducible, not secret
        self.register = Register(cities, facilities or FACILITIES)
        self.pay_states = pay_states
        self.settings = list(settings.SETTINGS)
        self.setting_weights = list(accumulate(share for share, _ in settings.SETTINGS.values()))

    def postings(self, number):
        numbers = count()
        while number > 0:
            copies = self._copies()[:number]
            number -= len(copies)
            for posting in copies:
                posting.number = next(numbers)
                yield posting

    def _copies(self):
        """One posting, or the same for several cities of its facility's."""
        draw = self.random
        setting = draw.choices(self.settings, cum_weights=self.setting_weights)[0]
        facility = self.register.pick(setting, draw)
        first = draw.choice(facility.cities)
        places = [first]
        if draw.random() < REPEATED:
            places = self._places(first)
        posting = self._posting(facility, first[0])
        return [_placed(posting, row) for row in places]

    def _places(self, first):
        """Cities of one state: a copy elsewhere may need another license or other pay."""
        pool = self.register.by_state[first[0]]
        others = self.random.sample(pool, min(self.random.choice(CITIES_OF_ONE), len(pool)))
        return [first, *(row for row in others if row[1] != first[1])]

    def _posting(self, facility, state):
        draw, setting = self.random, facility.setting
        terms = self._terms(facility)
        alone = draw.choice(_titles(setting))
        posting = InventedPosting(
            number=0,
            title=self._title(alone, terms),
            title_alone=alone,
            facility=facility.name,
            setting=setting,
            role=settings.SETTINGS[setting][1],
            terms=terms,
            age_days=draw.random() ** 2 * 45,
            answer_days=draw.choice([None, 5, 7, 10, 14]),
        )
        self._fill(posting, state)
        words = MEDIAN_WORDS * math.exp(draw.gauss(0, SPREAD))
        posting.written = describe(posting, facility, draw, words=min(max(words, FEWEST_WORDS), MOST_WORDS))
        return posting

    def _terms(self, facility):
        setting = facility.setting
        shift = self._pick(settings.SHIFTS)
        if shift in {"night", "evening"} and setting in settings.DAY_SETTINGS:
            shift = "day"
        terms = [("setting", setting), ("employment", self._pick(settings.EMPLOYMENT)), ("shift", shift)]
        terms += [("therapy", slug) for slug in self._some(settings.THERAPIES[setting], 5)]
        terms += [("device", slug) for slug in self._some(settings.DEVICES[setting], 3)]
        terms.append(("system", facility.system))
        terms += [("benefit", slug) for slug in facility.benefits]
        terms.append(("workplace", "field" if setting == "home-infusion" else "on-site"))
        return terms

    def _title(self, alone, terms):
        """What employers put behind a title: a shift, a type, a background, the city."""
        draw, facts = self.random, dict(terms)
        tails = []
        if draw.random() < 0.22:
            tails.append(draw.choice(titles.SHIFT_TAILS[facts["shift"]]))
        if draw.random() < (0.12 if facts["employment"] == "full-time" else 0.6):
            tails.append(draw.choice(titles.EMPLOYMENT_TAILS[facts["employment"]]))
        if "technician" not in alone.lower() and draw.random() < 0.12:
            tails.insert(0, draw.choice(titles.BACKGROUND_TAILS))
        if draw.random() < 0.16:
            tails.append(CITY)
        if not tails:
            return alone
        style = draw.random()
        return (
            f"{alone} ({', '.join(tails)})"
            if style < 0.25 and "(" not in alone
            else " - ".join([alone, *tails])
        )

    def _fill(self, posting, state):
        draw = self.random
        is_technician = posting.setting in settings.TECHNICIAN_SETTINGS
        posting.must = ["pharm-tech-state", "cpht"] if is_technician else ["rn", "bls"]
        posting.nice = ["cspt"] if is_technician else self._some(["crni", "ocn", "bsn", "acls"], 2)
        posting.experience_months = draw.choice([None, 0, 12, 12, 24, 24, 36])
        posting.will_train = draw.choice([None, None, True, False if posting.experience_months else None])
        posting.sign_on_bonus = draw.choice([None, None, None, Decimal(5000), Decimal(10000)])
        posting.pay = self._pay(is_technician)
        if state not in self.pay_states and draw.random() < 0.16:
            posting.pay = None

    def _pay(self, is_technician):
        draw = self.random
        middle = draw.gauss(MIDDLE_PAY[is_technician], MIDDLE_PAY[is_technician] * 0.13)
        spread = middle * draw.uniform(0.05, 0.18)
        low, high = Decimal(round((middle - spread) * 2)) / 2, Decimal(round((middle + spread) * 2)) / 2
        low = max(low, Decimal(18))
        high = max(high, low)
        if draw.random() < 0.15:
            return low * 2080, high * 2080, "year"
        return low, high, "hour"

    def _pick(self, weighted):
        values, weights = zip(*weighted, strict=True)
        return self.random.choices(values, weights)[0]

    def _some(self, values, most):
        return self.random.sample(values, min(len(values), self.random.randint(1, most))) if values else []


def _placed(posting, row):
    state, city, lat, lon, _, zone = row
    return replace(
        posting,
        title=posting.title.replace(CITY, city),
        written=posting.written.placed(city, state),
        city=city,
        state=state,
        lat=round(lat, 4),
        lon=round(lon, 4),
        zone=zone,
    )


@cache
def _titles(setting):
    return titles.TITLES[setting].strip().replace("\n", "|").split("|")
