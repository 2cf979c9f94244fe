from datetime import timedelta
from decimal import Decimal
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from jobs.lint_rules import laws_in_force
from jobs.models import City, Credential, Facility, LivePosting, Posting, Requirement, Term
from jobs.search.indexing import index_postings
from jobs.search.rows import COLUMNS, RowMaker
from recruitment.demo.copying import copy_objects, copy_rows, new_keys
from recruitment.demo.generator import Generator

BATCH = 1000
OPEN_DAYS = 60
THROUGH = Posting.terms.through._meta


def load_postings(count, *, seed=2026, facilities=None, in_bulk=False, on_batch=None):
    """Create `count` invented live postings with their facilities. Returns how many.

    `in_bulk` writes the rows search reads along with them, without a look at what is there: for a board
    that is filled from nothing.
    """
    invented = Generator(city_rows(), seed=seed, facilities=facilities, pay_states=pay_states()).postings(
        count
    )
    writer = Writer(in_bulk=in_bulk)
    done = 0
    while batch := list(islice(invented, BATCH)):
        done += writer.write(batch)
        if on_batch:
            on_batch(done)
    return done


def city_rows():
    cities = City.objects.filter(population__gt=5000).order_by("pk")
    return list(cities.values_list("state_id", "name", "lat", "lon", "population", "timezone"))


def pay_states():
    """Where a posting must show its pay, all of the state or a city in it."""
    return frozenset(law.state for law in laws_in_force() if law.asks == "yes")


class Writer:
    """Writes invented postings in batches; keeps facilities and vocabulary between them."""

    def __init__(self, *, in_bulk=False):
        self.now = timezone.now()
        self.terms = {(t.kind, t.slug): t for t in Term.objects.all()}
        self.credentials = dict(Credential.objects.values_list("slug", "pk"))
        self.facilities = {}
        with transaction.atomic():  # the first maker of all gives each term its bit
            self.maker = RowMaker() if in_bulk else None

    @transaction.atomic
    def write(self, batch):
        self._make_facilities({posting.facility for posting in batch})
        keys = new_keys(Posting, len(batch))
        postings = [self._posting(key, invented) for key, invented in zip(keys, batch, strict=True)]
        terms = {
            posting.pk: [self.terms[key].pk for key in invented.terms]
            for posting, invented in zip(postings, batch, strict=True)
        }
        asked = {
            posting.pk: [(self.credentials[slug], "must") for slug in invented.must]
            + [(self.credentials[slug], "nice") for slug in invented.nice]
            for posting, invented in zip(postings, batch, strict=True)
        }
        copy_objects(postings)
        copy_rows(THROUGH.db_table, ["posting_id", "term_id"], pairs(terms))
        copy_rows(
            Requirement._meta.db_table,
            ["posting_id", "credential_id", "level"],
            ((pk, *one) for pk, all_of_it in asked.items() for one in all_of_it),
        )
        if self.maker:
            credentials = {pk: [one for one, _ in all_of_it] for pk, all_of_it in asked.items()}
            copy_rows(LivePosting._meta.db_table, COLUMNS, self.maker.made(postings, terms, credentials))
        else:
            index_postings(keys)
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

    def _posting(self, key, invented):
        published = self.now - timedelta(days=invented.age_days)
        posting = Posting(
            pk=key,
            facility=self.facilities[invented.facility],
            title=invented.title,
            role=self.terms[("role", invented.role)],
            status=Posting.Status.LIVE,
            description_source=invented.written.markdown,
            description_kind=Posting.DescriptionKind.MARKDOWN,
            description_html=invented.written.html,
            description_text=invented.written.text,
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


def pairs(lists):
    return ((key, value) for key, values in lists.items() for value in values)
