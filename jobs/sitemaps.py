from django.contrib.sitemaps import Sitemap
from django.core.cache import cache
from django.db.models import Max
from django.urls import reverse

from jobs.addresses import address
from jobs.landing import landings_for_sitemap
from jobs.models import Facility, LivePosting, Posting

# Seconds. What reads all live postings is kept, and read anew by a worker every four minutes: no crawler waits.
KEPT = 600
LANDINGS, LAST_CHANGE = "landings-for-sitemap", "last-change-of-postings"
# So many keep an answer well under 50 ms, on a busy machine too.
ENTRIES = 500


def read_for_sitemaps():
    cache.set_many({LANDINGS: landings_for_sitemap(), LAST_CHANGE: last_change_of_postings()}, KEPT)


class LivePostings:
    """Rows (address, last change) of the live postings, for paging: keys first, then what one page needs."""

    def __init__(self):
        self.live = LivePosting.objects.open().order_by("pk")

    def count(self):
        return self.live.count()

    def __getitem__(self, part):
        pks = list(self.live.values_list("pk", flat=True)[part])
        rows = self.live.filter(pk__in=pks).values_list("card", "posting__updated_at")
        return [(address("jobs:posting", card["public_id"], card["slug"]), at) for card, at in rows]


class PostingSitemap(Sitemap):
    limit = ENTRIES

    def items(self):
        return LivePostings()

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]

    def get_latest_lastmod(self):
        return cache.get_or_set(LAST_CHANGE, last_change_of_postings, KEPT)


def last_change_of_postings():
    return Posting.objects.live().aggregate(Max("updated_at"))["updated_at__max"]


class FacilitySitemap(Sitemap):
    limit = ENTRIES

    def items(self):
        hiring = LivePosting.objects.open().values("facility")
        return Facility.objects.public().filter(pk__in=hiring).order_by("pk").only("slug")


class LandingSitemap(Sitemap):
    limit = ENTRIES

    def items(self):
        return cache.get_or_set(LANDINGS, landings_for_sitemap, KEPT)

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]


class PageSitemap(Sitemap):
    def items(self):
        return ["home", "jobs:search", "jobs:facilities"]

    def location(self, name):
        return reverse(name)


SITEMAPS = {
    "pages": PageSitemap,
    "postings": PostingSitemap,
    "facilities": FacilitySitemap,
    "landings": LandingSitemap,
}
