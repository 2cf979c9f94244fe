from django.urls import path

from api.views import reading

app_name = "api"

urlpatterns = [
    path("api/v1/jobs/", reading.jobs, name="jobs"),
    path("api/v1/jobs/<str:public_id>/", reading.job, name="job"),
    path("api/v1/facets/", reading.facets, name="facets"),
]
