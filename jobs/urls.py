from django.urls import path

from jobs.views import facilities, facility_pages, postings, search

app_name = "jobs"

urlpatterns = [
    path("jobs/", search.search, name="search"),
    path("jobs/<str:public_id>/", postings.posting, name="posting_short"),
    path("jobs/<str:public_id>/<slug:slug>/", postings.posting, name="posting"),
    path("facilities/", facilities.facilities, name="facilities"),
    path("facilities/<slug:slug>/", facilities.facility, name="facility"),
    path("facility/", facility_pages.facility_home, name="facility_home"),
    path("facility/start/", facility_pages.facility_start, name="facility_start"),
    path("facility/<slug:slug>/edit/", facility_pages.facility_edit, name="facility_edit"),
    path("facility/<slug:slug>/postings/new/", facility_pages.posting_new, name="posting_new"),
    path("facility/postings/<str:public_id>/edit/", facility_pages.posting_edit, name="posting_edit"),
    path(
        "facility/postings/<str:public_id>/preview/", facility_pages.posting_preview, name="posting_preview"
    ),
    path("facility/postings/<str:public_id>/move/", facility_pages.posting_move, name="posting_move"),
]
