"""The addresses at the door: of a host who checks in, and of the room's QR."""

from django.urls import path

from .views import door, room

urlpatterns = [
    path("<id:gathering_id>/door/", door.show_door, name="door"),
    path("<id:gathering_id>/door/list/", door.give_list, name="door-list"),
    path("<id:gathering_id>/door/visitors/", door.count_visitor, name="door-visitors"),
    path("<id:gathering_id>/door/seats/<id:seat_id>/", door.change_seat, name="door-seat"),
    path("<id:gathering_id>/room/", room.show_code, name="room-code"),
    path("<id:gathering_id>/room/<slug:code>/", room.enter, name="room"),
]
