"""Whose turn it is, in her words, and the one next thing to do: the card that stands first on an order's page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commons.ui.money import som
from marketplace.catalog.models import Listing

from .cancelling import said_after
from .deeds import Deed
from .fulfilment import CLOSED, State, Who
from .models import Order, PaymentLine
from .standing import Standing
from .tasks import asks_of_money
from .words import PUT_OFF, is_visit, word_of

Whose = Literal["hers", "waiting", "good", "over"]


@dataclass(frozen=True)
class Turn:
    """`deeds` are her next steps, the first of them the one; `pays` is the line of money that waits for her; `again`, to ask once more."""

    whose: Whose
    title: str
    what: str
    note: str = ""
    deeds: tuple[Deed, ...] = ()
    pays: PaymentLine | None = None
    talks: bool = False
    again: bool = False


def turn_of(at: Standing) -> Turn:
    """The card for whoever looks."""
    if at.proposal is not None and at.part in (Who.CUSTOMER, Who.MAKER):
        return _of_proposal(at)
    if at.part == Who.COORDINATOR:
        return Turn("hers", _yours(), str(word_of(at.order)), _("The two need you: hear both, then decide how it goes on."))
    if at.order.state == State.DISPUTED:
        return Turn("waiting", _("A coordinator looks at it"), _("There is a problem"), _("Every clock stands still until it is settled."))
    if at.part == Who.CUSTOMER:
        return _of_missed(at) or _CUSTOMER[State(at.order.state)](at)
    if at.part == Who.MAKER:
        return _of_money(at) or _MAKER[State(at.order.state)](at)
    return Turn("good" if at.order.state in CLOSED else "waiting", "", str(word_of(at.order)))


def _of_proposal(at: Standing) -> Turn:
    if at.proposal is not None and at.proposal.part == at.part:
        return Turn("waiting", _hers(at), _("You have proposed to cancel it"), _("The answer comes within two days."))
    what = _("Shall it be cancelled?")
    note = _("The other side has proposed it. What was paid goes back. Please answer within two days.")
    return Turn("hers", _yours(), what, note, at.deed("consent", "refusal"))


def _of_missed(at: Standing) -> Turn | None:
    """Money that its maker hasn't found comes before anything else that is the customer's."""
    line = at.missed
    if line is None:
        return None
    what = _("The maker hasn't found your %(amount)s") % {"amount": som(line.amount)}
    if line.void_at is not None:
        note = _("So nothing is given back. If you did pay, talk with her about it.")
        return Turn("over", str(word_of(at.order)), what, note, talks=True)
    note = _("Look once more whether it went out. If it did, show a picture of it and say “I paid” again.")
    return Turn("hers", _yours(), what, note, at.deed("completion"), pays=line, talks=True)


def _asked(at: Standing) -> Turn:
    note = _("The answer comes within three days at most. Nothing is binding until you agree to the price.")
    what = (
        _("Not today: she answers a little later")
        if at.order.steps.filter(name="postpone").exists()
        else _("She looks at what you would like")
    )
    return Turn("waiting", _hers(at), what, note)


def _quoted(at: Standing) -> Turn:
    quote = at.quote
    assert quote is not None  # noqa: S101  a price offer is what this state means
    if quote.full_at:
        note = _("The maker has been told: she sends you another day.")
        return Turn("waiting", _hers(at), _("That day is full by now"), note, talks=True)
    parts = []
    if ready := _ready(at.order, at.order.first_of(quote.due_on)):
        parts.append(ready)
    if quote.deposit:
        parts.append(_("An advance of %(amount)s.") % {"amount": som(quote.deposit)})
    if quote.valid_until:
        parts.append(_("The price holds until %(time)s.") % {"time": _moment(quote.valid_until)})
    what = _("The price is here: %(amount)s") % {"amount": som(quote.total)}
    return Turn("hers", _yours(), what, " ".join(parts), at.deed("agreement"), talks=True)


def _accepted(at: Standing) -> Turn:
    advance, visits = at.advance, is_visit(at.order)
    if advance is None or advance.is_claimed:
        note = (
            _("She says so as soon as she has it: then all is settled.")
            if visits
            else _("She says so as soon as she has it, then she begins.")
        )
        return Turn("waiting", _hers(at), _("You said that the advance is paid"), note)
    what = _("Now the advance: %(amount)s") % {"amount": som(advance.amount)}
    note = _("Once she has it, all is settled.") if visits else _("Once she has it she begins.")
    return Turn("hers", _yours(), what, note, pays=advance)


def _agreed(at: Standing) -> Turn:
    if at.order.is_overdue:
        return _late(at)
    return Turn("good", _hers(at), _("It is agreed"), _ready(at.order, at.order.begins_on))


def _making(at: Standing) -> Turn:
    if at.order.is_overdue:
        return _late(at)
    if is_visit(at.order):
        return Turn("waiting", _hers(at), _("It has begun"))
    return Turn("waiting", _hers(at), _("She is making it"), _ready(at.order, at.order.begins_on))


def _late(at: Standing) -> Turn:
    note = _("It was to be ready on %(day)s. Talk with her, or cancel it.") % {"day": _day(at.order.due_on)}
    return Turn("hers", _yours(), _("It is late"), note, at.deed("lateness"), talks=True)


def _delivered(at: Standing) -> Turn:
    what = _("It is over. Was everything as agreed?") if is_visit(at.order) else _("It was handed over. Is everything right?")
    return Turn("hers", _yours(), what, "", at.deed("completion", "changes"), pays=at.unpaid)


def _completed(at: Standing) -> Turn:
    if at.unpaid:
        what = _("Still to be paid: %(amount)s") % {"amount": som(at.unpaid.amount)}
        return Turn("hers", _yours(), what, pays=at.unpaid)
    if review := at.deed("review"):
        return Turn("hers", _yours(), _("How was it?"), _("Three questions, half a minute. It helps her, and who comes after you."), review)
    return Turn("good", _("Finished"), _how_it_closed(at, _("Thank you!")))


def _closed(at: Standing) -> Turn:
    kept = said_after(at.order, at.part, at.lines)
    refund = next((line for line in at.lines if line.is_refund and not line.is_confirmed and line.void_at is None), None)
    if refund is not None:
        what = _("%(amount)s come back to you") % {"amount": som(refund.amount)}
        return Turn("waiting", _hers(at), what, f"{kept} {_('Say here when you have it.')}".strip())
    is_offered = Listing.objects.reachable().filter(pk=at.order.listing_id).exists()
    if at.order.state == State.EXPIRED:
        note = _("Nobody answered in time")
    else:
        note = kept or (_("You can ask again at any time.") if is_offered else "")
    return Turn("over", _("It is over"), str(word_of(at.order)), note, again=is_offered)


def _for_maker(what: str, whose: Whose = "hers", note: str = "") -> Turn:
    titles = {"hers": _yours(), "waiting": _("The customer's turn"), "good": _("Finished")}
    return Turn(whose, titles[whose], what, note)


def _of_money(at: Standing) -> Turn | None:
    """Money that is said to have come, or is to go back, is looked for before anything else."""
    waits = [line for line in at.lines if line.void_at is None and not line.is_confirmed and asks_of_money(at.order, line)]
    if any(line.is_claimed for line in waits):
        return _for_maker(_("Has the money arrived?"))
    if (missed := at.missed) is not None:
        return _for_maker(_("Your customer hasn't found the %(amount)s that you gave back") % {"amount": som(missed.amount)})
    if back := sum(line.amount for line in waits if line.is_refund):
        return _for_maker(_("Give back %(amount)s") % {"amount": som(back)}, note=said_after(at.order, at.part, at.lines))
    return None


def _maker_asked(at: Standing) -> Turn:
    return _for_maker(str(PUT_OFF) if at.order.steps.filter(name="postpone").exists() else _("Answer with a price"))


def _maker_quoted(at: Standing) -> Turn:
    if at.quote and at.quote.full_at:
        return _for_maker(_("The day is full now: send another day"))
    return _for_maker(_("Your price is with her"), "waiting")


def _maker_agreed(at: Standing) -> Turn:
    if is_visit(at.order):
        return _for_maker(_("It is agreed"), note=_ready(at.order, at.order.begins_on))
    return _for_maker(_("It is agreed. Begin when you are ready"))


def _maker_making(at: Standing) -> Turn:
    return _for_maker(_("Say here when it is over") if is_visit(at.order) else _("Hand it over when it is ready"))


def _maker_delivered(at: Standing) -> Turn:
    return _for_maker(_("It is over") if is_visit(at.order) else _("You have handed it over"), "waiting")


def _maker_completed(at: Standing) -> Turn:
    return _for_maker(_how_it_closed(at, _("It is finished. Thank you!")), "good")


def _maker_closed(at: Standing) -> Turn:
    return Turn("over", _("It is over"), str(word_of(at.order)), said_after(at.order, at.part, at.lines))


def _how_it_closed(at: Standing, thanks: str) -> str:
    """Nobody is thanked for what she hasn't said."""
    step = at.order.steps.filter(name__in=("complete", "settle")).last()
    if step is not None and step.name == "settle":
        return _("The coordinator has decided: it is finished")
    return thanks if step is None or step.part == Who.CUSTOMER else _("It closed by itself: nobody said that anything was missing")


