from django.urls import include, path

from .views import calendar, certificates, coming, feedback, ics, joining, linking, past, public, seats

app_name = "events"
urlpatterns = [
    path("", calendar.show_calendar, name="calendar"),
    path("past/", past.show_past, name="past"),
    path("", include("events.hosts_urls")),
    path("", include("events.live_urls")),
    path("", include("events.reports_urls")),
    path("", include("events.door_urls")),
    path("<id:gathering_id>/", public.show_gathering, name="gathering"),
    path("<id:gathering_id>/now/", public.show_now, name="gathering-now"),
    path("<id:gathering_id>/picture/", public.show_picture, name="picture"),
    path("<id:gathering_id>/seat/", coming.come, name="come"),
    path("<id:gathering_id>/calendar.ics", ics.give_gathering, name="ics"),
    path("certificates/", certificates.check, name="certificates"),
    path("certificates/<slug:code>/", certificates.check, name="certificate-check"),
    path("<id:gathering_id>/seats/<id:seat_id>/certificate/", certificates.show, name="certificate"),
    path("labs/<slug:slug>/calendar.ics", ics.give_lab, name="lab-ics"),
    path("<id:gathering_id>/seats/<id:seat_id>/", seats.show_seat, name="seat"),
    path("<id:gathering_id>/seats/<id:seat_id>/now/", seats.show_now, name="seat-now"),
    path("<id:gathering_id>/seats/<id:seat_id>/party/", seats.change, name="party"),
    path("<id:gathering_id>/seats/<id:seat_id>/release/", seats.release, name="release"),
    path("<id:gathering_id>/seats/<id:seat_id>/offer/", seats.take_what_is_offered, name="offer"),
    path("<id:gathering_id>/seats/<id:seat_id>/feedback/", feedback.give, name="feedback"),
    path("<id:gathering_id>/seats/<id:seat_id>/again/", seats.ask_again, name="again"),
    path("<id:gathering_id>/seats/<id:seat_id>/link/", linking.keep_link, name="link"),
    path("<id:gathering_id>/seats/<id:seat_id>/join/", joining.arrive, name="join"),
    path("<id:gathering_id>/seats/<id:seat_id>/join/name/", joining.introduce, name="join-name"),
    path("<id:gathering_id>/seats/<id:seat_id>/mine/", joining.claim, name="claim"),
]
