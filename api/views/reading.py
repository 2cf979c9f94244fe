"""The read API. Values are checked first, then whether anything has changed, and only then the search is done."""

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode

from api import board, paging
from api.endpoint import public_endpoint
from api.facts import Facts, facts_of, live_facts
from api.forms import USUAL_PAGE, ListForm
from api.job_json import JOB
from api.list_json import FACET_LIST, JOB_LIST
from api.refusals import Refused
from jobs.filters import PostingFilter
from jobs.models import Posting
from jobs.search.results import facets as facets_of
from jobs.search.results import read_and_count

BAD_SEARCH = "This search has values we do not understand."


@public_endpoint
def jobs(request):
    criteria, options = read_search(request)
    cursor = paging.read_cursor(options["cursor"], criteria) if options["cursor"] else None
    if cursor and criteria.page > 1:
        raise Refused(400, BAD_SEARCH, errors={"page": ["A cursor says where to go on. Leave out the page."]})
    include = options["include"]

    def answer(at, practice):
        listing = paging.walk(
            criteria,
            limit=options["limit"],
            cursor=cursor,
            with_facets="facets" in include,
            practice=practice,
            at=at,
        )
        links = {
            "next": page_url(criteria, options, listing.next),
            "prev": page_url(criteria, options, listing.previous),
        }
        facts = with_miles(
            live_facts([row.pk for row in listing.found], at=at, with_description="description" in include),
            listing,
        )
        body = JOB_LIST.write(
            {
                "total": listing.total,
                "asked": listing.asked,
                "facts": facts,
                "facets": listing.facets,
                **links,
            }
        )
        response = JsonResponse(body)
        relations = [f'<{url}>; rel="{name}"' for name, url in links.items() if url]
        if relations:
            response["Link"] = ", ".join(relations)
        return response

    return unless_unchanged(request, criteria, answer, options["cursor"], options["limit"], *include)


@public_endpoint
def facets(request):
    criteria, _ = read_search(request)

    def answer(at, practice):
        asked, _, counted = read_and_count(criteria, at=at, practice=practice)
        found = facets_of(asked, counted.facets)
        return JsonResponse(FACET_LIST.write({"total": counted.total, "asked": asked, "facets": found}))

    return unless_unchanged(request, criteria, answer)


@public_endpoint
def job(request, public_id):
    """One live posting; 410 once it has ended, 404 for what was never public or is paused."""
    posting = (
        Posting.objects.using(settings.READ_DATABASE)
        .filter(public_id=public_id)
        .select_related("facility", "source")
        .defer("description_source", "description_text", "evidence", "origin")
        .first()
    )
    if posting is None or not posting.was_published or posting.status == Posting.Status.PAUSED:
        raise Refused(404, "We know no such posting.")
    if not posting.is_live:
        raise Refused(410, "This posting has ended.")
    return if_changed(
        request,
        etag=board.quoted([board.SHAPE, *job_state(posting)]),
        changed_at=posting.updated_at,
        answer=lambda: JsonResponse(JOB.write(full_facts(posting))),
    )


def job_state(posting):
    """All that the JSON of one posting rests on: its own rows change with updated_at, its facility's do not."""
    facility = posting.facility
    return [
        posting.pk,
        posting.updated_at,
        facility.name,
        facility.slug,
        facility.status,
        facility.answer_days,
        posting.source.name if posting.source_id else "",
    ]


def full_facts(posting) -> Facts:
    return facts_of([posting], using=settings.READ_DATABASE)[0]


def read_search(request):
    """(criteria, list options), or a Refused that names each bad field."""
    asked, options = PostingFilter(request.GET), ListForm(request.GET)
    errors = {**asked.errors, **options.errors}
    if errors:
        raise Refused(400, BAD_SEARCH, errors=errors)
    return asked.criteria(), options.cleaned_data


def page_url(criteria, options, cursor):
    if cursor is None:
        return None
    pairs = criteria.pairs(paging=False)
    if options["limit"] != USUAL_PAGE:
        pairs.append(("limit", options["limit"]))
    pairs += [("include", name) for name in options["include"]]
    return f"{settings.SITE_URL}{reverse('api:jobs')}?{urlencode([*pairs, ('cursor', cursor)])}"


def with_miles(facts, listing):
    miles = {row.pk: row.miles for row in listing.found}
    for each in facts:
        each.miles = miles[each.posting.pk]
    return facts


def unless_unchanged(request, criteria, answer, *parts):
    """A search's answer, or 304 where the board is the one of the copy that the client has."""
    at = timezone.now()
    if criteria.mine:
        # The one filter that depends on who asks: the visitor of our own pages, by her cookie.
        profile = getattr(request.user, "profile", None)
        response = answer(at, profile.practice.allowed_states() if profile else None)
        response["Cache-Control"] = "private, no-store"
        return response
    state = board.current(at=at)
    return if_changed(
        request,
        etag=state.etag(request.path, criteria.querystring(paging=True), *parts),
        changed_at=state.changed_at,
        answer=lambda: answer(at, None),
    )


def if_changed(request, *, etag, changed_at, answer):
    modified = _told(changed_at)
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        response = answer()
    response["ETag"] = etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    # Stored copies are asked about each time: a posting must be gone the minute it ends.
    response["Cache-Control"] = "public, no-cache"
    return response


def _told(changed_at):
    """Last-Modified counts whole seconds. In the second of a change itself the one before is told, so that
    whoever reads between two changes of one second is not told ever after that nothing has changed."""
    if changed_at is None:
        return None
    return min(int(changed_at.timestamp()), int(timezone.now().timestamp()) - 1)
