"""The addresses of the live room."""

from django.urls import path

from .views import live

urlpatterns = [
    path("<id:gathering_id>/live/", live.show_live, name="live"),
    path("<id:gathering_id>/live/questions/", live.ask, name="live-ask"),
    path("<id:gathering_id>/live/votes/", live.vote, name="live-vote"),
    path("<id:gathering_id>/live/answers/", live.answer, name="live-answer"),
]
