from django.urls import path

from .views import founding, offers, together, ventures, women

app_name = "boards"
urlpatterns = [
    path("", together.list_ventures, name="ventures"),
    path("new/", founding.found, name="found"),
    path("<id:venture_id>/", ventures.show_venture, name="venture"),
    path("<id:venture_id>/now/", ventures.show_now, name="now"),
    path("<id:venture_id>/words/", ventures.edit, name="edit"),
    path("<id:venture_id>/state/", ventures.change_state, name="state"),
    path("<id:venture_id>/offers/", offers.bring, name="bring"),
    path("<id:venture_id>/offers/<id:offer_id>/answer/", offers.answer, name="answer"),
    path("<id:venture_id>/offers/<id:offer_id>/coming/", offers.come, name="come"),
    path("<id:venture_id>/offers/<id:offer_id>/removal/", offers.withdraw, name="withdraw"),
    path("<id:venture_id>/invitations/", women.invite, name="invite"),
    path("<id:venture_id>/women/<id:member_id>/role/", women.change_her_role, name="role"),
    path("<id:venture_id>/women/<id:member_id>/removal/", women.show_her_out, name="show-out"),
    path("<id:venture_id>/leaving/", women.leave, name="leave"),
]
