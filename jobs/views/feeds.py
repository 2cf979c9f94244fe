from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import feedgenerator
from django.utils.html import escape
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from jobs.feeds.entries import feed_of
from jobs.feeds.indeed import board_xml
from jobs.filters import PostingFilter
from jobs.problems import problem


def feed_view(write):
    """A public view that writes the feed of the search in its query string; a bad value is a 400 that names it."""

    @login_not_required
    @require_safe
    @conditional_page
    def view(request):
        asked = PostingFilter(request.GET)
        if not asked.is_valid():
            return problem(400, "This search has values we do not understand.", errors=asked.errors)
        criteria = asked.criteria()
        querystring = criteria.querystring()
        page_url = settings.SITE_URL + reverse("jobs:search") + (f"?{querystring}" if querystring else "")
        feed = feed_of(criteria, page_url=page_url)
        response = write(request, feed)
        if feed.updated_at:
            response["Last-Modified"] = http_date(int(feed.updated_at.timestamp()))
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "public, max-age=300"
        return response

    return view


def _syndication(generator):
    def write(request, feed):
        made = generator(
            title=feed.title,
            link=feed.page_url,
            description=feed.title,
            language="en-us",
            feed_url=settings.SITE_URL + request.get_full_path(),
        )
        for entry in feed.entries:
            made.add_item(
                title=entry.title,
                link=entry.url,
                description=f"<p>{escape(entry.summary)}</p>{entry.html}",
                unique_id=entry.url if generator is feedgenerator.Atom1Feed else entry.public_id,
                unique_id_is_permalink=False,
                author_name=entry.author,
                pubdate=entry.published_at,
                updateddate=entry.updated_at,
                categories=entry.tags,
            )
        return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)

    return write


def _json_feed(request, feed):
    """JSON Feed 1.1 (https://jsonfeed.org/version/1.1)."""
    items = [
        {
            "id": entry.public_id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.html or entry.summary,
            "date_published": entry.published_at.isoformat(),
            "date_modified": entry.updated_at.isoformat(),
            "authors": [{"name": entry.author}],
            "tags": list(entry.tags),
        }
        for entry in feed.entries
    ]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": settings.SITE_URL + request.get_full_path(),
        "language": "en-US",
        "items": items,
    }
    return JsonResponse(document, content_type="application/feed+json")


rss = feed_view(_syndication(feedgenerator.Rss201rev2Feed))
atom = feed_view(_syndication(feedgenerator.Atom1Feed))
json_feed = feed_view(_json_feed)


@login_not_required
@require_safe
def indeed_xml(request):
    """Every live posting, streamed: partners read it whole, at most a few times a day."""
    return StreamingHttpResponse(board_xml(), content_type="application/xml; charset=utf-8")
