"""Telling the others: who is to know of a fact, and as what. A guest whom nothing else reaches is told by her maker's hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify
from commons.people.may import COORDINATOR
from commons.people.models import Member

from . import notices
from .actions import mark_quote_sent, remind
from .fulfilment import State, Who
from .models import Order, PaymentLine
from .models.orders import start_of
from .words import is_visit

EVENING_BEFORE = time(17)

To = Callable[[Entry, Order], Iterable[str]]


@dataclass(frozen=True)
class Telling:
    """Who is told of a fact, and of which kind; `when` it is told at all."""

    to: To
    kind: str
    when: Callable[[Entry, Order], bool] = lambda entry, order: True


def maker(entry: Entry, order: Order) -> Iterable[str]:
    return [order.maker.actor]


def customer(entry: Entry, order: Order) -> Iterable[str]:
    return [order.customer.actor] if order.customer else []


def both(entry: Entry, order: Order) -> Iterable[str]:
    """Whoever did it isn't told."""
    return [*maker(entry, order), *customer(entry, order)]


def coordinators(entry: Entry, order: Order) -> Iterable[str]:
    """Of the shop's lab, without those who are a side of it; where there is none, the staff."""
    sides = [pk for pk in (order.shop.member_id, order.member_id, order.helper_id) if pk]
    active = Member.objects.active().exclude(pk__in=sides)
    hers = active.filter(roles__kind=COORDINATOR, roles__lab=order.lab_id).distinct()
    return [one.actor for one in hers or active.filter(is_staff=True)]


def payer(entry: Entry, order: Order) -> Iterable[str]:
    """She who paid that line; a refund goes the other way."""
    return maker(entry, order) if _is_refund(entry) else customer(entry, order)


def receiver(entry: Entry, order: Order) -> Iterable[str]:
    return customer(entry, order) if _is_refund(entry) else maker(entry, order)


def _is_refund(entry: Entry) -> bool:
    return PaymentLine.objects.refunds().filter(pk=entry.data["line_id"]).exists()


def left_in(*states: State) -> Callable[[Entry, Order], bool]:
    return lambda entry, order: entry.data["state"] in states


def by_customer(entry: Entry, order: Order) -> bool:
    return entry.actor == getattr(order.customer, "actor", None)


def shows_pictures(entry: Entry, order: Order) -> bool:
    return entry.data.get("what") == "pictures"


def has_to_give_back(entry: Entry, order: Order) -> bool:
    return PaymentLine.objects.to_give_back().filter(order=order).exists()


def for_lateness(entry: Entry, order: Order) -> bool:
    return entry.data["reason"] == "overdue"


def asked_by_hand(entry: Entry, order: Order) -> bool:
    return entry.actor != "system"


def of_visit(entry: Entry, order: Order) -> bool:
    return is_visit(order)


def of_made(entry: Entry, order: Order) -> bool:
    return not is_visit(order)


def reminds(to: Who, of: str) -> Callable[[Entry, Order], bool]:
    return lambda entry, order: entry.data["to"] == to and entry.data["of"] == of


GIVE_BACK = Telling(maker, notices.GIVE_BACK, has_to_give_back)

