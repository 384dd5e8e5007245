"""Whose turn it is with a seat, and what she can do: the card at the top of her page."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.ui.templatetags.ui import day

from .may import may_say_how_it_was
from .models import Gathering, Seat
from .sharing import when_it_is


@dataclass(frozen=True)
class Turn:
    """`whose`: "hers", "waiting", "good" or "over", as the card is dyed; `deed` is the next action: "answer", "again", "say" or none."""

    whose: str
    title: str
    what: str
    note: str = ""
    deed: str = ""


def turn_of(seat: Seat) -> Turn:
    """As it is now."""
    gathering = seat.gathering
    if gathering.state == Gathering.State.CANCELLED:
        return Turn("over", _("Cancelled"), _("This event was cancelled"), _("You needn't do anything."))
    if not gathering.is_open:
        return _over(seat)
    return STANDINGS[Seat.State(seat.state)](seat)


def _over(seat: Seat) -> Turn:
    if may_say_how_it_was(seat) and not seat.said_back:
        return Turn("hers", _("Your turn"), _("How was it?"), _("Thank you for coming! Three short questions, and you are done."), "say")
    thanks = _("Thank you for coming!") if seat.was_there else _("This event is over")
    return Turn("over", _("It is over"), thanks)


def _taken(seat: Seat) -> Turn:
    if seat.came_at is not None:
        return Turn("good", _("You are here"), _("Welcome!"), came_since(seat))
    note = "" if seat.party == 1 else ngettext("%(n)s of you comes.", "%(n)s of you come.", seat.party) % {"n": seat.party}
    if seat.gathering.state == Gathering.State.LIVE:
        return Turn("good", _("It is on now"), _("Come in: your place is kept"), note)
    return Turn("good", _("Your place is kept"), when_it_is(seat.gathering), note)


def _waiting(seat: Seat) -> Turn:
    place = _("Your number in line: %(n)s") % {"n": place_in_line(seat)}
    note = _("As soon as a place becomes free it is held for you, and you are told.")
    if seat.was_passed_over:
        note = _("A place was free, but nobody could tell you in time. You keep your place in line.")
    return Turn("waiting", _("Waiting list"), place, note)


def _offered(seat: Seat) -> Turn:
    if seat.offer_ends_at is None:
        return Turn("hers", _("Your turn"), _("A place is free for you"), _("Say whether you come."), "answer")
    if not seat.offer_left:
        return _lapsed(seat)
    until = timezone.localtime(seat.offer_ends_at)
    clock = date_format(until, "TIME_FORMAT")
    moment = clock if until.date() == timezone.localdate() else f"{day(until)}, {clock}"
    note = _("It is held for you until %(moment)s. Then the next in line has it.") % {"moment": moment}
    return Turn("hers", _("Your turn"), _("A place is free for you"), note, "answer")


def _lapsed(seat: Seat) -> Turn:
    return Turn("over", _("The time for your answer is over"), _("The place went to the next in line"), _("You can ask again."), "again")


def _given_up(seat: Seat) -> Turn:
    return Turn("over", _("You can't come"), _("Your place is free for others"), _("You can ask again."), "again")


def came_since(seat: Seat) -> str:
    """Since when, and how many of them."""
    since = date_format(timezone.localtime(seat.came_at), "TIME_FORMAT")
    words = ngettext("Here since %(time)s, %(n)s person.", "Here since %(time)s, %(n)s people.", seat.came)
    return words % {"time": since, "n": seat.came}


STANDINGS = {
    Seat.State.TAKEN: _taken,
    Seat.State.WAITING: _waiting,
    Seat.State.OFFERED: _offered,
    Seat.State.LAPSED: _lapsed,
    Seat.State.GIVEN_UP: _given_up,
}


def place_in_line(seat: Seat) -> int:
    """Hers among those who wait, from 1."""
    return Seat.objects.in_line().filter(gathering=seat.gathering_id, pk__lte=seat.pk).count()
