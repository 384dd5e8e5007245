from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "commons.media"
    label = "media"

    def ready(self) -> None:
        from . import sweeping  # noqa: F401  registered by being imported
