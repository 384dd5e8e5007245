from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        from commons.journal.writing import relay_to

        from . import doors, facts, hints, listeners, sockets  # noqa: F401  registered by being imported

        relay_to(hints.tell_lists)
