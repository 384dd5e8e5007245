"""All that an order's page shows, read in a number of queries that doesn't grow with the order."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.models import Guest, Member
from commons.ui.talks import new_about

from .actions import card_for
from .actions.homecoming import may_arrange
from .deeds import deeds_of, open_proposal
from .describing import title_of
from .estimating import times_of
from .facts import OF_ORDERS
from .fulfilment import AGREED, State, Who
from .measures import MEASURES
from .meeting import meeting_of
from .models import GuestBlock, Homecoming, Order, OrderPicture, PaymentLine
from .seeing import Seen
from .sending import link_of
from .standing import Standing
from .tasks import asks_of_money
from .turns import turn_of
from .words import MEANS, PAID, PARTS, REASONS, is_visit, purpose_of, steps_of, word_of

SHOWN_AFTER = (*AGREED, State.COMPLETED)


def page_of(request: HttpRequest, seen: Seen, refused: Refused | None = None) -> dict[str, Any]:
    """The context of the page, and of the part of it that is fetched again when something happens."""
    order = seen.order
    upto = head(order.stream)
    quotes = list(order.quotes.prefetch_related("lines"))
    payments = list(order.payments.prefetch_related("proofs__picture"))
    lines = [line for line in payments if line.void_at is None]
    quote = next((one for one in quotes if one.revision == order.revision), None)
    deeds = deeds_of(seen)
    standing = Standing(order, seen.part, quote, payments, open_proposal(order), deeds)
    turn = turn_of(standing)
    pictures = list(order.pictures.exclude(shows=OrderPicture.Shows.PROOF).select_related("picture"))
    link = link_of(request, seen) if order.is_open else None
    last = order.steps.exclude(words="", reason="").last()
    return {
        "order": order,
        "seen": seen,
        "title": title_of(order),
        "turn": turn,
        "refused": refused.message if refused else "",
        "is_moved": refused is not None and refused.code == "conflict",
        "key": uuid4(),
        "word": word_of(order),
        "steps": steps_of(order),
        "paid": PAID if order.state != State.CANCELLED and _is_paid(lines) else "",
        "quote": quote,
        "times": times_of(next((one.n for one in quote.lines.all()), 1), order.days) if quote else None,
        "ready_on": order.due_on or (quote.due_on if quote else None),
        "is_visit": is_visit(order),
        "leaves_on": order.leaves_on,
        "has_begun": order.state not in (State.QUOTED, State.ACCEPTED, State.CONFIRMED),
        "was_agreed": order.state in (*SHOWN_AFTER, State.CANCELLED),
        "earlier": [one for one in quotes if one is not quote],
        "money": [(line, purpose_of(line, lines), MEANS.get(line.means, "")) for line in lines],
        "asked": {line.pk for line in lines if seen.is_maker and not line.is_confirmed and asks_of_money(order, line)},
        "shows_proofs": seen.part != Who.HELPER,
        "has_receipt": any(line.is_confirmed for line in lines),
        "others": [deed for deed in deeds.values() if deed not in turn.deeds],
        "wished": [one for one in pictures if one.shows == OrderPicture.Shows.WISH],
        "made": [one for one in pictures if one.shows != OrderPicture.Shows.WISH],
        "is_veiled": order.guest_id is not None and seen.part in (Who.MAKER, Who.COORDINATOR),
        "said": _said(last),
        "new_in_talk": new_about(seen.who, order.stream),
        "talk": reverse("chat:about", args=[order.stream]),
        "shows_phone": shows_phone(seen),
        "shows_makers_phone": order.state in SHOWN_AFTER,
        "meeting": meeting_of(seen),
        **_way_home(seen),
        "is_measured": order.declared.measured and seen.part in (Who.CUSTOMER, Who.MAKER),
        "measures": _measures(seen),
        "link": link,
        "has_moved": link is not None and has_moved(order),
        "head": upto,
        "facts": " ".join(OF_ORDERS),
        "customer": order.customer,
        "is_blocked": _is_blocked(seen),
        "is_guest": isinstance(seen.who, Guest),
        "customer_word": PARTS[Who.CUSTOMER],
        "review": getattr(order, "review", None) if order.state == State.COMPLETED else None,
    }


def _way_home(seen: Seen) -> dict[str, Any]:
    """The last she has arranged, and whether its card is shown: while she may ask a friend, and as long as one looks after her."""
    if not isinstance(seen.who, Member) or seen.order.state in (State.REQUESTED, State.QUOTED):
        return {}
    last = Homecoming.objects.filter(order=seen.order, member=seen.who).select_related("friend").last()
    is_open = last is not None and last.is_open
    return {"homecoming": last, "asks_friend": is_open or may_arrange(seen.order, seen.who)}


def has_moved(order: Order) -> bool:
    """Whether somebody has done something with it since it was sent: by then her link has had its time to be kept."""
    return order.steps.exclude(part=Who.ITSELF).exclude(name__in=("ask", "book")).exists()


def shows_phone(seen: Seen) -> bool:
    """Whether the maker sees the customer's number: once they have agreed, or while she is asked to call."""
    order = seen.order
    return order.state in AGREED or (order.state in (State.REQUESTED, State.QUOTED) and order.wants_call_at is not None)


def _is_blocked(seen: Seen) -> bool | None:
    """Whether the maker wants no orders of this guest; None for anyone else, and where there is no guest."""
    order = seen.order
    if not seen.is_maker or not order.guest_id:
        return None
    return GuestBlock.objects.filter(shop=order.shop_id, guest=order.guest_id).exists()


def _measures(seen: Seen) -> list[tuple[Any, int]]:
    """What her card says, where it is shown."""
    card = card_for(seen.order, seen.who) if seen.order.declared.measured else None
    return [(words, card.measures[name]) for name, (words, _least, _most) in MEASURES.items() if name in card.measures] if card else []


def _said(step: Any) -> dict[str, Any] | None:
    if step is None or step.name == "quote":
        return None
    return {"reason": REASONS.get(step.reason, ""), "words": step.words, "part": PARTS.get(step.part, "")}


def _is_paid(lines: list[PaymentLine]) -> bool:
    price = [line for line in lines if not line.is_refund]
    return bool(price) and all(line.is_confirmed for line in price)
