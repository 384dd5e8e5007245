from django.urls import path

from .views import mails

app_name = "notify"
urlpatterns = [
    path("mail/<str:token>/confirm/", mails.confirm, name="mail-confirm"),
    path("mail/<str:token>/stop/", mails.stop, name="mail-stop"),
]
