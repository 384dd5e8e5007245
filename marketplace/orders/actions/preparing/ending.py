"""When it is not to be: cancelled by one of them, by both, or since it is late."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

from ...fulfilment import Who
from ...models import Order, Proposal, Quote
from ...models.orders import start_of
from ..moving import Change, Effect
from .asked import Asked, prepares

TOO_SOON = _("It can be cancelled for being late from a day after it was to be ready.")
PROPOSED_ALREADY = _("There is a proposal already; it waits for an answer.")


@prepares("cancel")
def cancel(asked: Asked) -> Change:
    """By the rule of the price offer that was accepted: free before its cut-off, and for the maker; after it the advance stays with her."""
    order, quote = asked.order, asked.quote
    if asked.reason == "weather" and order.trade.name != "tourism":
        raise Refused("invalid", _("The weather is a reason for trips alone."))
    kept = stays_with_maker(order, quote, asked.part, asked.reason)
    return asked.change(columns={"kept": kept}, says={"part": str(asked.part), "reason": asked.reason})


@prepares("cancel_overdue")
def cancel_overdue(asked: Asked) -> Change:
    """The customer needn't wait longer than a day."""
    if not asked.order.is_overdue:
        raise Refused("forbidden", TOO_SOON)
    return asked.change(says={"part": str(asked.part), "reason": "overdue"})


@prepares("propose_to_cancel")
def propose(asked: Asked) -> Change:
    order, part = asked.order, asked.part
    if order.proposals.filter(answered_at=None).exists():
        raise Refused("invalid", PROPOSED_ALREADY)
    if asked.reason == "weather" and order.trade.name != "tourism":
        raise Refused("invalid", _("The weather is a reason for trips alone."))

    def write(order: Order) -> None:
        Proposal.objects.create(order=order, part=part)

    return asked.change(effect=write, says={"part": str(part), "reason": asked.reason})


@prepares("agree_to_cancel")
def agree(asked: Asked) -> Change:
    """The other one agrees: everything that was paid goes back."""
    proposal = _proposal_to(asked)
    return asked.change(effect=_answered(proposal, Proposal.Answer.AGREED), says={"part": str(asked.part), "reason": "agreed"})


@prepares("refuse_to_cancel")
def refuse(asked: Asked) -> Change:
    return asked.change(effect=_answered(_proposal_to(asked), Proposal.Answer.REFUSED), says={"part": str(asked.part)})


@prepares("let_proposal_lapse")
def lapse(asked: Asked) -> Change:
    proposal = asked.order.proposals.filter(answered_at=None).first()
    if proposal is None:
        raise Refused("invalid")
    return asked.change(effect=_answered(proposal, Proposal.Answer.LAPSED))


def free_until(order: Order, quote: Quote) -> datetime | None:
    """Until when the customer cancels without a loss; None where no day is known."""
    begins = order.begins_at or (start_of(order.begins_on, at=time.min) if order.begins_on else None)
    return begins - timedelta(hours=quote.free_hours) if begins else None


def is_free(order: Order, quote: Quote, reason: str = "") -> bool:
    """Whether the customer would cancel without a loss now."""
    until = free_until(order, quote)
    return reason == "weather" or order.is_overdue or until is None or timezone.now() < until


def stays_with_maker(order: Order, quote: Quote, part: Who, reason: str = "") -> int:
    """How much of what she has received stays with the maker at most, where it is cancelled now; in tyiyn."""
    return 0 if part == Who.MAKER or is_free(order, quote, reason) else quote.deposit


def _proposal_to(asked: Asked) -> Proposal:
    """The one that waits for her answer. Raises Refused `forbidden` for who made it herself, or where there is none."""
    proposal = asked.order.proposals.filter(answered_at=None).exclude(part=asked.part).first()
    if proposal is None:
        raise Refused("forbidden")
    return proposal


def _answered(proposal: Proposal, answer: Proposal.Answer) -> Effect:
    def write(order: Order) -> None:
        Proposal.objects.filter(pk=proposal.pk).update(answered_at=timezone.now(), answer=answer)

    return write
