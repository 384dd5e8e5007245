from django.urls import path

from .views import mails, notices, preferences, pushes, sending

app_name = "notify"
urlpatterns = [
    path("notices/", notices.list_notices, name="notices"),
    path("notices/seen/", notices.say_seen, name="seen"),
    path("notices/preferences/", preferences.change, name="preferences"),
    path("notices/<id:notice_id>/", notices.open_notice, name="notice"),
    path("push/", pushes.switch_on, name="push"),
    path("push/removal/", pushes.switch_off, name="push-removal"),
    path("to-send/", sending.show_list, name="to-send"),
    path("to-send/number/", sending.choose_number, name="number"),
    path("to-send/<id:to_send_id>/sent/", sending.say_sent, name="sent"),
    path("to-send/<id:to_send_id>/removal/", sending.leave_out, name="removal"),
    path("mail/<str:token>/confirm/", mails.confirm, name="mail-confirm"),
    path("mail/<str:token>/stop/", mails.stop, name="mail-stop"),
]
