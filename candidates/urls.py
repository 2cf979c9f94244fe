from django.urls import path

from candidates.views import me, profile, records, resumes

app_name = "candidates"

urlpatterns = [
    path("", me.me, name="me"),
    path("profile/", profile.profile_start, name="profile_start"),
    path("profile/licenses/<int:pk>/", records.license_edit, name="license_edit"),
    path("profile/licenses/<int:pk>/remove/", records.license_remove, name="license_remove"),
    path("profile/credentials/<int:pk>/", records.credential_edit, name="credential_edit"),
    path("profile/credentials/<int:pk>/remove/", records.credential_remove, name="credential_remove"),
    path("profile/<slug:step>/", profile.profile, name="profile"),
    path("resume/<str:public_id>/", resumes.resume_file, name="resume_file"),
    path("resume/<str:public_id>/remove/", resumes.resume_remove, name="resume_remove"),
]
