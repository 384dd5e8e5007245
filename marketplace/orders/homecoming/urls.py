"""The addresses of a way home."""

from django.urls import path

from ..views import homecoming

urlpatterns = [
    path("<id:order_id>/friend/", homecoming.ask_friend, name="friend"),
    path("homecomings/<id:homecoming_id>/", homecoming.show_homecoming, name="homecoming"),
    path("homecomings/<id:homecoming_id>/now/", homecoming.show_now, name="homecoming-now"),
    path("homecomings/<id:homecoming_id>/answer/", homecoming.answer, name="homecoming-answer"),
]
