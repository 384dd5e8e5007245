"""Telling the others: who is to know of a fact. A guest whom nothing else reaches is told by the host's hand."""

from datetime import datetime

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify
from commons.notify.may import who_sends_for
from commons.notify.streams import bell_stream
from commons.people.models import Member
from commons.people.streams import member_actor, member_of

from . import notices
from .facts import PlanChanged
from .may import holds
from .models import Gathering, Seat

TELLINGS = {  # fact → in which states she is still told, and what
    "events.seat.offered": ((Seat.State.OFFERED,), notices.OFFERED),
    "events.offer.lapsed": ((Seat.State.LAPSED,), notices.LAPSED),
    "events.seat.moved": (Seat.STANDING, notices.MOVED),
    "events.seat.cancelled": (Seat.STANDING, notices.CANCELLED),
    "events.feedback.asked": ((Seat.State.TAKEN,), notices.HOW_WAS_IT),
    "events.link.asked": (Seat.STANDING, notices.LINK),
    "events.seat.reminded": ((Seat.State.TAKEN,), ""),
}
REMINDERS = {24: notices.DAY_LEFT, 1: notices.HOUR_LEFT}  # by how many hours are left


def tell_her(entry: Entry) -> None:
    """She whose seat it is; who has given it up meanwhile isn't told."""
    states, kind = TELLINGS[entry.fact]
    seat = Seat.objects.whole().filter(pk=entry.data["seat"], state__in=states).first()
    if seat is not None:
        kind = kind or REMINDERS[entry.data["hours"]]
        notify(entry, [seat.holder.actor], kind, sender=_sender(entry, seat.gathering), send_by=_send_by(seat))


def _send_by(seat: Seat) -> datetime | None:
    """When it is too late to tell her by hand."""
    if seat.state == Seat.State.OFFERED:
        return seat.tell_by
    return None if seat.gathering.state == Gathering.State.ENDED else seat.gathering.starts_at


def _sender(entry: Entry, gathering: Gathering) -> int:
    """Whose list it is on: hers who moved or cancelled it, as she was told she would; else the host's."""
    if entry.fact not in ("events.seat.moved", "events.seat.cancelled"):
        return gathering.host_id
    last = Entry.objects.filter(stream=gathering.desk_stream, fact=PlanChanged.name).order_by("seq").last()
    return (last and member_of(last.actor)) or gathering.host_id


for fact in TELLINGS:
    on(fact)(tell_her)


@on("events.seat.released")
def tell_whose_seat_it_was(entry: Entry) -> None:
    """Where a host gave it up for her: so that nobody finds the door closed."""
    seat = Seat.objects.whole().filter(pk=entry.data["seat"], version=entry.data["version"]).first()
    if seat is not None and entry.actor != seat.holder.actor:
        notify(entry, [seat.holder.actor], notices.RELEASED, sender=seat.gathering.host_id, send_by=_send_by(seat))


@on("notify.notice.handed")
def tell_who_sends_it(entry: Entry) -> None:
    """An offer waits for her host's hand, or the lab's phone. All who hold it know: another goes on where she can't.

    So does who keeps that phone; where its desk isn't hers, her tap leads to what she is to send.
    """
    kind, _, number = entry.stream.partition(":")
    if kind != "events.seat" or entry.data["kind"] != notices.OFFERED:
        return
    seat = Seat.objects.select_related("gathering").filter(pk=int(number), state=Seat.State.OFFERED).first()
    if seat is None:
        return
    senders = Member.objects.prefetch_related("roles").filter(pk__in=who_sends_for([seat.gathering.host_id]))
    elsewhere = [one.actor for one in senders if not holds(one, seat.gathering)]
    at_its_desk = [*_hosts_of(seat.gathering), *(one.actor for one in senders if one.actor not in elsewhere)]
    notify(entry, at_its_desk, notices.UNSENT, about=seat.gathering.desk_stream)
    for one in elsewhere:
        notify(entry, one, notices.UNSENT, about=bell_stream(one))


@on("events.host.named")
def tell_the_host(entry: Entry) -> None:
    """She holds it, too: a tap leads to its desk."""
    notify(entry, member_actor(entry.data["member"]), notices.HOSTING)


@on("events.newcomer.asked")
def tell_who_met_her(entry: Entry) -> None:
    """Its hosts: one of them has met her."""
    gathering = Gathering.objects.select_related("host").filter(pk=entry.data["gathering"]).first()
    if gathering is not None:
        notify(entry, _hosts_of(gathering), notices.ASKS)


def _hosts_of(gathering: Gathering) -> list[str]:
    cohosts = gathering.cohosts.values_list("member", flat=True)
    return [member_actor(one) for one in (gathering.host_id, *cohosts)]


@on("events.newcomer.known")
def tell_the_newcomer(entry: Entry) -> None:
    """A tap leads to her seat, where she reads by whom."""
    seat = Seat.objects.filter(member=entry.data["member"], gathering=entry.data["gathering"]).order_by("-pk").first()
    if seat is not None:
        notify(entry, member_actor(entry.data["member"]), notices.WELCOMED, about=seat.stream)
