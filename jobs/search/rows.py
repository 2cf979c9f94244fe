"""From postings to the rows search reads: loads what belongs to them in a fixed number of queries."""

import hashlib
import json
import multiprocessing
import os
import re
from collections import defaultdict
from contextlib import contextmanager
from functools import lru_cache

from django.utils import timezone

from jobs import presenting
from jobs.models import City, Posting, Requirement
from jobs.search import concepts, documents, packing
from jobs.search.ranking import completeness
from jobs.vocabulary import book as vocabulary

COLUMNS = (
    "posting_id published_at posted_on expires_at facility_id group_key packed states settings therapies "
    "devices systems populations credentials lat lon pay_year quality experience_months card tsv"
).split()
UNREAD = ["description_source", "description_html", "evidence", "origin"]
# Kinds whose labels become words of the posting: somebody may type them.
LABELLED = [
    "role",
    "setting",
    "therapy",
    "device",
    "system",
    "population",
    "employment",
    "shift",
    "workplace",
]
LARGEST_INT = 2**31 - 1
_LETTERS = re.compile(r"[^\W\d_]+")


# From this many postings on, reading their words in several processes beats starting these.
WORTH_WORKERS = 3_000


class RowMaker:
    """Makes rows for batches of postings; one instance a run keeps the finder."""

    def __init__(self):
        self.workers = None
        book = vocabulary.current()
        if book.lacks_bits:
            vocabulary.give_bits()
            book = vocabulary.current()
        self.book = book
        self.finder = concepts.in_text(book)
        self.trade_words = concepts.all_words(book)
        self.place_words = {}

    def rows(self, pks):
        """A tuple in the order of COLUMNS for each of these postings that is live, by primary key."""
        postings = list(
            Posting.objects.filter(pk__in=pks, status=Posting.Status.LIVE)
            .select_related("facility")
            .defer(*UNREAD)
            .order_by("pk")
        )
        ids = [posting.pk for posting in postings]
        return self.made(
            postings,
            _pairs(Posting.terms.through, ids, "term_id"),
            _pairs(Requirement, ids, "credential_id"),
            _pairs(Posting.patient_states.through, ids, "state_id"),
        )

    def made(self, postings, terms, credentials, patients=None):
        """Rows of live postings that are at hand, with what belongs to each: primary keys by the posting's."""
        patients = patients or {}
        made = [self._row(p, terms[p.pk], credentials[p.pk], patients.get(p.pk, [])) for p in postings]
        vectors = self._vectors([document for _, document in made])
        return [(*row, vector) for (row, _), vector in zip(made, vectors, strict=True)]

    @classmethod
    @contextmanager
    def with_workers(cls, number):
        """A maker that reads words in one process a core, where there are many postings to read."""
        maker = cls()
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        if number < WORTH_WORKERS or cores < 2:
            yield maker
            return
        # Forked workers never touch the database: they get texts and give vectors.
        with multiprocessing.get_context("fork").Pool(cores, _keep, [maker.finder]) as maker.workers:
            yield maker

    def _vectors(self, made):
        if self.workers:
            return self.workers.map(_vector, made, chunksize=50)
        return [documents.vector(document, self.finder, _sections(text)) for document, text in made]

    def _row(self, posting, term_ids, credential_ids, patient_states):
        by_kind = self._slugs(posting, term_ids, credential_ids, patient_states)
        flags = _flags(posting)
        book = self.book
        role = book.get("role", by_kind["role"][0]) if by_kind["role"] else None
        masks = [book.mask(kind, by_kind[kind]) for kind in packing.MASKS]
        packed = packing.pack(
            flags=flags,
            workplaces=book.mask("workplace", by_kind["workplace"]),
            shifts=book.mask("shift", by_kind["shift"]),
            employment=book.mask("employment", by_kind["employment"]),
            role_bit=role and role.bit,
        )
        pay_year = posting.pay_annual_max or posting.pay_annual_min
        row = (
            posting.pk,
            posting.published_at,
            posted_on(posting),
            posting.expires_at,
            posting.facility_id,
            group_key(posting, self._place_words(posting)),
            packed,
            *masks,
            posting.lat,
            posting.lon,
            min(int(pay_year), LARGEST_INT) if pay_year is not None else None,
            completeness(posting, by_kind),
            min(posting.experience_months, 32_000) if posting.experience_months is not None else None,
            json.dumps(self._card(posting, by_kind, patient_states)),
        )
        return row, (self._document(posting, by_kind, flags), posting.description_text)

    def _slugs(self, posting, term_ids, credential_ids, patient_states):
        by_kind = defaultdict(list)
        by_pk = self.book.by_pk
        for pk in sorted(term_ids):
            if pk in by_pk:
                by_kind[by_pk[pk].kind].append(by_pk[pk].slug)
        if posting.role_id in by_pk:
            by_kind["role"] = [by_pk[posting.role_id].slug]
        known = self.book.credentials_by_pk
        by_kind["credential"] = [
            known[pk].slug for pk in sorted(pk for pk in credential_ids if pk) if pk in known
        ]
        own = [posting.state_id] if posting.state_id else []
        by_kind["state"] = list(dict.fromkeys([*own, *sorted(patient_states)]))
        return by_kind

    def _place_words(self, posting):
        """The words of its state's and its own city's names, but for words of the trade ("mobile", "home")."""
        usps = posting.state_id
        if usps not in self.place_words:
            names = City.objects.filter(state_id=usps).values_list("name", flat=True) if usps else []
            found = {word for name in names for word in _LETTERS.findall(name.lower())}
            name = self.book.label("state", usps) if usps else ""
            found.update(_LETTERS.findall(f"{name} {usps or ''}".lower()))
            self.place_words[usps] = found - self.trade_words
        return self.place_words[usps].union(_LETTERS.findall(posting.city.lower()))

    def _document(self, posting, by_kind, flags):
        facts = [f"{kind}={slug}" for kind, slugs in by_kind.items() for slug in slugs]
        facts += [f"flag={flag}" for flag in flags]
        facts.append(f"facility={posting.facility.slug}")
        book = self.book
        return documents.Document(
            title=posting.title,
            place=" ".join(
                [posting.city, *(f"{book.label('state', usps)} {usps}" for usps in by_kind["state"])]
            ),
            facility=posting.facility.name,
            labels=tuple(book.label(kind, slug) for kind in LABELLED for slug in by_kind[kind]),
            facts=tuple(facts),
            lat=posting.lat,
            lon=posting.lon,
        )

    def _card(self, posting, by_kind, patient_states):
        facility = posting.facility
        chips = [
            self.book.label(kind, slug)
            for kind in ("setting", "shift", "employment")
            for slug in by_kind[kind]
        ]
        return {
            "public_id": posting.public_id,
            "source_id": posting.external_id,
            "slug": posting.slug,
            "title": posting.title,
            "facility": facility.name,
            "facility_slug": facility.slug if facility.status in {"verified", "unclaimed"} else "",
            "verified": facility.is_verified,
            "place": posting.place,
            # Where a license must be good: where the patients are, else where the work is.
            "states": sorted(patient_states) or by_kind["state"],
            "role": by_kind["role"][0] if by_kind["role"] else "",
            "pay_line": posting.pay_words,
            "pay_year_line": presenting.pay_year_words(posting),
            "chips": chips[: presenting.CHIPS],
            "answers_by_line": presenting.answer_words(posting),
        }


