"""From a read posting to the columns of a Posting: what the database cannot hold stays unknown."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from jobs import pay
from jobs.importing.intake import address_of
from jobs.models import City, Credential, Posting, Requirement, State, Term, ZipCode
from jobs.vocabulary.places import city_slug

# Facts field, vocabulary kind.
TERM_FIELDS = [
    ("settings", "setting"),
    ("therapies", "therapy"),
    ("devices", "device"),
    ("systems", "system"),
    ("employment", "employment"),
    ("shifts", "shift"),
    ("benefits", "benefit"),
]
# Every column that `Filler.fill` may change.
FILLED = [
    "facility",
    "title",
    "role",
    "description_source",
    "description_kind",
    "description_html",
    "description_text",
    "city",
    "state",
    "zip",
    "lat",
    "lon",
    "zone",
    "pay_min",
    "pay_max",
    "pay_unit",
    "pay_source",
    "pay_annual_min",
    "pay_annual_max",
    "has_sign_on_bonus",
    "sign_on_bonus",
    "experience_months",
    "will_train",
    "new_grad_ok",
    "apply_url",
    "content_hash",
    "evidence",
    "origin",
    "posted_on",
    "closes_on",
    "updated_at",
]
LONGEST_TITLE = 160
MAX_BONUS = Decimal("999999.99")
MAX_PAY = Decimal("9999999.99")
# What the yearly columns hold. Nobody is paid this; a typing mistake must not stop a file.
MAX_ANNUAL = Decimal("999999999.99")
MAX_MONTHS = 32_767
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Place:
    city: str = ""
    state: str | None = None
    zip: str | None = None
    lat: float | None = None
    lon: float | None = None
    zone: str | None = None


@dataclass
class Geography:
    """Places by name and ZIP, read once per run: 77,000 rows are cheaper than a query a posting."""

    cities: dict = field(default_factory=dict)
    zips: dict = field(default_factory=dict)
    states: set = field(default_factory=set)
    zones: dict = field(default_factory=dict)

    @classmethod
    def load(cls):
        cities = City.objects.order_by("population").values_list("state_id", "slug", "lat", "lon", "timezone")
        zips = ZipCode.objects.values_list("zip", "city", "state_id", "lat", "lon", "timezone")
        known = {(state, slug): point for state, slug, *point in cities.iterator()}
        return cls(
            known,
            {code: rest for code, *rest in zips.iterator()},
            set(State.objects.values_list("usps", flat=True)),
            # A state's time zone is the one of its largest city, the last in this order.
            {state: zone for (state, _), (_, _, zone) in known.items()},
        )

    def place(self, city, state, zip_code) -> Place:
        """What is known of a place: its point from the ZIP, else from the city; a ZIP of another state is none."""
        state = state if state in self.states else None
        zip_city, zip_state, *zip_point = self.zips.get(zip_code, ("", None, None, None, None))
        if zip_state and state not in (None, zip_state):
            zip_code = zip_state = None
        if not zip_state:
            point = self.cities.get((state, city_slug(city)), (None, None, self.zones.get(state)))
            return Place(city, state, None, *point)
        return Place(city or zip_city, zip_state, zip_code, *zip_point)


class Filler:
    """Fills postings of one source; keeps the run's vocabulary and geography."""

    def __init__(self):
        self.geography = Geography.load()
        self.terms = {(t.kind, t.slug): t for t in Term.objects.all()}
        self.credentials = dict(Credential.objects.values_list("slug", "pk"))

    def fill(self, posting, read, facility):
        source, facts = read.source, read.facts
        posting.facility = facility
        posting.title = fitted(source.title, LONGEST_TITLE)
        posting.role = self.terms.get(("role", facts.role))
        posting.description_source, posting.description_kind = source.description, source.description_kind
        posting.description_html, posting.description_text = read.html, read.text
        posting.experience_months = months(facts.experience_months)
        posting.will_train, posting.new_grad_ok = facts.will_train, facts.new_grad_ok
        posting.apply_url = address_of(source)
        posting.content_hash, posting.evidence = read.incoming.content_hash, facts.evidence
        posting.origin = dict(source.columns)
        posting.posted_on, posting.closes_on = source.posted_on, source.closes_on
        posting.updated_at = timezone.now()
        self._fill_place(posting, source, facts)
        fill_pay(posting, facts.pay)
        fill_bonus(posting, facts.sign_on_bonus)

    def _fill_place(self, posting, source, facts):
        state = source.state or facts.state or ""
        # A city that was read from the text belongs to the state that was read with it.
        city = source.city or (facts.city if facts.state in (None, state) else "") or ""
        place = self.geography.place(city[:100], state, source.zip)
        posting.city, posting.lat, posting.lon = place.city[:100], place.lat, place.lon
        posting.state_id, posting.zip_id = place.state, place.zip
        posting.zone = place.zone or Posting._meta.get_field("zone").default

    def terms_of(self, facts):
        """Primary keys of the terms, each once."""
        slugs = [(kind, slug) for name, kind in TERM_FIELDS for slug in getattr(facts, name)]
        if facts.workplace:
            slugs.append(("workplace", facts.workplace))
        return [self.terms[key].pk for key in dict.fromkeys(slugs) if key in self.terms]

    def requirements(self, facts):
        """(credential's primary key, level); one that is named as required and as preferred is required."""
        levels = dict.fromkeys(facts.credentials_preferred, Requirement.Level.NICE.value)
        levels |= dict.fromkeys(facts.credentials_required, Requirement.Level.MUST.value)
        return [(self.credentials[slug], level) for slug, level in levels.items() if slug in self.credentials]


def fill_pay(posting, found):
    """Copy a pay range that is one: above zero, in order, of a known unit, and within what the columns hold."""
    posting.pay_min = posting.pay_max = None
    posting.pay_unit = posting.pay_source = ""
    if found and found.unit in Posting.PayUnit.values:
        low, high = cents(found.min, MAX_PAY), cents(found.max, MAX_PAY)
        highest = high or low
        is_lost = (found.min is not None and low is None) or (found.max is not None and high is None)
        if highest and not is_lost and (low or highest) <= highest and fits_a_year(highest, found.unit):
            posting.pay_min, posting.pay_max = low, high
            posting.pay_unit, posting.pay_source = found.unit, found.source
    posting.annualize_pay()


def fits_a_year(amount, unit):
    return (pay.annual(amount, unit) or 0) <= MAX_ANNUAL


def fill_bonus(posting, bonus):
    """`bonus` is an amount, whether there is one, or None for unknown."""
    posting.has_sign_on_bonus = None if bonus is None else bool(bonus)
    posting.sign_on_bonus = cents(bonus, MAX_BONUS) if isinstance(bonus, Decimal) else None


def cents(amount, most):
    """The amount rounded to cents; None where it is none, not a number, or not between a cent and `most`."""
    if amount is None or not Decimal(amount).is_finite() or not CENT / 2 < amount <= most:
        return None
    return Decimal(amount).quantize(CENT)


def months(number):
    return number if number is not None and 0 <= number <= MAX_MONTHS else None


def fitted(text, limit):
    """The text, cut at a word and marked where it is longer than the limit."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;-") + "…"
