from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        from . import doors, facts, listeners, sockets  # noqa: F401  registered by being imported
