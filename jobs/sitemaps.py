from django.contrib.sitemaps import Sitemap
from django.core.cache import cache
from django.db.models import Max
from django.urls import reverse

from jobs.landing import landings_for_sitemap
from jobs.models import Facility, LivePosting, Posting

# Seconds. What reads all live postings is kept: crawlers come more often than it changes.
KEPT = 300
# Rendering an entry takes some 30 microseconds: so many keep an answer under 50 ms on a busy machine.
ENTRIES = 500


class LivePostings:
    """The live postings as a list to page through: their keys from the narrow table, then one page of them."""

    def __init__(self, fields):
        self.fields = fields
        self.live = LivePosting.objects.open().order_by("pk")

    def count(self):
        return self.live.count()

    def __getitem__(self, part):
        pks = list(self.live.values_list("pk", flat=True)[part])
        return list(Posting.objects.filter(pk__in=pks).order_by("pk").only(*self.fields))


class PostingSitemap(Sitemap):
    limit = ENTRIES

    def items(self):
        return LivePostings(["public_id", "title", "city", "state_id", "updated_at"])

    def lastmod(self, posting):
        return posting.updated_at

    def get_latest_lastmod(self):
        return cache.get_or_set("last-change-of-postings", last_change_of_postings, KEPT)


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
        return cache.get_or_set("landings-for-sitemap", landings_for_sitemap, KEPT)

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
