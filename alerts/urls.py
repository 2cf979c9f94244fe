from django.urls import path

from alerts.views import links, mail_reports, mine, saving

app_name = "alerts"

urlpatterns = [
    path("alerts/new/", saving.create, name="create"),
    path("alerts/asked/", saving.asked, name="asked"),
    path("alerts/<str:token>/confirm/", links.confirm, name="confirm"),
    path("alerts/<str:token>/", links.manage, name="manage"),
    path("alerts/<str:token>/pause/", links.pause, name="pause"),
    path("alerts/<str:token>/still-looking/", links.still_looking, name="still_looking"),
    path("alerts/<str:token>/unsubscribe/", links.unsubscribe, name="unsubscribe"),
    path("hooks/mail/", mail_reports.mail_reports, name="mail_reports"),
    path("me/alerts/", mine.alerts, name="alerts"),
]
