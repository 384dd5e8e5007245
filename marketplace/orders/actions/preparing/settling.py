"""There is a problem: one of the two says so, and a coordinator decides how it goes on."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

from ...may import waits_for_coordinator
from ...models import Order
from ..moving import Change
from ..refunding import owe, returnable
from .agreeing import check_due
from .asked import Asked, prepares


@prepares("dispute")
def dispute(asked: Asked) -> Change:
    return asked.change(says={"part": str(asked.part), "reason": asked.reason})


@prepares("cancel_for_them")
def cancel_for_them(asked: Asked) -> Change:
    """While it is being made a coordinator decides only where the two can't."""
    if not waits_for_coordinator(asked.order):
        raise Refused("forbidden")
    return asked.change(columns=_kept(asked), says={"part": str(asked.part), "reason": "other"})


@prepares("call_off")
def call_off(asked: Asked) -> Change:
    """What was paid goes back, or as much of it as she says."""
    return asked.change(columns=_kept(asked))


@prepares("resume")
def resume(asked: Asked) -> Change:
    """It is made on, perhaps by another day."""
    due_on = asked.details.get("due_on")
    columns: dict[str, object] = {"delivered_at": None, **({} if due_on is None else {"due_on": check_due(due_on)})}
    return asked.change(columns=columns, effect=partial(_owe, _refund(asked) or 0))


@prepares("settle")
def settle(asked: Asked) -> Change:
    """It is finished as it is; something may have to be given back."""
    return asked.change(effect=partial(_owe, _refund(asked) or 0))


def _owe(amount: int, order: Order) -> None:
    owe(order, amount)


def _kept(asked: Asked) -> dict[str, int]:
    """What stays with the maker beyond this refund, and beyond those before it."""
    refund = _refund(asked)
    return {"kept": 0 if refund is None else returnable(asked.order) - refund}


def _refund(asked: Asked) -> int | None:
    refund = asked.details.get("refund")
    if refund is None:
        return None
    if type(refund) is not int or not 0 <= refund <= returnable(asked.order):
        raise Refused("invalid", _("At most what was paid can be given back."))
    return refund
