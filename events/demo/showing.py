"""A gathering of the village that is on: while somebody looks at it, its audience asks, votes and writes, a line of `show.txt` at a time.

Everything is done by the verbs that everyone uses. It ends as its host ends it, and after a rest the next begins, a few times; a
process of production never plays it.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid5

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.people.details import GuestDetails
from commons.people.models import Guest, Member
from commons.realtime.hub import Hub

from ..actions import Plan, announce, begin, check_herself_in, end, take_seat
from ..models import Gathering, Seat
from .filling import GUESTS, NOBODYS
from .keys import key_of
from .plans import CALL, FELT_LIVE, FELT_LIVE_ABOUT, OSH
from .verbs import VERBS

SHOW = Path(__file__).parent / "show.txt"
A_LINE, A_REST = 3.0, 90.0  # seconds
MOST = 12  # in the life of a process


@dataclass
class Show:
    """One that is on: who holds it, who came, and what was asked so far."""

    gathering: Gathering
    host: Member
    came: list[Guest]
    asked: list[int] = field(default_factory=list)

    def key(self, name: str) -> UUID:
        """The same for the same: what was done before a restart is done once."""
        return uuid5(self.gathering.key, name)

    def arrive(self, name: str) -> None:
        """Somebody more comes, by the QR of the room; who came before a restart has her seat."""
        number, key = f"{NOBODYS}{self.gathering.pk % 1_000:03}{len(self.came):03}", self.key(f"seat {len(self.came)}")
        known = Seat.objects.whole().filter(key=key).first()
        seat = known or take_seat(self.gathering, GuestDetails(name, number), 1, key).seat
        if seat.guest is not None:
            check_herself_in(seat, seat.guest)
            self.came.append(seat.guest)

    def play(self, number: int, line: str) -> None:
        """One line. What a hand on the stage has done before it is left as it is."""
        verb, _, words = line.partition(" ")
        try:
            VERBS[verb](self, number, words)
        except Refused:
            return


async def play(hub: Hub) -> None:
    """Go on for as long as the hub lives, where there is a village."""
    for _ in range(MOST):
        show = await hub.ask_database(put_on)
        if show is None:
            return
        for number, line in enumerate(lines()):
            await asyncio.sleep(A_LINE)
            while not is_looked_at(hub, show):
                await asyncio.sleep(A_LINE)
            await hub.ask_database(show.play, number, line)
        await asyncio.sleep(A_REST)


def is_looked_at(hub: Hub, show: Show) -> bool:
    stream = hub.streams.get(show.gathering.live_stream)
    return stream is not None and bool(stream.audience)


def lines() -> Iterator[str]:
    return iter(SHOW.read_text().splitlines())


def put_on() -> Show | None:
    """The one that is on, or the next; None where nobody has moved in."""
    host = Member.objects.select_related("lab").prefetch_related("roles").filter(number=OSH).first()
    if host is None or not Gathering.objects.filter(key=key_of("gathering 0")).exists():
        return None
    show = Show(_one_that_is_on(host), host, [])
    for name in GUESTS:
        show.arrive(name)
    return show


def _one_that_is_on(host: Member) -> Gathering:
    number = 0
    while (known := Gathering.objects.filter(key=key_of(f"show {number}")).first()) is not None:
        if known.state == Gathering.State.LIVE and known.ends_at > timezone.now():
            return known
        if known.state == Gathering.State.LIVE:
            end(host, known)
        number += 1
    starts_at = timezone.now() + timedelta(minutes=1)
    plan = Plan("masterclass", FELT_LIVE, starts_at, abouts=FELT_LIVE_ABOUT, in_lab_room=False, video=CALL, capacity=200)
    return begin(host, announce(host, host.lab, plan, key_of(f"show {number}")))
