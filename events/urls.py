from django.urls import path

from .views import calendar

app_name = "events"
urlpatterns = [
    path("", calendar.show_calendar, name="calendar"),
]
