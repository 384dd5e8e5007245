from django.urls import path

from . import views

app_name = "media"
urlpatterns = [
    path("<str:key>/<id:step>.webp", views.give_picture, name="picture"),
    path("<str:key>/voice", views.give_voice, name="voice"),
]
