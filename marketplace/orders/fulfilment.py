"""How an order is fulfilled: the whole table as data. What money moved is another matter, see `models/payments.py`.

Read a line as: from one of `before`, `who` may bring it to `after`, and `fact` is announced. `actions.transition` does what it says.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import models

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NUDGE = 24 * HOUR  # who is waited for is reminded
LASTS = 72  # hours for which a request waits for a price, and a price for an answer
UNSENT = 14 * DAY  # a price that never reached her
ADVANCE_REMINDERS = (24 * HOUR, 72 * HOUR)
OVERDUE = 24 * HOUR  # after the day it was to be ready
PROPOSAL = 48 * HOUR  # to answer a proposal to cancel
ALARM = 72 * HOUR  # a dispute nobody has settled
ASK_FOR_REVIEW = 2 * DAY
CLOSES_AFTER = {"catering": 48 * HOUR, "tourism": 48 * HOUR, "ready": 48 * HOUR}  # by trade, once it was handed over
CLOSES_AFTER_OTHERS = 7 * DAY


class State(models.TextChoices):
    REQUESTED = "requested"
    QUOTED = "quoted"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"


class Who(StrEnum):
    """What someone is to an order. `ITSELF` is a timer, or what follows at once from something else."""

    CUSTOMER = "customer"
    MAKER = "maker"
    HELPER = "helper"  # the ambassador who ordered for her
    COORDINATOR = "coordinator"  # of the shop's lab, and no side of it
    ITSELF = "itself"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One line of the table. Without `before` it begins an order; without `after` the order stays where it is.

    `needs` must be said with it, `takes` may be; `reasons` are those to choose from, and one must be. `most` is how often in one order.
    """

    before: tuple[State, ...]
    after: State | None
    who: tuple[Who, ...]
    fact: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    most: int | None = None


_S, _EITHER = State, (Who.CUSTOMER, Who.MAKER)
_WHY_NOT = ("changed_mind", "day", "ill", "weather", "other")

