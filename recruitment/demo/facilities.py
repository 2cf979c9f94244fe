"""Invented employers: the same ones whoever draws the postings, a few large and most small."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from recruitment.demo.phrasing import Voice, lines
from recruitment.demo.words import employers, names, settings

SEED = 1729
# The n-th facility of its kind has 1 / (n + HEAD) of the postings.
HEAD = 8
MOST_CITIES = 60
# How many of a hundred have places in other states.
ACROSS_STATES = 0.1


@dataclass
class InventedFacility:
    name: str
    setting: str
    cities: list[tuple]  # rows of the generator's cities; the first is its home
    benefits: list[str]
    system: str
    about: list[str]
    eeo: str
    note: str


class Register:
    """`number` facilities of all kinds. `cities` are rows of (state, name, lat, lon, population, zone)."""

    def __init__(self, cities, number):
        self.draw = Random(SEED)  # noqa: S311 - reproducible, not secret
        self.cities = cities
        self.cumulated = list(accumulate((row[4] or 500) for row in cities))
        self.by_state = defaultdict(list)
        for row in cities:
            self.by_state[row[0]].append(row)
        self.names = set()
        self.of = {
            setting: [self._facility(setting) for _ in range(max(2, round(number * share / 100)))]
            for setting, (share, _) in settings.SETTINGS.items()
        }
        self.weights = {
            setting: list(accumulate(1 / (rank + HEAD) for rank in range(len(facilities))))
            for setting, facilities in self.of.items()
        }

    def pick(self, setting, draw):
        return draw.choices(self.of[setting], cum_weights=self.weights[setting])[0]

    def _facility(self, setting):
        draw = self.draw
        name = self._name(setting)
        cities = self._cities()
        voice = Voice(draw, facility=name, home=cities[0][1])
        extra = [slug for slug in settings.EXTRA_BENEFITS if slug != "mileage" or setting == "home-infusion"]
        about = [voice.say(line) for line in voice.some(lines(employers.ABOUT), draw.randint(3, 8))]
        return InventedFacility(
            name=name,
            setting=setting,
            cities=cities,
            benefits=["health-insurance", "pto", *voice.some(extra, draw.randint(1, 4))],
            system=draw.choice(settings.SYSTEMS[setting]),
            about=about,
            eeo=voice.say(voice.one(lines(employers.EEO))),
            note=voice.say(voice.one(lines(employers.PAY_TRANSPARENCY))),
        )

    def _name(self, setting):
        for number in range(1, 1000):
            first = f"{self.draw.choice(names.FACILITY_FIRST)} {self.draw.choice(names.FACILITY_SECOND)}"
            name = f"{first} {self.draw.choice(names.FACILITY_KINDS[setting])}"
            name = name if number < 20 else f"{name} of {self.draw.choice(self.cities)[1]}"
            if name not in self.names:
                self.names.add(name)
                return name
        raise ValueError("There are no names left for so many facilities.")

    def _cities(self):
        """Its home, and where else it is: mostly in one place or two, seldom in dozens."""
        draw = self.draw
        home = draw.choices(self.cities, cum_weights=self.cumulated)[0]
        pool = self.cities if draw.random() < ACROSS_STATES else self.by_state[home[0]]
        wanted = min(int(draw.paretovariate(0.9)), MOST_CITIES, len(pool))
        others = draw.sample(pool, wanted)
        return [home, *(row for row in others if row is not home)]
