from django.urls import path

from .views import arriving, changing, invitations, links, me, members, sessions

app_name = "people"
urlpatterns = [
    path("i/", arriving.enter_code, name="enter-code"),
    path("i/<str:code>", arriving.arrive, name="arrive"),  # as short as a QR and a voice want it
    path("i/<str:code>/", arriving.arrive),
    path("i/<str:code>/name/", arriving.introduce, name="introduce"),
    path("g/closing/", links.forget_links, name="forget-links"),
    path("g/<str:code>", links.open_link, name="link"),  # a private link, as short as a message wants it
    path("g/<str:code>/", links.open_link),
    path("sign-in/", sessions.show_sign_in, name="sign-in"),
    path("sign-out/", sessions.show_sign_out, name="sign-out"),
    path("sign-out/everywhere/", sessions.sign_out_everywhere, name="sign-out-everywhere"),
    path("me/", me.show_me, name="me"),
    path("me/edit/", me.edit_me, name="edit-me"),
    path("me/words/", me.show_words, name="words"),
    path("me/words/later/", me.put_words_off, name="words-later"),
    path("me/blocked/", me.show_blocked, name="blocked"),
    path("members/", members.list_members, name="members"),
    path("members/<id:member_id>/", members.show_member, name="member"),
    path("members/<id:member_id>/block/", changing.block, name="block"),
    path("members/<id:member_id>/vouch/", changing.say_i_know_her, name="vouch"),
    path("members/<id:member_id>/standing/", changing.change_standing, name="standing"),
    path("members/<id:member_id>/roles/", changing.change_role, name="roles"),
    path("members/<id:member_id>/suspension/", changing.change_suspension, name="suspension"),
    path("invitations/", invitations.invite, name="invitations"),
    path("invitations/<id:invitation_id>/", invitations.show_invitation, name="invitation"),
    path("invitations/<id:invitation_id>/now/", invitations.look_again, name="invitation-now"),
    path("invitations/<id:invitation_id>/renewal/", invitations.renew_invitation, name="renew-invitation"),
    path("invitations/<id:invitation_id>/removal/", invitations.remove_invitation, name="remove-invitation"),
]
