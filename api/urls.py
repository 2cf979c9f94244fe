from django.urls import path

from api.views import elsewhere, keys, partner, reading, schema

app_name = "api"

urlpatterns = [
    path("api/v1/jobs/", reading.jobs, name="jobs"),
    path("api/v1/jobs/<str:public_id>/", reading.job, name="job"),
    path("api/v1/facets/", reading.facets, name="facets"),
    path("api/v1/partner/jobs/", partner.partner_jobs, name="partner_jobs"),
    path("api/v1/partner/jobs/<str:name>/", partner.partner_job, name="partner_job"),
    path("api/v1/partner/jobs/<str:name>/close/", partner.partner_close, name="partner_close"),
    path("api/schema/", schema.schema, name="schema"),
    path("api/docs/", schema.docs, name="docs"),
    path("api/<path:path>", elsewhere.elsewhere, name="elsewhere"),
    path("facility/<slug:slug>/keys/", keys.keys, name="keys"),
    path("facility/<slug:slug>/keys/<int:pk>/rotate/", keys.key_rotate, name="key_rotate"),
    path("facility/<slug:slug>/keys/<int:pk>/revoke/", keys.key_revoke, name="key_revoke"),
]
