from django.urls import path

from applications.views import apply, privacy, tracker

app_name = "applications"

urlpatterns = [
    path("applications/", tracker.applications, name="applications"),
    path("applications/apply/<str:public_id>/", apply.apply, name="apply"),
    path("applications/<str:public_id>/", tracker.application, name="application"),
    path("applications/<str:public_id>/withdraw/", tracker.withdraw, name="withdraw"),
    path("applications/<str:public_id>/reopen/", tracker.reopen, name="reopen"),
    path("applications/<str:public_id>/discard/", tracker.discard, name="discard"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/export/", privacy.export, name="export"),
    path("privacy/delete/", privacy.delete_account, name="delete_account"),
]