_CUSTOMER = {
    State.REQUESTED: _asked,
    State.QUOTED: _quoted,
    State.ACCEPTED: _accepted,
    State.CONFIRMED: _agreed,
    State.IN_PROGRESS: _making,
    State.DELIVERED: _delivered,
    State.COMPLETED: _completed,
    **dict.fromkeys((State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.CANCELLED), _closed),
}

_MAKER = {
    State.REQUESTED: _maker_asked,
    State.QUOTED: _maker_quoted,
    State.ACCEPTED: lambda at: _for_maker(_("The advance is waited for"), "waiting"),
    State.CONFIRMED: _maker_agreed,
    State.IN_PROGRESS: _maker_making,
    State.DELIVERED: _maker_delivered,
    State.COMPLETED: _maker_completed,
    **dict.fromkeys((State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.CANCELLED), _maker_closed),
}


def _yours() -> str:
    return _("Your turn")


def _hers(at: Standing) -> str:
    return _("%(name)s's turn") % {"name": at.order.shop.title} if at.part == Who.CUSTOMER else _("The customer's turn")


def _ready(order: Order, first: date | None) -> str:
    """When it begins, of several nights until which day they stay; of what is made, when it is ready."""
    if order.starts_at:
        return _("It begins on %(time)s.") % {"time": _moment(order.starts_at)}
    if first is None:
        return ""
    if order.days > 1:
        return _("From %(first)s to %(last)s.") % {"first": _day(first), "last": _day(first + timedelta(days=order.days))}
    return _("It begins on %(time)s.") % {"time": _day(first)} if is_visit(order) else _("Ready on %(day)s.") % {"day": _day(first)}


def _day(day: object) -> str:
    return formats.date_format(day, "MONTH_DAY_FORMAT")  # type: ignore[arg-type]


def _moment(at: object) -> str:
    here = timezone.localtime(at)  # type: ignore[arg-type]
    return f"{_day(here)}, {formats.date_format(here, 'TIME_FORMAT')}"
