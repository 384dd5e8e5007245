"""The addresses of those who hold a gathering."""

from django.urls import path

from .views import announcing, certificates, changing, desk, feedback, hosts, joining, poster

urlpatterns = [
    path("new/", announcing.choose_kind, name="announce"),
    path("new/<slug:kind>/", announcing.say_title, name="announce-title"),
    path("new/<slug:kind>/time/", announcing.choose_time, name="announce-time"),
    path("<id:gathering_id>/share/", announcing.share, name="share"),
    path("<id:gathering_id>/poster/", poster.show_poster, name="poster"),
    path("<id:gathering_id>/desk/", desk.show_desk, name="desk"),
    path("<id:gathering_id>/desk/seats/<id:seat_id>/release/", desk.release, name="desk-release"),
    path("<id:gathering_id>/desk/newcomers/<id:member_id>/", joining.answer, name="newcomer"),
    path("<id:gathering_id>/desk/seats/<id:seat_id>/certificate/", certificates.revoke, name="desk-certificate"),
    path("<id:gathering_id>/feedback/", feedback.show, name="said-back"),
    path("<id:gathering_id>/change/", changing.change, name="change"),
    path("<id:gathering_id>/cancellation/", changing.cancel, name="cancellation"),
    path("<id:gathering_id>/hosts/", hosts.show_hosts, name="hosts"),
    path("<id:gathering_id>/hosts/name/", hosts.show_name, name="host-name"),
    path("<id:gathering_id>/hosts/<id:member_id>/removal/", hosts.remove, name="host-removal"),
]
