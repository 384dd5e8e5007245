from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("", views.show_landing, name="landing"),
    path("language/", views.choose_language, name="language"),
    path("saving/", views.choose_saving, name="saving"),
    path("offline/", views.show_offline, name="offline"),
    path("manifest/<slug:language>/", views.give_manifest, name="manifest"),
    path("robots.txt", views.give_robots, name="robots"),
    path("favicon.ico", views.give_icon, name="icon"),
    path("service-worker.js", views.give_service_worker, name="service-worker"),
]
