from django.urls import path

from . import views

app_name = "media"
urlpatterns = [
    path("<slug:key>/<id:step>.webp", views.give_picture, name="picture"),
    path("<slug:key>/voice", views.give_voice, name="voice"),
]
