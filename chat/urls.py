from django.urls import path

from .views import about, membership, messages, rooms

app_name = "chat"
urlpatterns = [
    path("", rooms.list_rooms, name="rooms"),
    path("welcome/", rooms.show_welcome, name="welcome"),
    path("rooms/", membership.find_rooms, name="find"),
    path("with/<id:member_id>/", membership.talk_with, name="direct"),
    path("about/<str:stream>/", about.talk_about, name="about"),
    path("about/<str:stream>/read/", about.read_about, name="about-reading"),
    path("about/<str:stream>/removal/", about.take_back, name="about-removal"),
    path("<id:room_id>/", rooms.show_room, name="room"),
    path("<id:room_id>/row/", rooms.show_row, name="row"),
    path("<id:room_id>/read/", rooms.read_room, name="read"),
    path("<id:room_id>/read/<id:upto>/", rooms.read_page, name="read-page"),
    path("<id:room_id>/messages/", messages.post, name="messages"),
    path("<id:room_id>/messages/<id:message_id>/", messages.show_message, name="message"),
    path("<id:room_id>/messages/<id:message_id>/removal/", messages.remove, name="removal"),
    path("<id:room_id>/messages/<id:message_id>/reaction/", messages.give_reaction, name="reaction"),
    path("<id:room_id>/members/", membership.list_members, name="members"),
    path("<id:room_id>/members/<id:member_id>/removal/", membership.show_out, name="member-removal"),
    path("<id:room_id>/members/<id:member_id>/return/", membership.let_in_again, name="member-return"),
    path("<id:room_id>/seat/", membership.take_seat, name="seat"),
    path("<id:room_id>/seat/removal/", membership.give_seat_back, name="seat-removal"),
]
