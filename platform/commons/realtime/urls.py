from django.urls import path

from . import views

app_name = "realtime"
urlpatterns = [
    path("healthz", views.show_health, name="health"),
    path("readyz", views.show_readiness, name="readiness"),
]
