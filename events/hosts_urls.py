"""The addresses of those who hold a gathering."""

from django.urls import path

from .views import announcing, poster

urlpatterns = [
    path("new/", announcing.choose_kind, name="announce"),
    path("new/<slug:kind>/", announcing.say_title, name="announce-title"),
    path("new/<slug:kind>/time/", announcing.choose_time, name="announce-time"),
    path("<id:gathering_id>/share/", announcing.share, name="share"),
    path("<id:gathering_id>/poster/", poster.show_poster, name="poster"),
]
