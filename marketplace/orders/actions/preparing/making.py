"""From an agreement to what was handed over."""

from django.utils import timezone

from commons.journal.refusals import Refused

from ...fulfilment import Who
from ...models import Order, OrderPicture, PaymentLine
from ...words import is_visit
from ..moving import Change
from ..picturing import keep_pictures
from .asked import Asked, prepares

OPEN_DEPOSIT = {"purpose": PaymentLine.Purpose.DEPOSIT, "claimed_at": None}


@prepares("confirm")
def confirm(asked: Asked) -> Change:
    """The maker has the advance, or does without: what nobody has said she paid of it goes to the rest."""
    if asked.part == Who.ITSELF and PaymentLine.objects.owed().filter(order=asked.order, purpose=PaymentLine.Purpose.DEPOSIT).exists():
        raise Refused("invalid")
    return asked.change(effect=waive_advance)


def waive_advance(order: Order) -> None:
    PaymentLine.objects.owed().filter(order=order, **OPEN_DEPOSIT).update(purpose=PaymentLine.Purpose.BALANCE)


@prepares("start")
def start(asked: Asked) -> Change:
    """The maker begins; a trip or a stay does by itself, at its time."""
    begins_at = asked.order.begins_at
    if asked.part == Who.ITSELF and (begins_at is None or begins_at > timezone.now()):
        raise Refused("invalid")
    return asked.change()


@prepares("deliver")
def deliver(asked: Asked) -> Change:
    """Perhaps with a picture of it."""
    picture, by = asked.details.get("picture"), asked.who.actor

    def keep(order: Order) -> None:
        if picture is not None:
            keep_pictures(order, [picture], OrderPicture.Shows.HANDED_OVER, by)

    return asked.change(columns={"delivered_at": timezone.now()}, effect=keep)


@prepares("ask_changes")
def ask_changes(asked: Asked) -> Change:
    """Of what was made. What is over can't be done otherwise; that something was wrong can be said."""
    if is_visit(asked.order):
        raise Refused("forbidden")
    return asked.change(columns={"delivered_at": None}, says={"reason": asked.reason})


@prepares("complete")
def complete(asked: Asked) -> Change:
    """What hasn't been paid stays owed."""
    return asked.change()
