from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from recruitment import health, home, pages, robots

urlpatterns = [
    path("", home.home, name="home"),
    path("about/data/", pages.about_data, name="about_data"),
    path("about/privacy/", pages.privacy, name="privacy"),
    path("about/accessibility/", pages.accessibility, name="accessibility"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("robots.txt", robots.robots_txt, name="robots_txt"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path(".well-known/security.txt", robots.security_txt, name="security_txt"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", robots.sitemap_section, name="sitemap_section"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("jobs.urls")),
    path("", include("alerts.urls")),
    path("", include("api.urls")),
    path("me/", include("applications.urls")),
    path("me/", include("candidates.urls")),
]

if settings.DEBUG:
    from recruitment import dev_mail, gallery

    urlpatterns += [
        path("dev/gallery/", gallery.gallery, name="gallery"),
        path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
        path("dev/mail/<str:name>", dev_mail.dev_mail_message, name="dev_mail_message"),
        path("dev/mail/<str:name>/html", dev_mail.dev_mail_html, name="dev_mail_html"),
    ]

handler400 = "recruitment.errors.bad_request"
handler403 = "recruitment.errors.permission_denied"
handler404 = "recruitment.errors.page_not_found"
handler500 = "recruitment.errors.server_error"
