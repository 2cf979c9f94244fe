"""Storing read postings in batches: a fixed number of statements for a thousand rows."""

import logging

from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.text import slugify

from jobs.actions import TRACKED, changes_between, expiry_of
from jobs.importing.filling import FILLED, Filler, fitted
from jobs.importing.intake import board_of
from jobs.importing.reading import Incoming, ReadPosting
from jobs.importing.types import Rejection
from jobs.models import Facility, Membership, Posting, PostingEvent, Requirement, Source
from jobs.search.indexing import index_postings
from jobs.search.rows import RowMaker

logger = logging.getLogger(__name__)

NO_COMPANY = "Employer not named"
STATUS_FIELDS = ["status", "published_at", "expires_at", "closed_at"]
CLAIMED = Exists(Membership.objects.filter(facility=OuterRef("facility_id")))
OWNED = "The employer has signed up here and keeps this posting itself."
# Columns as arrays: twenty rows a posting as model instances cost as much as everything else together.
INSERT_LINKS = (
    f"INSERT INTO {Posting.terms.through._meta.db_table} (posting_id, term_id) "  # noqa: S608
    "SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
)
INSERT_REQUIREMENTS = (
    f"INSERT INTO {Requirement._meta.db_table} (posting_id, credential_id, level) "  # noqa: S608
    "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[])"
)