def _pairs(model, posting_ids, column):
    found = defaultdict(list)
    for posting_id, other in (
        model.objects.filter(posting_id__in=posting_ids).order_by().values_list("posting_id", column)
    ):
        found[posting_id].append(other)
    return found


_finder = None


def _keep(finder):
    global _finder
    _finder = finder


def _vector(made):
    document, text = made
    return documents.vector(document, _finder, _sections(text))


@lru_cache(maxsize=512)
def _sections(text):
    # One text often comes for dozens of cities in a row.
    return tuple(documents.sections(text))


def _flags(posting):
    said = {
        "will_train": posting.will_train,
        "visa": posting.sponsors_visa,
        "sign_on": posting.has_sign_on_bonus,
        "answers": posting.is_applied_to_here,
        "new_grad": posting.new_grad_ok,
        "verified": posting.facility.is_verified,
    }
    return [flag for flag in packing.FLAGS if said[flag]]


def posted_on(posting):
    """The day its card shows; a feed's date in the future counts as the day we published it."""
    ours = timezone.localdate(posting.published_at)
    return min(posting.posted_on or ours, ours)


def group_key(posting, place_words):
    """Equal for one posting repeated for many places: same employer, same title and text but for places and numbers.

    A signed 64-bit number. `place_words` are the words of the names of its state's cities: titles often
    end in one ("Infusion RN - Tulsa"), and not always in the city of the posting's own address.
    """
    said = [
        " ".join([word for word in _LETTERS.findall(part.lower()) if word not in place_words])
        for part in (posting.title, posting.description_text[:4000])
    ]
    digest = hashlib.blake2b(f"{posting.facility_id}|{said[0]}|{said[1]}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
