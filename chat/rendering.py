"""A message as HTML: the same `<li>` for the page, the swap and the frame.

Nearly all frames carry a message that was just posted. Those come from a cast of the template, taken once for each
language: fifty times as fast as rendering it, and as true to it.
"""

from functools import cache
from types import SimpleNamespace
from typing import Any

from django.template import Context, Engine, Template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .models import Message

LEFT_OPEN = ("pk", "seq", "by", "face", "page", "name", "room_id", "words", "clock", "moment", "reply_to_id", "reply_by")


def render(message: Message) -> str:
    """Its `<li>` in the active language: nothing personal is in it, nor its signs, which have facts of their own."""
    message.counts = {}
    if message.removed_at or message.edited_at or message.voice_id or message.has_pictures or message.card:
        return _rendered(message)
    return _cast(get_language(), message.reply_to_id is not None, bool(message.page)) % {
        "pk": message.pk,
        "seq": message.seq,
        "by": message.by,
        "face": escape(message.face),
        "page": message.page,
        "name": escape(message.name),
        "room_id": message.room_id,
        "words": message.words,
        "clock": message.clock,
        "moment": message.moment,
        "reply_to_id": message.reply_to_id,
        "reply_by": message.reply_by,
    }


@cache
def _cast(language: str | None, is_reply: bool, has_page: bool) -> str:
    """The template around a message that isn't there: what a message fills in is left open as %(name)s."""
    opened = {name: SafeString(f"\ue000{name}\ue001") for name in LEFT_OPEN}
    if not has_page:
        opened["page"] = SafeString("")
    if not is_reply:
        opened["reply_to_id"] = opened["reply_by"] = SafeString("")
    message = Cast(**opened, id=opened["pk"], quoted=None, removed_at=None, edited_at=None, voice=None, album=(), card=None, counts={})
    return _rendered(message).replace("%", "%%").replace("\ue000", "%(").replace("\ue001", ")s")


class Cast(SimpleNamespace):
    """Stands for a message. What the template asks for beyond it would be missing in every frame, so that fails."""

    def __getattr__(self, name: str) -> Any:
        raise LookupError(f"_message.html asks for {name}, which chat/rendering.py doesn't fill in.")


def _rendered(message: Message | Cast) -> str:
    return _template().render(Context({"message": message})).strip()


@cache
def _template() -> Template:
    return Engine.get_default().get_template("chat/_message.html")
