from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext_lazy

from commons.journal.refusals import Refused
from commons.people.clean import without_tricks

from ...fulfilment import Who
from ...may import Actor
from ...models import Order, Quote
from ..moving import Change

LONGEST_WORDS = 600


@dataclass(frozen=True)
class Asked:
    """Who asks for a line of the table, as what, and what she says with it; the order as it was read."""

    order: Order
    who: Actor
    part: Who
    reason: str
    words: str
    details: dict[str, Any]

    @property
    def quote(self) -> Quote:
        """The price offer that counts."""
        return self.order.quotes.get(revision=self.order.revision)

    def change(self, **parts: Any) -> Change:
        """The change, with her reason and her words."""
        return Change(reason=self.reason, words=clean_words(self.words), **parts)


Prepare = Callable[[Asked], Change]

PREPARED: dict[str, Prepare] = {}


def prepares(*names: str) -> Callable[[Prepare], Prepare]:
    """Register what makes these lines ready. It raises Refused."""

    def register(prepare: Prepare) -> Prepare:
        for name in names:
            PREPARED[name] = prepare
        return prepare

    return register


def clean_words(text: str, longest: int = LONGEST_WORDS) -> str:
    """What she wrote, in as many lines, without tricks. Raises Refused `too_long`."""
    words = without_tricks(text).strip()
    if (excess := len(words) - longest) > 0:
        raise Refused("too_long", ngettext_lazy("This is %d character too long.", "This is %d characters too long.", excess) % excess)
    return words