TABLE: dict[str, Move] = {
    "ask": Move(before=(), after=_S.REQUESTED, who=(Who.CUSTOMER, Who.HELPER), fact="marketplace.order.placed"),
    "book": Move(before=(), after=_S.ACCEPTED, who=(Who.CUSTOMER, Who.HELPER), fact="marketplace.order.placed"),
    "postpone": Move(before=(_S.REQUESTED,), after=None, who=(Who.MAKER,), most=2, fact="marketplace.order.postponed"),
    "quote": Move(
        before=(_S.REQUESTED, _S.QUOTED),
        after=_S.QUOTED,
        who=(Who.MAKER,),
        needs=("lines", "due_on"),
        takes=("deposit_percent", "free_hours"),
        most=20,
        fact="marketplace.order.quoted",
    ),
    "accept": Move(before=(_S.QUOTED,), after=_S.ACCEPTED, who=(Who.CUSTOMER,), needs=("revision",), fact="marketplace.order.accepted"),
    "decline": Move(
        before=(_S.REQUESTED, _S.QUOTED),
        after=_S.DECLINED,
        who=(Who.MAKER,),
        reasons=("busy", "not_mine", "too_soon", "too_far", "other"),
        fact="marketplace.order.declined",
    ),
    "withdraw": Move(
        before=(_S.REQUESTED, _S.QUOTED),
        after=_S.WITHDRAWN,
        who=(Who.CUSTOMER,),
        reasons=("changed_mind", "price", "day", "found_other", "other"),
        fact="marketplace.order.withdrawn",
    ),
    "expire": Move(before=(_S.REQUESTED, _S.QUOTED), after=_S.EXPIRED, who=(Who.ITSELF,), fact="marketplace.order.expired"),
    "confirm": Move(before=(_S.ACCEPTED,), after=_S.CONFIRMED, who=(Who.MAKER, Who.ITSELF), fact="marketplace.order.confirmed"),
    "start": Move(before=(_S.CONFIRMED,), after=_S.IN_PROGRESS, who=(Who.MAKER, Who.ITSELF), fact="marketplace.order.started"),
    "deliver": Move(before=(_S.IN_PROGRESS,), after=_S.DELIVERED, who=(Who.MAKER,), takes=("picture",), fact="marketplace.order.delivered"),
    "ask_changes": Move(
        before=(_S.DELIVERED,),
        after=_S.IN_PROGRESS,
        who=(Who.CUSTOMER,),
        reasons=("fit", "finish", "missing", "other"),
        most=2,
        fact="marketplace.order.returned",
    ),
    "complete": Move(before=(_S.DELIVERED,), after=_S.COMPLETED, who=(Who.CUSTOMER, Who.ITSELF), fact="marketplace.order.completed"),
    "cancel": Move(
        before=(_S.ACCEPTED, _S.CONFIRMED), after=_S.CANCELLED, who=_EITHER, reasons=_WHY_NOT, fact="marketplace.order.cancelled"
    ),
    "cancel_overdue": Move(before=(_S.IN_PROGRESS,), after=_S.CANCELLED, who=(Who.CUSTOMER,), fact="marketplace.order.cancelled"),
    "propose_to_cancel": Move(
        before=(_S.IN_PROGRESS,), after=None, who=_EITHER, reasons=_WHY_NOT, most=6, fact="marketplace.cancellation.proposed"
    ),
    "agree_to_cancel": Move(before=(_S.IN_PROGRESS,), after=_S.CANCELLED, who=_EITHER, fact="marketplace.order.cancelled"),
    "refuse_to_cancel": Move(before=(_S.IN_PROGRESS,), after=None, who=_EITHER, fact="marketplace.cancellation.refused"),
    "let_proposal_lapse": Move(before=(_S.IN_PROGRESS,), after=None, who=(Who.ITSELF,), fact="marketplace.cancellation.lapsed"),
    "cancel_for_them": Move(
        before=(_S.IN_PROGRESS,), after=_S.CANCELLED, who=(Who.COORDINATOR,), takes=("refund",), fact="marketplace.order.cancelled"
    ),
    "dispute": Move(
        before=(_S.CONFIRMED, _S.IN_PROGRESS, _S.DELIVERED),
        after=_S.DISPUTED,
        who=_EITHER,
        reasons=("not_as_agreed", "late", "nobody_came", "money", "other"),
        fact="marketplace.order.disputed",
    ),
    "resume": Move(
        before=(_S.DISPUTED,), after=_S.IN_PROGRESS, who=(Who.COORDINATOR,), takes=("refund", "due_on"), fact="marketplace.order.resolved"
    ),
    "settle": Move(before=(_S.DISPUTED,), after=_S.COMPLETED, who=(Who.COORDINATOR,), takes=("refund",), fact="marketplace.order.resolved"),
    "call_off": Move(
        before=(_S.DISPUTED,), after=_S.CANCELLED, who=(Who.COORDINATOR,), takes=("refund",), fact="marketplace.order.resolved"
    ),
    "review": Move(
        before=(_S.COMPLETED,),
        after=None,
        who=(Who.CUSTOMER,),
        needs=("on_time", "as_agreed", "again"),
        takes=("voice",),
        most=1,
        fact="marketplace.order.reviewed",
    ),
}

CLOSED = (_S.COMPLETED, _S.DECLINED, _S.WITHDRAWN, _S.EXPIRED, _S.CANCELLED)
OPEN = tuple(state for state in State if state not in CLOSED)
AGREED = (_S.ACCEPTED, _S.CONFIRMED, _S.IN_PROGRESS, _S.DELIVERED, _S.DISPUTED)  # a price stands between the two
WORKING = (_S.CONFIRMED, _S.IN_PROGRESS)  # its maker is at it, or may begin
CLAIMING = (*AGREED, _S.COMPLETED)  # what it needs is taken


def closes_after(trade: str) -> timedelta:
    """How long after it was handed over an order closes by itself."""
    return CLOSES_AFTER.get(trade, CLOSES_AFTER_OTHERS)
