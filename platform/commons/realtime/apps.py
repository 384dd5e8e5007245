from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "commons.realtime"
    label = "realtime"

    def ready(self) -> None:
        from commons.journal.writing import relay_to

        from .relay import relay

        relay_to(relay)
