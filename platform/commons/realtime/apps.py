from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "commons.realtime"
    label = "realtime"
