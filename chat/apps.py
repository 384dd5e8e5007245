from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        from commons.journal.writing import relay_to
        from commons.ui.bar import bar_item

        from . import describing, doors, facts, hints, listeners, notices, sockets, telling  # noqa: F401  registered by being imported

        relay_to(hints.tell_lists)
        bar_item(_("Chats"), "chat:rooms", "message-circle", order=10)
