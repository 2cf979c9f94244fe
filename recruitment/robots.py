"""What machines ask for at the root: robots.txt, security.txt, the icon and the sitemaps."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobs.sitemaps import SITEMAPS

# Nothing secret stands here: what may not be read is closed, not hidden.
CLOSED_TO_ROBOTS = ["/admin/", "/accounts/", "/me/", "/facility/", "/alerts/", "/api/"]


@login_not_required
@require_safe
def robots_txt(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_safe
def favicon(request):
    """Browsers ask for it where a page names none: feeds, JSON, a mail on its own."""
    return redirect(static("img/favicon.svg"))


@login_not_required
@require_safe
def security_txt(request):
    """RFC 9116. It expires within a year by rule; the date moves with each month."""
    today = timezone.now()
    expires = datetime(today.year, today.month, 1, tzinfo=UTC) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_safe
def sitemap(request):
    return sitemap_views.index(request, sitemaps=SITEMAPS, sitemap_url_name="sitemap_section")


@login_not_required
@require_safe
def sitemap_section(request, section):
    return sitemap_views.sitemap(request, sitemaps=SITEMAPS, section=section)
