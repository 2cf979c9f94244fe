"""A stream of invented postings over real geography, as many as asked for, the same for the same seed."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from random import Random

from recruitment.demo import words

TECHNICIAN_SETTINGS = {"home-infusion-pharmacy", "hospital-pharmacy"}
# Cents an hour, middle of the range: nurses by the May 2023 BLS mean (94,480 a year), technicians by 40,300.
MIDDLE_PAY = {True: 21.5, False: 44.0}


@dataclass
class InventedPosting:
    number: int
    title: str
    facility: str
    setting: str
    role: str
    city: str
    state: str
    lat: float
    lon: float
    zone: str
    description: str
    terms: list[tuple[str, str]] = field(default_factory=list)
    must: list[str] = field(default_factory=list)
    nice: list[str] = field(default_factory=list)
    pay: tuple[Decimal, Decimal, str] | None = None
    sign_on_bonus: Decimal | None = None
    experience_months: int | None = None
    will_train: bool | None = None
    answer_days: int | None = None
    age_days: float = 0


class Generator:
    """Draws postings. `cities` are rows of (state, name, lat, lon, population, zone)."""

    def __init__(self, cities, *, seed=2026, facilities=None):
        self.random = Random(seed)  # noqa: S311 - reproducible, not secret
        # The demo has a few hundred facilities at the most; the benchmark wants thousands.
        self.facilities = facilities
        self.cities = cities
        self.weights = list(accumulate((row[4] or 500) for row in cities))
        self.settings = list(words.SETTINGS)
        self.setting_weights = [words.SETTINGS[s][0] for s in self.settings]

    def postings(self, count):
        return (self._posting(number) for number in range(count))

    def _posting(self, number):
        draw = self.random
        setting = draw.choices(self.settings, self.setting_weights)[0]
        _, role, titles = words.SETTINGS[setting]
        state, city, lat, lon, _, zone = draw.choices(self.cities, cum_weights=self.weights)[0]
        posting = InventedPosting(
            number=number,
            title=draw.choice(titles),
            facility=self._facility(setting),
            setting=setting,
            role=role,
            city=city,
            state=state,
            lat=round(lat, 4),
            lon=round(lon, 4),
            zone=zone,
            description="",
            age_days=draw.random() ** 2 * 45,
            answer_days=draw.choice([None, 5, 7, 10, 14]),
        )
        self._fill(posting)
        posting.description = self._description(posting)
        return posting

    def _facility(self, setting):
        first = self.random.choice(words.FACILITY_FIRST)
        name = f"{first} {self.random.choice(words.FACILITY_KINDS[setting])}"
        return f"{name} {self.random.randrange(self.facilities)}" if self.facilities else name

    def _fill(self, posting):
        draw, setting = self.random, posting.setting
        employment = self._pick(words.EMPLOYMENT)
        shift = self._pick(words.SHIFTS)
        is_technician = setting in TECHNICIAN_SETTINGS
        posting.terms = [("setting", setting), ("employment", employment), ("shift", shift)]
        posting.terms += [("therapy", slug) for slug in self._some(words.THERAPIES[setting], 4)]
        posting.terms += [("device", slug) for slug in self._some(words.DEVICES[setting], 3)]
        posting.terms += [("system", slug) for slug in self._some(words.SYSTEMS[setting], 1)]
        posting.terms += [("benefit", slug) for slug in self._some(words.BENEFITS, 5)]
        posting.terms.append(("workplace", "field" if setting == "home-infusion" else "on-site"))
        posting.must = ["pharm-tech-state", "cpht"] if is_technician else ["rn", "bls"]
        posting.nice = ["cspt"] if is_technician else self._some(["crni", "ocn", "bsn", "acls"], 2)
        posting.experience_months = draw.choice([None, 0, 12, 12, 24, 24, 36])
        posting.will_train = draw.choice([None, None, True, False])
        posting.sign_on_bonus = draw.choice([None, None, None, Decimal(5000), Decimal(10000)])
        posting.pay = self._pay(is_technician)

    def _pay(self, is_technician):
        draw = self.random
        if draw.random() < 0.12:
            return None
        middle = draw.gauss(MIDDLE_PAY[is_technician], MIDDLE_PAY[is_technician] * 0.13)
        spread = middle * draw.uniform(0.05, 0.18)
        low, high = Decimal(round((middle - spread) * 2)) / 2, Decimal(round((middle + spread) * 2)) / 2
        low = max(low, Decimal(15))
        high = max(high, low)
        if draw.random() < 0.15:
            return low * 2080, high * 2080, "year"
        return low, high, "hour"

    def _description(self, posting):
        draw = self.random
        facts = {
            "facility": posting.facility,
            "city": posting.city,
            "title_lower": lower_first(posting.title),
            "an_a": "an" if posting.title[0] in "AEIOUR" and posting.title[:2] not in {"Re"} else "a",
        }
        therapies = [slug.replace("-", " ") for kind, slug in posting.terms if kind == "therapy"]
        about = [draw.choice(words.OPENINGS).format(**facts), *words.DAYS[posting.setting]]
        if therapies:
            about.append(f"The work is mostly {', '.join(therapies)}.")
        paragraphs = [
            " ".join(about),
            f"{draw.choice(words.TEAMS)} {draw.choice(words.TRAININGS)}",
            "**What we ask for**",
            "\n".join(f"- {word}" for word in self._asks(posting)),
            draw.choice(words.CLOSINGS).format(**facts),
        ]
        return "\n\n".join(paragraphs)

    def _asks(self, posting):
        names = {"rn": "RN license", "bls": "BLS", "pharm-tech-state": "State registration", "cpht": "CPhT"}
        asks = [f"{names[slug]} (required)" for slug in posting.must]
        asks += [f"{slug.upper()} (nice to have)" for slug in posting.nice]
        if posting.experience_months:
            asks.append(f"{posting.experience_months // 12} years of experience")
        return asks

    def _pick(self, weighted):
        values, weights = zip(*weighted, strict=True)
        return self.random.choices(values, weights)[0]

    def _some(self, values, most):
        return self.random.sample(values, min(len(values), self.random.randint(1, most))) if values else []


def lower_first(title):
    """ "Infusion RN" keeps its abbreviation: only an ordinary first word loses its capital."""
    first = title.split(" ")[0].rstrip(",")
    return title if first.isupper() else title[0].lower() + title[1:]
