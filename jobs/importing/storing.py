"""Storing read postings in batches: a fixed number of statements for a thousand rows."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from jobs.importing.reading import ReadPosting, content_hash
from jobs.models import (
    City,
    Credential,
    Facility,
    Posting,
    PostingEvent,
    Requirement,
    Source,
    State,
    Term,
    ZipCode,
)
from jobs.vocabulary.places import city_slug

NO_COMPANY = "Employer not named"
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
MAX_BONUS = Decimal(999_999)
MAX_PAY = Decimal(9_999_999)
UPDATED = [
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


@dataclass
class Geography:
    """Places by name and ZIP, read once per run: 43,000 rows are cheaper than a query a posting."""

    cities: dict = field(default_factory=dict)
    zips: dict = field(default_factory=dict)
    states: set = field(default_factory=set)

    @classmethod
    def load(cls):
        cities = City.objects.values_list("state_id", "slug", "lat", "lon", "timezone")
        zips = ZipCode.objects.values_list("zip", "lat", "lon", "timezone")
        return cls(
            {(state, slug): point for state, slug, *point in cities},
            {code: point for code, *point in zips},
            set(State.objects.values_list("usps", flat=True)),
        )

    def point(self, zip_code, city, usps):
        """(lat, lon, zone) of the ZIP, else of the city; (None, None, None) where neither is known."""
        found = self.zips.get(zip_code) or self.cities.get((usps, city_slug(city)))
        return found or (None, None, None)


class Store:
    """Writes batches for one source. One instance per run: it keeps the run's lookups."""

    def __init__(self, source: Source, *, publish: bool):
        self.source = source
        self.publish = publish
        self.geography = Geography.load()
        self.terms = {(t.kind, t.slug): t for t in Term.objects.all()}
        self.credentials = dict(Credential.objects.values_list("slug", "pk"))
        self.facilities = {}
        self.counts = Counter()
        self.changed = []

    def news(self, rows, *, read_all=False):
        """Of these (row, SourcePosting), the ones that need reading: new, or changed at the source.

        Reading is what an import's time goes into, so rows whose source says what it said before skip it.
        """
        known = self._known([posting.external_id for _, posting in rows])
        if read_all:
            return rows
        fresh = [
            (row, posting) for row, posting in rows if not is_same(known.get(posting.external_id), posting)
        ]
        self.counts["unchanged"] += len(rows) - len(fresh)
        return fresh

    def _known(self, external_ids):
        """(pk, content hash) by external id, of this source's postings."""
        rows = Posting.objects.filter(source=self.source, external_id__in=external_ids)
        return {
            external_id: (pk, known)
            for pk, external_id, known in rows.values_list("pk", "external_id", "content_hash")
        }

    def save(self, batch: list[ReadPosting]):
        """Create, update or leave each posting of the batch. Of rows with one id the last wins."""
        latest = {read.source.external_id: read for read in batch}
        known = self._known(latest)
        new = [read for key, read in latest.items() if key not in known]
        changed = [
            (known[key][0], read)
            for key, read in latest.items()
            if key in known and known[key][1] != read.content_hash
        ]
        self._load_facilities(chain(new, (read for _, read in changed)))
        self._create(new)
        self._update(changed)
        self.counts["created"] += len(new)
        self.counts["updated"] += len(changed)
        self.counts["unchanged"] += len(batch) - len(new) - len(changed)

    def _create(self, reads):
        postings = Posting.objects.bulk_create([self._fill(Posting(), read) for read in reads])
        PostingEvent.objects.bulk_create(
            PostingEvent(
                posting=posting, to_status=posting.status, reason=f"Imported from {self.source.name}."
            )
            for posting in postings
        )
        self._save_lists(zip(postings, reads, strict=True))

    def _update(self, changed):
        postings = list(Posting.objects.filter(pk__in=[pk for pk, _ in changed]))
        reads = {read.source.external_id: read for _, read in changed}
        pairs = [
            (self._fill(posting, reads[posting.external_id]), reads[posting.external_id])
            for posting in postings
        ]
        Posting.objects.bulk_update(postings, [*UPDATED, "status", "published_at", "expires_at", "closed_at"])
        Posting.terms.through.objects.filter(posting__in=postings).delete()
        Requirement.objects.filter(posting__in=postings).delete()
        self._save_lists(pairs)

    def _fill(self, posting, read):
        source, facts = read.source, read.facts
        state = source.state or facts.state or ""
        city = (source.city or facts.city or "")[:100]
        lat, lon, zone = self.geography.point(source.zip, city, state)
        posting.source = self.source
        posting.external_id = source.external_id
        posting.facility = self.facilities[facility_key(source.company)]
        posting.title = source.title[:160]
        posting.role = self.terms.get(("role", facts.role))
        posting.description_source, posting.description_kind = source.description, source.description_kind
        posting.description_html, posting.description_text = read.html, read.text
        posting.city, posting.lat, posting.lon = city, lat, lon
        posting.state_id = state if state in self.geography.states else None
        posting.zip_id = source.zip if source.zip in self.geography.zips else None
        posting.zone = zone or posting.zone
        posting.experience_months = facts.experience_months
        posting.will_train, posting.new_grad_ok = facts.will_train, facts.new_grad_ok
        posting.apply_url = (source.apply_url or source.url)[:1000]
        posting.content_hash, posting.evidence = read.content_hash, facts.evidence
        posting.origin = dict(source.columns)
        posting.posted_on, posting.closes_on = source.posted_on, source.closes_on
        posting.updated_at = timezone.now()
        fill_pay(posting, facts)
        self._fill_status(posting)
        return posting

    def _fill_status(self, posting):
        from jobs.actions import expiry_of

        if not self.publish or posting.status == Posting.Status.LIVE:
            return
        now = timezone.now()
        if expiry_of(posting, at=now) <= now or posting.status in {
            Posting.Status.PAUSED,
            Posting.Status.FILLED,
        }:
            return
        posting.status, posting.closed_at = Posting.Status.LIVE, None
        posting.published_at = posting.published_at or now
        posting.expires_at = expiry_of(posting, at=now)

    def _save_lists(self, pairs):
        links, requirements = [], []
        for posting, read in pairs:
            links += [
                Posting.terms.through(posting_id=posting.pk, term_id=term.pk)
                for term in self._terms_of(read.facts)
            ]
            requirements += self._requirements(posting, read.facts)
            self.changed.append(posting.pk)
        Posting.terms.through.objects.bulk_create(links, batch_size=5000)
        Requirement.objects.bulk_create(requirements, batch_size=5000)

    def _terms_of(self, facts):
        slugs = [(kind, slug) for name, kind in TERM_FIELDS for slug in getattr(facts, name)]
        if facts.workplace:
            slugs.append(("workplace", facts.workplace))
        return [self.terms[key] for key in dict.fromkeys(slugs) if key in self.terms]

    def _requirements(self, posting, facts):
        must = [slug for slug in dict.fromkeys(facts.credentials_required) if slug in self.credentials]
        nice = [slug for slug in dict.fromkeys(facts.credentials_preferred) if slug in self.credentials]
        levels = {
            **dict.fromkeys(nice, Requirement.Level.NICE),
            **dict.fromkeys(must, Requirement.Level.MUST),
        }
        return [
            Requirement(posting=posting, credential_id=self.credentials[slug], level=level)
            for slug, level in levels.items()
        ]

    def _load_facilities(self, reads):
        names = {
            facility_key(read.source.company): read.source.company.strip() or NO_COMPANY for read in reads
        }
        missing = {key: name for key, name in names.items() if key not in self.facilities}
        if not missing:
            return
        slugs = {key: unclaimed_slug(key) for key in missing}
        # Two imports may meet the same employer at once: the slug's uniqueness decides, nobody fails.
        Facility.objects.bulk_create(
            [
                Facility(name=name[:160], slug=slugs[key], status=Facility.Status.UNCLAIMED)
                for key, name in missing.items()
            ],
            ignore_conflicts=True,
        )
        by_slug = {facility.slug: facility for facility in Facility.objects.filter(slug__in=slugs.values())}
        self.facilities.update({key: by_slug[slugs[key]] for key in missing})

    def close_absent(self, seen, *, at=None):
        """Close this source's live postings that a full snapshot no longer holds. Returns their ids."""
        at = at or timezone.now()
        live = Posting.objects.filter(
            source=self.source, status__in=[Posting.Status.LIVE, Posting.Status.PAUSED]
        )
        gone = [pk for pk, external_id in live.values_list("pk", "external_id") if external_id not in seen]
        rows = Posting.objects.filter(pk__in=gone)
        PostingEvent.objects.bulk_create(
            PostingEvent(
                posting_id=pk,
                at=at,
                from_status=status,
                to_status="closed",
                reason=f"No longer in {self.source.name}.",
            )
            for pk, status in rows.values_list("pk", "status")
        )
        rows.update(status=Posting.Status.CLOSED, closed_at=at, updated_at=F("updated_at"))
        self.counts["closed"] += len(gone)
        return gone


def is_same(known, posting):
    return known is not None and known[1] == content_hash(posting)


def facility_key(company):
    return slugify(company)[:150] or "not-named"


def unclaimed_slug(key):
    # A facility that signs up keeps the plain slug: a feed must never write into somebody's own facility.
    return f"{key}-feed"


def fill_pay(posting, facts):
    """Copy pay and bonus where the database can hold them; what does not fit stays unknown."""
    posting.pay_min = posting.pay_max = None
    posting.pay_unit = posting.pay_source = ""
    pay = facts.pay
    if pay and all(amount is None or 0 < amount <= MAX_PAY for amount in [pay.min, pay.max]):
        posting.pay_min, posting.pay_max = cents(pay.min), cents(pay.max)
        if posting.pay_min or posting.pay_max:
            posting.pay_unit, posting.pay_source = pay.unit, pay.source
    posting.annualize_pay()
    bonus = facts.sign_on_bonus
    posting.has_sign_on_bonus = None if bonus is None else bool(bonus)
    is_amount = isinstance(bonus, Decimal) and 0 < bonus <= MAX_BONUS
    posting.sign_on_bonus = cents(bonus) if is_amount else None


def cents(amount):
    return None if amount is None else Decimal(amount).quantize(Decimal("0.01"))
