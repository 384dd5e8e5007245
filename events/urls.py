from django.urls import include, path

from .views import calendar

app_name = "events"
urlpatterns = [
    path("", calendar.show_calendar, name="calendar"),
    path("", include("events.hosts_urls")),
]
