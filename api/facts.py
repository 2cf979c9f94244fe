"""Postings with all that their JSON says, in a fixed number of statements however many they are."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from jobs.models import Differential, Posting, Requirement
from jobs.vocabulary import book as vocabulary

HEAVY = ["description_html", "description_source", "description_text"]
UNREAD = ["evidence", "origin"]


@dataclass
class Facts:
    """One posting: terms, credentials and states as slugs, from the vocabulary in memory."""

    posting: Posting
    terms: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    skills: dict[str, list[str]] = field(default_factory=dict)
    patient_states: list[str] = field(default_factory=list)
    differentials: list[Differential] = field(default_factory=list)
    has_description: bool = True
    miles: float | None = None

    @property
    def role(self):
        return next(iter(self.terms.get("role", [])), None)


def facts_of(postings, *, using="default"):
    """A list of Facts in the order of `postings`, which carry their facility: four statements."""
    book = vocabulary.current()
    postings = list(postings)
    pks = [posting.pk for posting in postings]
    terms = _pairs(Posting.terms.through, pks, "term_id", using)
    states = _pairs(Posting.patient_states.through, pks, "state_id", using)
    asked, skills = _requirements(pks, book, using)
    differentials = defaultdict(list)
    for each in Differential.objects.using(using).filter(posting_id__in=pks).order_by("kind"):
        differentials[each.posting_id].append(each)
    return [
        Facts(
            posting=posting,
            terms=_by_kind(book, [*terms[posting.pk], posting.role_id]),
            asked=asked[posting.pk],
            skills=skills[posting.pk],
            patient_states=sorted(states[posting.pk]),
            differentials=differentials[posting.pk],
        )
        for posting in postings
    ]


def live_facts(pks, *, at=None, with_description=False):
    """Facts of those of these postings that are live, in the order of `pks`."""
    using = settings.READ_DATABASE
    unread = UNREAD + ([] if with_description else HEAVY)
    rows = (
        Posting.objects.using(using)
        .live(at=at or timezone.now())
        .filter(pk__in=pks)
        .select_related("facility", "source")
        .defer(*unread)
    )
    by_pk = {posting.pk: posting for posting in rows}
    found = facts_of([by_pk[pk] for pk in pks if pk in by_pk], using=using)
    for facts in found:
        facts.has_description = with_description
    return found


def _pairs(model, pks, column, using):
    found = defaultdict(list)
    rows = model.objects.using(using).filter(posting_id__in=pks).order_by().values_list("posting_id", column)
    for posting_id, other in rows:
        found[posting_id].append(other)
    return found


def _by_kind(book, pks):
    entries = [book.by_pk[pk] for pk in pks if pk in book.by_pk]
    found = defaultdict(list)
    for entry in entries:
        found[entry.kind].append(entry.slug)
    return {kind: sorted(set(slugs)) for kind, slugs in found.items()}


def _requirements(pks, book, using):
    asked, skills = (defaultdict(lambda: {level: [] for level in Requirement.Level.values}) for _ in "12")
    rows = Requirement.objects.using(using).filter(posting_id__in=pks).order_by("pk")
    for posting_id, level, credential, term in rows.values_list(
        "posting_id", "level", "credential_id", "term_id"
    ):
        if credential in book.credentials_by_pk:
            asked[posting_id][level].append(book.credentials_by_pk[credential].slug)
        elif term in book.by_pk:
            skills[posting_id][level].append(book.by_pk[term].slug)
    return asked, skills
