"""From a request to an agreement: the price offer, "not today", "I agree", and no."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.people.clean import clean_line
from marketplace.catalog.kinds import Counted

from ...fulfilment import UNSENT, State
from ...models import Order, Quote
from ...models.orders import start_of
from ...money import SOM
from ...refusals import Conflict, Full, next_free
from ...words import is_visit
from ..capacity import check_unblocked, full, have_room, needs_of
from ..moving import Change
from ..pricing import LineDraft, check_hours, check_percent, terms_of, write_due, write_quote
from ..reaching import reached_at_once
from .asked import Asked, clean_words, prepares

MOST_LINES, LONGEST_TITLE = 20, 120
DEAREST = 1_000_000_000  # tyiyn, ten million som: beyond it somebody has slipped on a key
FARTHEST = timedelta(days=730)


@prepares("postpone")
def postpone(asked: Asked) -> Change:
    return asked.change()


@prepares("quote")
def quote(asked: Asked) -> Change:
    """A revision of its own; those before it stay as they were, and can't be accepted any more."""
    terms, details, order = terms_of(asked.order.shop), asked.details, asked.order
    due_on = check_due(details["due_on"])
    check_it_can_begin(order, due_on)
    check_it_has_room(order, due_on)
    fresh = Quote(
        order=order,
        revision=order.revision + 1,
        deposit_percent=check_percent(details.get("deposit_percent", terms.deposit_percent)),
        due_on=due_on,
        free_hours=check_hours(details.get("free_hours", terms.free_hours)),
        words=clean_words(asked.words),
        sent_at=timezone.now() if reached_at_once(order) else None,
    )
    lines = _lines(details["lines"])
    return Change(
        columns={"revision": fresh.revision},
        effect=partial(write_quote, fresh, lines),
        says={"revision": fresh.revision},
    )


@prepares("accept")
def accept(asked: Asked) -> Change:
    """That exact revision, while it lasts. What it needs is taken with it; without an advance it is confirmed at once."""
    order, quote = asked.order, asked.quote
    if asked.details["revision"] != quote.revision:
        raise Conflict(order)
    if quote.has_run_out:
        raise Refused("invalid", _("This price offer has run out. Ask for a new one."))
    if quote.due_on and quote.due_on < timezone.localdate():
        raise Refused("invalid", _("The day of this price offer is over. Ask for a new one."))
    day = order.first_of(quote.due_on)
    if order.declared.counted == Counted.DAY:
        order.day = day  # from here on it is for the days that were offered
    _check_it_still_can_be(order)
    needs = needs_of(order.listing, n=order.n, day=day, days=order.days, slot=order.slot, alone=order.alone)
    return asked.change(
        columns={"due_on": quote.due_on, "day": order.day},
        needs=needs,
        effect=partial(_owe, quote),
        says={"revision": quote.revision},
        then="" if quote.deposit else "confirm",
    )


def _check_it_still_can_be(order: Order) -> None:
    """Since it was asked for its departure may have gone, and the shop may have blocked its day. Raises Refused `invalid`, or Full."""
    if order.starts_at and not order.slot_id:
        raise Refused("invalid", _("There is no departure on that day any more. Ask for another one."))
    if order.begins_at and order.begins_at <= timezone.now():
        raise Refused("invalid", _("The day of this price offer is over. Ask for a new one."))
    if order.day and order.declared.counted == Counted.DAY:
        check_unblocked(order.listing, order.day, order.days, order.n, order.alone)


def check_it_can_begin(order: Order, due_on: date) -> None:
    """A price for a departure that has left, or is taken out, or for a stay that would have begun, could never be agreed to.

    Raises Refused `invalid`.
    """
    if order.declared.counted == Counted.DAY:  # a price may name other days
        if is_visit(order) and start_of(order.first_of(due_on)) <= timezone.now():
            raise Refused("invalid", _("It would have begun by now. Choose a later day."))
    elif (order.starts_at and not order.slot_id) or (order.begins_at and order.begins_at <= timezone.now()):
        raise Refused("invalid", _("It is over: this departure has left, or isn't offered any more. Say that you can't take it."))


def check_it_has_room(order: Order, due_on: date) -> None:
    """A price for what is all taken could never be agreed to. Raises Refused `invalid`, with the next days that are free."""
    first = order.first_of(due_on)
    try:
        if first and order.declared.counted == Counted.DAY:
            check_unblocked(order.listing, first, order.days, order.n, order.alone)
        needs = needs_of(order.listing, n=order.n, day=first, days=order.days, slot=order.slot, alone=order.alone)
        if not have_room(needs):
            raise full(order.listing, order.n, needs, order.days)
    except Full as refused:
        raise Refused("invalid", f"{refused.why} {'' if order.slot_id else next_free(refused.days)}".strip()) from refused


@prepares("decline", "withdraw")
def refuse(asked: Asked) -> Change:
    return asked.change(says={"reason": asked.reason})


@prepares("expire")
def expire(asked: Asked) -> Change:
    """A request after its time; a price offer after its own, or when it never reached her."""
    if asked.order.state == State.QUOTED:
        quote = asked.quote
        over = quote.has_run_out if quote.sent_at else quote.made_at + UNSENT <= timezone.now()
        if not over:
            raise Refused("invalid")
    return asked.change()


def _owe(quote: Quote, order: Order) -> None:
    write_due(order, quote)


def check_due(due_on: Any) -> date:
    """A day to come, within two years. Raises Refused `invalid`."""
    today = timezone.localdate()
    if not isinstance(due_on, date) or not today <= due_on <= today + FARTHEST:
        raise Refused("invalid", _("Choose a day from today on, within two years."))
    return due_on


def _lines(given: Sequence[LineDraft]) -> list[LineDraft]:
    """The lines as they are kept. Raises Refused where one can't be, or they come to nothing."""
    lines = [LineDraft(clean_line(line.title)[:LONGEST_TITLE], line.n, line.price) for line in given]
    if not 1 <= len(lines) <= MOST_LINES:
        raise Refused("invalid", _("A price offer has 1 to 20 lines."))
    if any(type(number) is not int for line in lines for number in (line.n, line.price)):
        raise Refused("invalid")
    if any(line.n < 1 or line.price < 0 or line.price % SOM for line in lines):
        raise Refused("invalid", _("A price is in whole som, and not below zero."))
    total = sum(line.amount for line in lines)
    if not 0 < total <= DEAREST:
        raise Refused("invalid", _("The price is more than zero, and at most ten million som."))
    return lines
