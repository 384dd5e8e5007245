from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [path("", views.show_landing, name="landing")]
