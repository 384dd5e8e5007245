from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "commons.ui"
    label = "ui"
