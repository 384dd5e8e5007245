"""What it costs to cancel an order: said before she does, and on the order afterwards."""

from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commons.ui.money import som

from .actions.preparing.ending import free_until, stays_with_maker
from .fulfilment import State, Who
from .models import Order, PaymentLine
from .words import is_visit


def said_before(order: Order, part: Who) -> str:
    """What becomes of what was paid, where she cancels it now."""
    quote = order.quotes.get(revision=order.revision)
    paid = sum(line.amount for line in PaymentLine.objects.priced().filter(order=order) if line.is_confirmed or line.is_claimed)
    if part == Who.MAKER:
        return _("You give back what was paid: %(amount)s.") % {"amount": som(paid)} if paid else ""
    stays, until = min(stays_with_maker(order, quote, part), paid), free_until(order, quote)
    if stays:
        given = {"time": _moment(until), "amount": som(stays)}
        said = [_("It was free to cancel until %(time)s. Now %(amount)s of the advance stay with the maker.") % given]
        if is_visit(order):
            said.append(_("If it is for the weather, all of it comes back."))
    elif quote.deposit and until and timezone.now() < until:
        said = [_("Free to cancel until %(time)s.") % {"time": _moment(until)}]
    else:
        said = [_("Cancelling costs you nothing.")]
    if back := paid - stays:
        said.append(_("Of what you have paid %(amount)s come back.") % {"amount": som(back)})
    return " ".join(said)


def said_after(order: Order, part: Who, lines: Iterable[PaymentLine]) -> str:
    """What stays with the maker of a cancelled order, and why; nothing where all of it went back."""
    received = sum(line.amount for line in lines if line.is_confirmed and not line.is_refund)
    kept = min(order.kept, received) if order.state == State.CANCELLED else 0
    if not kept:
        return ""
    mine = _("%(amount)s of what was paid stay with you.") if part == Who.MAKER else _("%(amount)s of what you paid stay with the maker.")
    by_herself = order.steps.filter(name="cancel").exists()
    why = _("It was cancelled after the time in which that is free.") if by_herself else ""
    return f"{why} {mine % {'amount': som(kept)}}".strip()


def _moment(at: object) -> str:
    here = timezone.localtime(at)  # type: ignore[arg-type]
    return f"{formats.date_format(here, 'MONTH_DAY_FORMAT')}, {formats.date_format(here, 'TIME_FORMAT')}"
