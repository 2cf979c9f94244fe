from django.urls import path

from jobs.views import facilities, facility_pages, feeds, landing, postings, search, team

app_name = "jobs"

urlpatterns = [
    path("jobs/", search.search, name="search"),
    path("jobs/in/<slug:state>/", landing.in_state, name="in_state"),
    path("jobs/in/<slug:state>/<slug:city>/", landing.in_city, name="in_city"),
    path("jobs/as/<slug:role>/", landing.as_role, name="as_role"),
    path("jobs/as/<slug:role>/in/<slug:state>/", landing.as_role_in_state, name="as_role_in_state"),
    path("jobs/at/<slug:setting>/", landing.at_setting, name="at_setting"),
    path("jobs/<str:public_id>/", postings.posting, name="posting_short"),
    path("jobs/<str:public_id>/<slug:slug>/", postings.posting, name="posting"),
    path("feeds/jobs.rss", feeds.rss, name="feed_rss"),
    path("feeds/jobs.atom", feeds.atom, name="feed_atom"),
    path("feeds/jobs.json", feeds.json_feed, name="feed_json"),
    path("feeds/indeed.xml", feeds.indeed_xml, name="feed_indeed"),
    path("facilities/", facilities.facilities, name="facilities"),
    path("facilities/<slug:slug>/", facilities.facility, name="facility"),
    path("facility/", facility_pages.facility_home, name="facility_home"),
    path("facility/start/", facility_pages.facility_start, name="facility_start"),
    path("facility/<slug:slug>/edit/", facility_pages.facility_edit, name="facility_edit"),
    path("facility/<slug:slug>/team/", team.team, name="team"),
    path("facility/<slug:slug>/team/<int:pk>/", team.team_member, name="team_member"),
    path("facility/invitations/<str:token>/", team.invitation, name="invitation"),
    path("facility/<slug:slug>/postings/new/", facility_pages.posting_new, name="posting_new"),
    path("facility/postings/<str:public_id>/edit/", facility_pages.posting_edit, name="posting_edit"),
    path(
        "facility/postings/<str:public_id>/preview/", facility_pages.posting_preview, name="posting_preview"
    ),
    path("facility/postings/<str:public_id>/move/", facility_pages.posting_move, name="posting_move"),
]