class Store:
    """Writes batches for one source. One instance per run: it keeps the run's lookups."""

    def __init__(self, source: Source, report, *, by=None, publish: bool, is_snapshot: bool):
        self.source = source
        self.report = report
        self.by = by
        self.publish = publish
        self.is_snapshot = is_snapshot
        self.filler = Filler()
        self.row_maker = RowMaker()
        self.facilities = {}

    def news(self, rows: list[Incoming], *, read_all=False) -> list[Incoming]:
        """Of these rows, the ones that need reading: new, or changed at the source. The rest is done here.

        Reading is what an import's time goes into, so rows whose source says what it said before skip it,
        unless `read_all` wants them read for their facts.
        """
        known = self._known([row.source.external_id for row in rows])
        sorted_rows = [self._compared(row, known.get(row.source.external_id)) for row in rows]
        same = [row for row in sorted_rows if isinstance(row, Incoming) and row.is_known]
        opened = self._open([known[row.source.external_id] for row in same])
        self.report.updated += opened
        self.report.unchanged += len(same) - opened
        for row in sorted_rows:
            if isinstance(row, Rejection):
                self.report.reject(row)
        return [row for row in sorted_rows if isinstance(row, Incoming) and (read_all or not row.is_known)]

    def _known(self, external_ids):
        rows = Posting.objects.filter(source=self.source, external_id__in=external_ids)
        return {
            posting.external_id: posting
            for posting in rows.annotate(is_claimed=CLAIMED).only(
                "external_id", "content_hash", "status", "facility_id"
            )
        }

    def _compared(self, row, posting):
        if posting is None:
            return row
        is_same = posting.content_hash == row.content_hash
        if posting.is_claimed and not is_same:
            return Rejection(row.row, row.source.external_id, OWNED)
        return Incoming(row.row, row.source, row.content_hash, posting.pk, is_same)

    def save(self, batch: list[ReadPosting | Rejection]):
        """Create or update each posting of the batch and bring search up to date.

        The batch is stored at once. Where the database refuses it, halves are tried, down to the one row
        that is at fault: that row is rejected, the others stay.
        """
        for rejection in (read for read in batch if isinstance(read, Rejection)):
            self.report.reject(rejection)
        reads = [read for read in batch if isinstance(read, ReadPosting) and not read.incoming.is_known]
        if reads:
            self._save_or_halve(reads)

    def _save_or_halve(self, reads):
        facilities = dict(self.facilities)
        try:
            with transaction.atomic():
                created, updated = self._save(reads)
        except (DatabaseError, ValueError) as error:
            if not is_about_a_row(error):
                raise
            self.facilities = facilities
            if len(reads) == 1:
                self._reject_unstorable(reads[0], error)
                return
            middle = len(reads) // 2
            self._save_or_halve(reads[:middle])
            self._save_or_halve(reads[middle:])
        else:
            self.report.created += created
            self.report.updated += updated

    def _reject_unstorable(self, read, error):
        logger.warning("Row %s cannot be stored: %s", read.incoming.row, error)
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        reason = f"The database does not take this row ({constraint or type(error).__name__})."
        self.report.reject(Rejection(read.incoming.row, read.source.external_id, reason))

    def _save(self, reads):
        new = [read for read in reads if read.incoming.pk is None]
        changed = {read.incoming.pk: read for read in reads if read.incoming.pk is not None}
        self._load_facilities(reads)
        to_index = self._create(new) + self._update(changed)
        index_postings(to_index, self.row_maker)
        return len(new), len(changed)

    def _create(self, reads):
        postings = Posting.objects.bulk_create([self._new(read) for read in reads])
        PostingEvent.objects.bulk_create(
            self._event(posting, to=posting.status, reason=f"Imported from {self.source.name}.")
            for posting in postings
        )
        self._save_lists(zip(postings, reads, strict=True))
        return [posting.pk for posting in postings if posting.status == Posting.Status.LIVE]

    def _new(self, read):
        posting = Posting(source=self.source, external_id=read.source.external_id)
        self._fill(posting, read)
        self._publish(posting, was_absent=False)
        return posting

    def _update(self, changed):
        postings = list(self._locked(changed))
        was_absent = self._absent(postings)
        events, indexed = [], []
        for posting in postings:
            before, status = facts_of(posting), posting.status
            self._fill(posting, changed[posting.pk])
            self._publish(posting, was_absent=posting.pk in was_absent)
            changes = changes_between(before, facts_of(posting))
            reason = f"Changed at {self.source.name}."
            events.append(self._event(posting, status, posting.status, reason, changes))
            if Posting.Status.LIVE in {status, posting.status}:
                indexed.append(posting.pk)
        self._write(postings, [*FILLED, *STATUS_FIELDS])
        PostingEvent.objects.bulk_create(events)
        Posting.terms.through.objects.filter(posting__in=postings).delete()
        Requirement.objects.filter(posting__in=postings).delete()
        self._save_lists((posting, changed[posting.pk]) for posting in postings)
        return indexed

    def _locked(self, pks):
        return Posting.objects.select_for_update().filter(pk__in=pks).order_by("pk")

    def _write(self, postings, fields):
        # An upsert by primary key is one plain statement, where bulk_update writes a CASE for every cell.
        Posting.objects.bulk_create(
            postings, update_conflicts=True, unique_fields=["pk"], update_fields=fields
        )

    def _fill(self, posting, read):
        self.filler.fill(posting, read, self.facilities[facility_key(read.source.company)])

    def _publish(self, posting, *, was_absent):
        """Put a posting live if it may be, and return whether it was.

        What people decided stays: paused, filled, in review, closed by hand. What ran out or left the feed
        is live again when a feed that holds everything open holds it again.
        """
        now = timezone.now()
        may_open = {Posting.Status.DRAFT}
        if self.is_snapshot:
            may_open.add(Posting.Status.EXPIRED)
        if not self.publish or not (posting.status in may_open or was_absent):
            return False
        if posting.facility.status not in {Facility.Status.UNCLAIMED, Facility.Status.VERIFIED}:
            return False
        expires_at = expiry_of(posting, at=now)
        if expires_at <= now:
            return False
        posting.status, posting.closed_at = Posting.Status.LIVE, None
        posting.published_at, posting.expires_at = posting.published_at or now, expires_at
        return True

    def _open(self, postings):
        """Put live those of these unchanged postings that may be; returns how many."""
        closed = {Posting.Status.DRAFT, Posting.Status.EXPIRED, Posting.Status.CLOSED}
        waiting = [posting.pk for posting in postings if posting.status in closed and not posting.is_claimed]
        if not self.publish or not waiting:
            return 0
        candidates = list(self._locked(waiting).select_related("facility"))
        was_absent = self._absent(candidates)
        before = {posting.pk: posting.status for posting in candidates}
        opened = [p for p in candidates if self._publish(p, was_absent=p.pk in was_absent)]
        self._write(opened, STATUS_FIELDS)
        PostingEvent.objects.bulk_create(
            self._event(p, before[p.pk], p.status, f"Imported from {self.source.name}.") for p in opened
        )
        index_postings([posting.pk for posting in opened], self.row_maker)
        return len(opened)

    def _absent(self, postings):
        """Primary keys of those that this source's feed closed by not holding them any more."""
        closed = [posting.pk for posting in postings if posting.status == Posting.Status.CLOSED]
        if not closed or not self.is_snapshot:
            return set()
        last = PostingEvent.objects.filter(posting__in=closed).order_by("posting_id", "-at", "-pk")
        reasons = last.distinct("posting_id").values_list("posting_id", "reason")
        return {pk for pk, reason in reasons if reason == self._absence}

    @property
    def _absence(self):
        return f"No longer in {self.source.name}."

    def _event(self, posting, was="", to="", reason="", changes=None):
        changes = changes or {}
        return PostingEvent(
            posting_id=posting.pk,
            by=self.by,
            from_status=was,
            to_status=to,
            reason=reason,
            changed=list(changes),
            changes=changes,
        )

    def _save_lists(self, pairs):
        links, requirements = [], []
        for posting, read in pairs:
            links += [(posting.pk, term_pk) for term_pk in self.filler.terms_of(read.facts)]
            requirements += [
                (posting.pk, credential_pk, level)
                for credential_pk, level in self.filler.requirements(read.facts)
            ]
        insert_rows(INSERT_LINKS, links)
        insert_rows(INSERT_REQUIREMENTS, requirements)

    def _load_facilities(self, reads):
        names = {facility_key(read.source.company): read.source.company or NO_COMPANY for read in reads}
        missing, number = {key: names[key] for key in names.keys() - self.facilities.keys()}, 1
        while missing:
            slugs = {feed_slug(key, number): key for key in missing}
            # The slug's uniqueness decides where somebody else makes the same employer at this moment.
            Facility.objects.bulk_create(
                (
                    Facility(name=fitted(missing[key], 160), slug=slug, status=Facility.Status.UNCLAIMED)
                    for slug, key in sorted(slugs.items())
                ),
                ignore_conflicts=True,
            )
            # A facility with members belongs to them, whatever its slug: a feed goes to the next slug.
            free = Facility.objects.filter(slug__in=slugs, memberships=None)
            self.facilities.update({slugs[facility.slug]: facility for facility in free})
            missing = {key: name for key, name in missing.items() if key not in self.facilities}
            number += 1

    def close_absent(self, holds, *, boards):
        """Close this source's open postings that its feed no longer holds.

        Those in review stay there: closed, they would be live again as soon as the feed holds them again.
        `holds` tells of an external id whether the feed has it. With `boards`, only postings whose address
        lies on one of them are closed.
        """
        now = timezone.now()
        open_rows = (
            Posting.objects.filter(source=self.source)
            .exclude(status__in=[*Posting.ENDED, Posting.Status.IN_REVIEW])
            .exclude(CLAIMED)
            .values_list("pk", "external_id", "status", "apply_url")
        )
        gone = {
            pk: status
            for pk, external_id, status, address in open_rows.iterator()
            if not holds(external_id) and (boards is None or board_of(address) in boards)
        }
        PostingEvent.objects.bulk_create(
            (
                PostingEvent(
                    posting_id=pk,
                    at=now,
                    by=self.by,
                    from_status=was,
                    to_status=Posting.Status.CLOSED,
                    reason=self._absence,
                )
                for pk, was in gone.items()
            ),
            batch_size=5000,
        )
        Posting.objects.filter(pk__in=gone).update(
            status=Posting.Status.CLOSED, closed_at=now, updated_at=F("updated_at")
        )
        index_postings([pk for pk, was in gone.items() if was == Posting.Status.LIVE], self.row_maker)
        self.report.closed += len(gone)


def insert_rows(statement, rows):
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def facts_of(posting):
    return {name: getattr(posting, name) for name in TRACKED}


def facility_key(company):
    """Equal for one employer's spellings: letter case and punctuation differ from feed to feed."""
    if not company:
        return "not-named"
    # A name without a Latin letter or digit keeps a key of its own.
    return slugify(company)[:150] or f"employer-{company.casefold().encode().hex()[:60]}"


def feed_slug(key, number=1):
    # A facility that signs up keeps the plain slug.
    return f"{key}-feed" if number == 1 else f"{key}-feed-{number}"


def is_about_a_row(error):
    """Whether the database, or its driver, refuses a value: not a lost connection, lock or bug of ours."""
    if isinstance(error, (DataError, IntegrityError, UnicodeError)):
        return True
    if isinstance(error, ValueError):
        return "NUL" in str(error)
    # Class 54: a value is beyond one of PostgreSQL's limits, such as a tsvector's megabyte.
    return str(getattr(error.__cause__, "pgcode", "") or "").startswith("54")
