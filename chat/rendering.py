"""A message as HTML: the same `<li>` for the page, the swap and the frame."""

from functools import cache

from django.template import Context, Engine, Template

from .models import Message


def render(message: Message) -> str:
    """Its `<li>` in the active language; nothing personal is in it."""
    return _template().render(Context({"message": message})).strip()


@cache
def _template() -> Template:
    return Engine.get_default().get_template("chat/_message.html")
