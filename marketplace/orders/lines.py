"""What happened to an order as one sentence, in the active language, made from the tables: what its room and its page show."""

from collections.abc import Callable, Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from commons.journal.models import Entry
from commons.ui.money import som

from .fulfilment import State, Who
from .models import Order, PaymentLine, Quote
from .words import REASONS, is_visit

Saying = Callable[[Entry, Order], str]


def lines_of(entries: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """Each entry with its sentence; empty where there is nothing to say, or the order is gone."""
    ids = {entry.data["order"] for entry in entries}
    orders = Order.objects.select_related("listing").in_bulk(ids)
    quotes = {(quote.order_id, quote.revision): quote for quote in Quote.objects.filter(order__in=ids)}
    payments = PaymentLine.objects.in_bulk({entry.data["line_id"] for entry in entries if "line_id" in entry.data})
    return [(entry, _line(entry, orders.get(entry.data["order"]), quotes, payments)) for entry in entries]


def _line(entry: Entry, order: Order | None, quotes: dict[tuple[int, int], Quote], payments: dict[int, PaymentLine]) -> str:
    if order is None:
        return ""
    data = entry.data
    if "line_id" in data:
        line = payments.get(data["line_id"])
        return _of_money(entry, line) if line else ""
    if "revision" in data:
        quote = quotes.get((order.pk, data["revision"]))
        return _of_price(entry.fact, order, quote) if quote else ""
    if entry.fact == "marketplace.order.placed":
        return _placed(order, data["state"])
    say = _SAYINGS.get(entry.fact)
    return say(entry, order) if say else ""


def _placed(order: Order, state: str) -> str:
    what = f"{order.listing.title} × {order.n}" if order.n > 1 else order.listing.title
    said = _("Asked: %(what)s") if state == State.REQUESTED else _("Ordered: %(what)s")
    if order.day is None:
        return said % {"what": what}
    return _("%(said)s, for %(day)s") % {"said": said % {"what": what}, "day": formats.date_format(order.day, "MONTH_DAY_FORMAT")}


def _of_price(fact: str, order: Order, quote: Quote) -> str:
    if fact == "marketplace.order.accepted":
        return _("Agreed: %(amount)s") % {"amount": som(quote.total)}
    if fact == "marketplace.quote.bounced":
        return _("Agreed to, but the day is full by now: another day is needed")
    if fact == "marketplace.quote.freed":
        return _("That day is free again")
    if fact != "marketplace.order.quoted":
        return ""
    first = order.first_of(quote.due_on)
    said = _("Price offer: %(amount)s") % {"amount": som(quote.total)}
    if first is None:
        return said
    day = formats.date_format(first, "MONTH_DAY_FORMAT")
    if is_visit(order):
        return _("%(said)s, for %(day)s") % {"said": said, "day": day}
    return _("Price offer: %(amount)s, ready on %(day)s") % {"amount": som(quote.total), "day": day}


def _of_money(entry: Entry, line: PaymentLine) -> str:
    given = {"amount": som(line.amount)}
    if entry.fact == "marketplace.payment.denied":
        return _("%(amount)s hasn't arrived yet") % given
    if entry.fact == "marketplace.payment.confirmed":
        return _("Given back: %(amount)s") % given if line.is_refund else _("Money received: %(amount)s") % given
    if line.is_refund:
        return _("%(amount)s was given back. Has it arrived?") % given
    if line.means == PaymentLine.Means.CASH:
        return _("Paid in cash: %(amount)s. Has it arrived?") % given
    return _("Paid by QR: %(amount)s. Has it arrived?") % given


def _confirmed(entry: Entry, order: Order) -> str:
    if entry.actor == "system":
        return ""
    return _("The advance is settled") if is_visit(order) else _("The advance is settled, the work can begin")


def _because(sentence: Callable[[], str]) -> Saying:
    def say(entry: Entry, order: Order) -> str:
        reason = REASONS.get(entry.data["reason"])
        if reason is None or entry.data["reason"] == "other":
            return sentence()
        return _("%(said)s: %(reason)s") % {"said": sentence(), "reason": reason}

    return say


def _cancelled(entry: Entry, order: Order) -> str:
    if entry.data["reason"] == "overdue":
        return _("Cancelled: it was to be ready more than a day ago")
    if entry.data["reason"] == "agreed":
        return _("Cancelled, as both agreed")
    by = _by(entry.data["part"])
    return _because(lambda: by)(entry, order)


def _by(part: str) -> str:
    if part == Who.MAKER:
        return _("Cancelled by the maker")
    return _("Cancelled by the customer") if part == Who.CUSTOMER else _("Cancelled by the coordinator")


def _resolved(entry: Entry, order: Order) -> str:
    if entry.data["state"] == State.CANCELLED:
        return _("The coordinator has decided: it is cancelled")
    if entry.data["state"] == State.COMPLETED:
        return _("The coordinator has decided: it is finished")
    return _("The coordinator has decided: it goes on")


def _closed(entry: Entry, order: Order) -> str:
    if entry.actor == "system":
        return _("It closed by itself: nobody said that anything was missing")
    return _("The customer says that all is well. Thank you!")


_SAYINGS: dict[str, Saying] = {
    "marketplace.order.postponed": lambda entry, order: _("Not today: the maker will answer later"),
    "marketplace.order.confirmed": _confirmed,
    "marketplace.order.started": lambda entry, order: _("It has begun"),
    "marketplace.order.delivered": lambda entry, order: _("It is over") if is_visit(order) else _("Handed over"),
    "marketplace.order.returned": _because(lambda: _("Please change something")),
    "marketplace.order.completed": _closed,
    "marketplace.order.declined": _because(lambda: _("Not possible this time")),
    "marketplace.order.withdrawn": _because(lambda: _("The customer doesn't need it any more")),
    "marketplace.order.expired": lambda entry, order: _("Nobody answered in time. It can be asked for again"),
    "marketplace.order.cancelled": _cancelled,
    "marketplace.cancellation.proposed": _because(lambda: _("Shall we cancel it? Please answer within two days")),
    "marketplace.cancellation.refused": lambda entry, order: _("It isn't cancelled: the other would not"),
    "marketplace.cancellation.lapsed": lambda entry, order: _("It isn't cancelled: nobody answered"),
    "marketplace.order.disputed": _because(lambda: _("There is a problem")),
    "marketplace.order.resolved": _resolved,
    "marketplace.order.reviewed": lambda entry, order: _("The customer said how it was"),
    "marketplace.review.answered": lambda entry, order: _("The maker answered the review"),
}
