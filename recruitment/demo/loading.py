from datetime import timedelta
from decimal import Decimal
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from jobs.importing.html import clean_html
from jobs.models import City, Credential, Facility, Posting, Requirement, Term
from jobs.search.indexing import index_postings
from recruitment.demo.generator import Generator

BATCH = 1000
OPEN_DAYS = 60


def load_postings(count, *, seed=2026, facilities=None, index=True, on_batch=None):
    """Create `count` invented live postings with their facilities. Returns how many.

    With index=False the caller runs jobs.search.indexing.rebuild() afterwards, which is quicker for many.
    """
    cities = City.objects.filter(population__gt=5000).order_by("pk")
    rows = list(cities.values_list("state_id", "name", "lat", "lon", "population", "timezone"))
    invented = Generator(rows, seed=seed, facilities=facilities).postings(count)
    writer = Writer(index=index)
    done = 0
    while batch := list(islice(invented, BATCH)):
        done += writer.write(batch)
        if on_batch:
            on_batch(done)
    return done


class Writer:
    """Writes invented postings in batches; keeps facilities and vocabulary between them."""

    def __init__(self, *, index=True):
        self.index = index
        self.now = timezone.now()
        self.terms = {(t.kind, t.slug): t for t in Term.objects.all()}
        self.credentials = dict(Credential.objects.values_list("slug", "pk"))
        self.facilities = {}

    @transaction.atomic
    def write(self, batch):
        self._make_facilities({posting.facility for posting in batch})
        postings = Posting.objects.bulk_create([self._posting(invented) for invented in batch])
        links, requirements = [], []
        for posting, invented in zip(postings, batch, strict=True):
            links += [
                Posting.terms.through(posting_id=posting.pk, term_id=self.terms[key].pk)
                for key in invented.terms
            ]
            requirements += [self._requirement(posting, slug, "must") for slug in invented.must]
            requirements += [self._requirement(posting, slug, "nice") for slug in invented.nice]
        Posting.terms.through.objects.bulk_create(links, batch_size=5000)
        Requirement.objects.bulk_create(requirements, batch_size=5000)
        if self.index:
            index_postings([posting.pk for posting in postings])
        return len(postings)

    def _make_facilities(self, names):
        missing = names - self.facilities.keys()
        Facility.objects.bulk_create(
            [
                Facility(
                    name=name,
                    slug=slugify(name),
                    status=Facility.Status.VERIFIED,
                    verified_at=self.now,
                    employees=40 + 35 * (len(name) % 9),
                    about=f"{name} is an invented facility of this demonstration.",
                )
                for name in sorted(missing)
            ],
            ignore_conflicts=True,
        )
        self.facilities.update({f.name: f for f in Facility.objects.filter(name__in=missing)})

    def _requirement(self, posting, slug, level):
        return Requirement(posting=posting, credential_id=self.credentials[slug], level=level)

    def _posting(self, invented):
        clean = clean_html(invented.description, "markdown")
        published = self.now - timedelta(days=invented.age_days)
        posting = Posting(
            facility=self.facilities[invented.facility],
            title=invented.title,
            role=self.terms[("role", invented.role)],
            status=Posting.Status.LIVE,
            description_source=invented.description,
            description_kind=Posting.DescriptionKind.MARKDOWN,
            description_html=clean.html,
            description_text=clean.text,
            city=invented.city,
            state_id=invented.state,
            lat=invented.lat,
            lon=invented.lon,
            zone=invented.zone,
            has_sign_on_bonus=True if invented.sign_on_bonus else None,
            sign_on_bonus=invented.sign_on_bonus,
            experience_months=invented.experience_months,
            will_train=invented.will_train,
            answer_days=invented.answer_days,
            published_at=published,
            posted_on=published.date(),
            expires_at=published + timedelta(days=OPEN_DAYS),
        )
        if invented.pay:
            low, high, posting.pay_unit = invented.pay
            posting.pay_min, posting.pay_max = Decimal(low), Decimal(high)
            posting.pay_source = Posting.PaySource.FACILITY
        posting.annualize_pay()
        return posting
