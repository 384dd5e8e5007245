from django.urls import path

from .views.demo import show_demo

app_name = "demo"
urlpatterns = [path("", show_demo, name="sign-in")]
