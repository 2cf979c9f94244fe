from django.contrib.sitemaps import Sitemap
from django.core.cache import cache
from django.db.models import Max
from django.urls import reverse

from jobs.landing import landings_for_sitemap
from jobs.models import Facility, Posting

# Counting every landing page reads all live postings; crawlers come more often than those pages change.
LANDINGS_KEPT = 300


class PostingSitemap(Sitemap):
    # Rendering an entry takes about 30 microseconds: a thousand keep the answer under 50 ms.
    limit = 1000

    def items(self):
        return (
            Posting.objects.live().order_by("pk").only("public_id", "title", "city", "state_id", "updated_at")
        )

    def lastmod(self, posting):
        return posting.updated_at

    def get_latest_lastmod(self):
        return Posting.objects.live().aggregate(Max("updated_at"))["updated_at__max"]


class FacilitySitemap(Sitemap):
    limit = 1000

    def items(self):
        live = Posting.objects.live().order_by().values("facility")
        return Facility.objects.public().filter(pk__in=live).order_by("pk")


class LandingSitemap(Sitemap):
    limit = 1000

    def items(self):
        return cache.get_or_set("landings-for-sitemap", landings_for_sitemap, LANDINGS_KEPT)

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
