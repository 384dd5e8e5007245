from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        from commons.journal.writing import relay_to
        from commons.people.circles import knows
        from commons.ui.bar import bar_item
        from commons.ui.talks import counts_new, tells_words

        from . import describing, doors, facts, hints, listeners, notices, sockets, telling  # noqa: F401  registered by being imported
        from .circles import talk_partners
        from .news import new_to
        from .words import words_of

        relay_to(hints.tell_lists)
        counts_new(new_to)
        tells_words(words_of)
        knows(talk_partners)
        bar_item(_("Chats"), "chat:rooms", "message-circle", order=10)
