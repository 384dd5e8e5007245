"""What can be done with an order from its page, each under a noun in its address; whether she may now is asked of the table."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .actions.preparing.ending import PROPOSED_ALREADY, TOO_SOON
from .fulfilment import TABLE, State
from .may import open_to
from .models import Order, Proposal
from .seeing import Seen
from .words import is_visit


@dataclass(frozen=True)
class Deed:
    """`line` is the table's; what is `direct` needs no word more than the press of a button."""

    noun: str
    line: str
    word: str | Promise
    icon: str = ""
    direct: bool = False


DEEDS = {
    deed.noun: deed
    for deed in (
        Deed("agreement", "accept", _("I agree"), "check", direct=True),
        Deed("withdrawal", "withdraw", _("I don't need it any more"), "x"),
        Deed("completion", "complete", _("I have it, thank you"), "check", direct=True),
        Deed("changes", "ask_changes", _("Please change something"), "pencil"),
        Deed("cancellation", "cancel", pgettext_lazy("an order, the verb", "Cancel"), "x"),
        Deed("lateness", "cancel_overdue", _("It is late: cancel it"), "x"),
        Deed("proposal", "propose_to_cancel", _("Propose to cancel"), "x"),
        Deed("consent", "agree_to_cancel", _("Yes, cancel it"), "check", direct=True),
        Deed("refusal", "refuse_to_cancel", _("No, go on"), "arrow-right", direct=True),
        Deed("problem", "dispute", _("There is a problem"), "triangle-alert"),
        Deed("review", "review", _("Say how it was"), "star"),
    )
}


def deeds_of(seen: Seen) -> dict[str, Deed]:
    """Those that are hers now, by noun."""
    order = seen.order
    lines = set(open_to(order, seen.actor))
    proposal = open_proposal(order)
    if "accept" in lines and order.waits_for_another_day:
        lines.discard("accept")
    lines -= {name for name in lines if (most := TABLE[name].most) and order.steps.filter(name=name).count() >= most}
    if not order.is_overdue:
        lines.discard("cancel_overdue")
    if proposal is not None:
        lines.discard("propose_to_cancel")
    if proposal is None or proposal.part == seen.part:
        lines -= {"agree_to_cancel", "refuse_to_cancel"}
    if is_visit(order):
        lines.discard("ask_changes")  # the action refuses it
    return {deed.noun: _as_said(deed, order) for deed in DEEDS.values() if deed.line in lines}


NOT_NOW = _("This can't be done with the order now. It stands as you see here.")


def why_not(seen: Seen, deed: Deed) -> str | Promise:
    """Why a deed isn't hers now; nothing where all it needs is a button of the order's page."""
    order, line = seen.order, deed.line
    if deed.noun in deeds_of(seen):
        return ""
    if line == "cancel" and order.state == State.IN_PROGRESS:
        return _("It has begun already: you can propose to cancel it, and the other side answers.")
    if line == "cancel_overdue" and order.state == State.IN_PROGRESS:
        return TOO_SOON
    if line == "propose_to_cancel" and open_proposal(order) is not None:
        return PROPOSED_ALREADY
    if line == "review" and order.steps.filter(name=line).exists():
        return _("It has been said already how it was. Thank you!")
    return NOT_NOW


def _as_said(deed: Deed, order: Order) -> Deed:
    """In the word of the order's trade: nobody takes a trip home."""
    return replace(deed, word=_("Yes, thank you")) if deed.noun == "completion" and is_visit(order) else deed


def open_proposal(order: Order) -> Proposal | None:
    """The proposal to cancel that waits for an answer."""
    return order.proposals.filter(answered_at=None).first() if order.state == State.IN_PROGRESS else None


def without(order: Order) -> tuple[str, ...]:
    """Reasons that aren't asked for with this order."""
    return () if order.trade.name == "tourism" else ("weather",)
