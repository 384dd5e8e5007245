from django.apps import AppConfig
from django.urls import register_converter

from .converters import IdConverter


class UiConfig(AppConfig):
    name = "commons.ui"
    label = "ui"

    def ready(self) -> None:
        register_converter(IdConverter, "id")
