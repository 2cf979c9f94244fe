"""The search that many boards write first: icontains over joined tables, and one GROUP BY a facet."""

from django.db import connection, transaction
from django.db.models import Count, ExpressionWrapper, F, FloatField, Q, Value
from django.db.models.functions import ACos, Cos, Least, Radians, Sin
from django.utils import timezone

from jobs.models import LivePosting, Posting

KINDS = ["setting", "employment", "shift", "therapy", "device"]
PAGE = 20
EARTH_MILES = 3958.8


def matching(criteria):
    rows = Posting.objects.filter(status=Posting.Status.LIVE, expires_at__gt=timezone.now())
    for word in criteria.q.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(description_text__icontains=word) | Q(facility__name__icontains=word)
        )
    for kind in KINDS:
        if chosen := getattr(criteria, kind):
            rows = rows.filter(terms__kind=kind, terms__slug__in=chosen)
    return rows.distinct()


def search(criteria):
    """A page of postings, their number, and six facets."""
    rows = matching(criteria)
    page = list(rows.select_related("facility", "state").order_by("-published_at")[:PAGE])
    facets = {"state": list(rows.order_by().values_list("state").annotate(Count("pk", distinct=True)))}
    for kind in KINDS:
        counted = Count("pk", distinct=True)
        within = Posting.objects.filter(pk__in=rows.order_by().values("pk"), terms__kind=kind)
        facets[kind] = list(within.order_by().values_list("terms__slug").annotate(counted))
    return rows.count(), page, facets


def near(criteria):
    """A page and the number within the radius: the distance computed for every row that the filter leaves."""
    lat, lon = (Radians(Value(degrees, output_field=FloatField())) for degrees in criteria.near_point)
    cosine = Cos(lat) * Cos(Radians("lat")) * Cos(Radians("lon") - lon) + Sin(lat) * Sin(Radians("lat"))
    distance = ExpressionWrapper(EARTH_MILES * ACos(Least(Value(1.0), cosine)), output_field=FloatField())
    rows = matching(criteria).annotate(distance=distance).filter(distance__lte=criteria.radius)
    return rows.count(), list(rows.select_related("facility", "state").order_by(F("distance"))[:PAGE])


# --- Six statements over the same index ------------------------------------------------------------------


def six_group_bys(tsquery, at):
    """The same six facets, each counted from the postings' own tables, over the matches of the same GIN index."""
    live = LivePosting._meta.db_table
    match = f"SELECT posting_id FROM {live} WHERE tsv @@ %s::tsquery AND expires_at > %s"
    by_state = (
        f"WITH m AS MATERIALIZED ({match}) SELECT p.state_id, count(*) FROM m "
        "JOIN jobs_posting p ON p.id = m.posting_id GROUP BY 1"
    )
    by_term = (
        f"WITH m AS MATERIALIZED ({match}) SELECT t.slug, count(*) FROM m "
        "JOIN jobs_posting_terms pt ON pt.posting_id = m.posting_id "
        "JOIN jobs_term t ON t.id = pt.term_id WHERE t.kind = %s GROUP BY 1"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # A scan of all postings for the joins is fine, a scan of all vectors would be many times slower.
        cursor.execute(by_state, [tsquery, at])
        found = {"state": dict(cursor.fetchall())}
        for kind in KINDS:
            cursor.execute(by_term, [tsquery, at, kind])
            found[kind] = dict(cursor.fetchall())
    return found
