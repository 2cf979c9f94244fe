from django.urls import path

from api.views import partner, reading

app_name = "api"

urlpatterns = [
    path("api/v1/jobs/", reading.jobs, name="jobs"),
    path("api/v1/jobs/<str:public_id>/", reading.job, name="job"),
    path("api/v1/facets/", reading.facets, name="facets"),
    path("api/v1/partner/jobs/", partner.partner_jobs, name="partner_jobs"),
    path("api/v1/partner/jobs/<str:name>/", partner.partner_job, name="partner_job"),
    path("api/v1/partner/jobs/<str:name>/close/", partner.partner_close, name="partner_close"),
]
