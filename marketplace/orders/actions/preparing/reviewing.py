"""How it was, once it is over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.media.actions import keep_voice

from ...models import Order, Review
from ...models.reviews import STARS
from ..moving import Change
from .asked import Asked, clean_words, prepares

QUESTIONS = ("on_time", "as_agreed", "again")


@prepares("review")
def review(asked: Asked) -> Change:
    """One to five stars by question; words, if she likes, that everyone reads."""
    stars = {name: _stars(asked.details[name]) for name in QUESTIONS}
    words, voice, by = clean_words(asked.words), asked.details.get("voice"), asked.who.actor

    def write(order: Order) -> None:
        kept = keep_voice(voice, order.shop.stream, by) if voice else None  # as public as the shop
        Review.objects.create(order=order, words=words, voice=kept, **stars)

    return Change(effect=write)


def _stars(given: Any) -> int:
    if type(given) is not int or given not in STARS:
        raise Refused("invalid", _("Give one to five stars."))
    return given