TELLINGS: dict[str, tuple[Telling, ...]] = {
    "marketplace.order.placed": (
        Telling(maker, notices.ASKED, left_in(State.REQUESTED)),
        Telling(maker, notices.BOOKED, left_in(State.ACCEPTED)),
        Telling(customer, notices.FOR_YOU, lambda entry, order: "helper" in entry.data),
    ),
    "marketplace.order.postponed": (Telling(customer, notices.POSTPONED),),
    "marketplace.order.quoted": (Telling(customer, notices.QUOTED),),
    "marketplace.quote.bounced": (Telling(maker, notices.DAY_FULL),),
    "marketplace.quote.freed": (Telling(customer, notices.DAY_FREE),),
    "marketplace.order.accepted": (Telling(maker, notices.ACCEPTED),),
    "marketplace.order.confirmed": (Telling(customer, notices.CONFIRMED, asked_by_hand),),
    "marketplace.order.started": (Telling(customer, notices.STARTED, of_made), Telling(customer, notices.BEGUN, of_visit)),
    "marketplace.order.changed": (Telling(customer, notices.PROGRESS, shows_pictures), Telling(maker, notices.CALL, by_customer)),
    "marketplace.order.delivered": (Telling(customer, notices.DELIVERED, of_made), Telling(customer, notices.OVER, of_visit)),
    "marketplace.order.returned": (Telling(maker, notices.RETURNED),),
    "marketplace.order.completed": (Telling(maker, notices.COMPLETED, asked_by_hand),),
    "marketplace.order.declined": (Telling(customer, notices.DECLINED),),
    "marketplace.order.withdrawn": (Telling(maker, notices.WITHDRAWN),),
    "marketplace.order.expired": (Telling(both, notices.EXPIRED),),
    "marketplace.order.cancelled": (Telling(both, notices.CANCELLED), GIVE_BACK, Telling(coordinators, notices.GIVEN_UP, for_lateness)),
    "marketplace.cancellation.proposed": (Telling(both, notices.PROPOSED),),
    "marketplace.cancellation.refused": (Telling(both, notices.REFUSED), Telling(coordinators, notices.TO_SETTLE)),
    "marketplace.cancellation.lapsed": (Telling(both, notices.REFUSED), Telling(coordinators, notices.TO_SETTLE)),
    "marketplace.order.disputed": (Telling(both, notices.PROBLEM), Telling(coordinators, notices.TO_SETTLE)),
    "marketplace.order.resolved": (Telling(both, notices.RESOLVED), GIVE_BACK),
    "marketplace.order.reviewed": (Telling(maker, notices.REVIEWED),),
    "marketplace.review.answered": (Telling(customer, notices.ANSWERED),),
    "marketplace.link.renewed": (Telling(customer, notices.NEW_LINK),),
    "marketplace.payment.claimed": (Telling(receiver, notices.CLAIMED),),
    "marketplace.payment.confirmed": (Telling(payer, notices.RECEIVED),),
    "marketplace.payment.denied": (Telling(payer, notices.NOT_RECEIVED),),
    "marketplace.order.reminded": (
        Telling(maker, notices.REQUEST_WAITS, reminds(Who.MAKER, "request")),
        Telling(maker, notices.LATE, reminds(Who.MAKER, "overdue")),
        Telling(coordinators, notices.LATE, reminds(Who.MAKER, "overdue")),
        Telling(maker, notices.GIVE_BACK, reminds(Who.MAKER, "refund")),
        Telling(maker, notices.DUE, reminds(Who.MAKER, "due")),
        Telling(customer, notices.TOMORROW, reminds(Who.CUSTOMER, "due")),
        Telling(customer, notices.PRICE_WAITS, reminds(Who.CUSTOMER, "price")),
        Telling(customer, notices.ADVANCE_WAITS, reminds(Who.CUSTOMER, "advance")),
        Telling(customer, notices.HOW_WAS_IT, reminds(Who.CUSTOMER, "review")),
        Telling(coordinators, notices.TO_SETTLE, reminds(Who.COORDINATOR, "dispute")),
    ),
}


def tell(entry: Entry) -> None:
    """Whoever is to know of it; where the ambassador ordered, she sends the first word on, else the maker."""
    order = Order.objects.whole().filter(pk=entry.data["order"]).first()
    if order is None:
        return
    for telling in TELLINGS[entry.fact]:
        if telling.when(entry, order):
            helped = telling.kind == notices.FOR_YOU
            notify(entry, list(telling.to(entry, order)), telling.kind, sender=order.helper_id if helped else order.shop.member_id)


for fact in TELLINGS:
    on(fact)(tell)


@on("notify.notice.sent")
def start_the_clock(entry: Entry) -> None:
    """The price offer has reached her: by her bell, a push, a mail, somebody's hand, or since she looked."""
    kind, _, number = entry.stream.partition(":")
    if kind == "marketplace.order" and entry.data["kind"] == notices.QUOTED:
        mark_quote_sent(int(number))


def evening_before(entry: Entry) -> datetime | None:
    """At five of the day before it begins or is to be ready, while there is work to do; None where that is over."""
    if entry.data["state"] not in (State.CONFIRMED, State.IN_PROGRESS):
        return None
    order = Order.objects.get(pk=entry.data["order"])
    if order.begins_on is None:
        return None
    due = start_of(order.begins_on - timedelta(days=1), at=EVENING_BEFORE)
    return due if due > entry.at else None


@on("marketplace.order.confirmed", after=evening_before)
@on("marketplace.order.started", after=evening_before)
@on("marketplace.order.returned", after=evening_before)
@on("marketplace.order.resolved", after=evening_before)
def remind_that_it_is_due(entry: Entry) -> None:
    """The maker; and who is to eat, travel or fetch it tomorrow."""
    remind(entry, to="maker", of="due")
    remind(entry, to="customer", of="due")
