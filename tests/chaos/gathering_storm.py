"""The storm over a live gathering: guests come, ask and vote by forms whose answers are lost, hosts keep the door, servers are killed."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import connection

from commons.journal.reading import head
from tests.servers.phone import Phone, View
from tests.servers.product import Product

from .forms import Answer, Forms
from .weather import GIVE_UP, Damage, Scene, Weather

LOST, AGAIN = 0.2, 0.4  # parts of all answers, of all that a host does
ARRIVE_IN = 0.7  # part of the time


@dataclass
class Cast:
    """A gathering that is on: where one walks in, its hosts' cookies, what can be voted on, and the polls with their options."""

    gathering: int
    walk_in: str
    hosts: Sequence[str]
    questions: Sequence[int]
    polls: dict[int, list[int]]

    @property
    def desk(self) -> str:
        return f"events.desk:{self.gathering}"


@dataclass
class Guest:
    """What she wants, and what she was told of it."""

    number: int
    party: int
    kind: str  # "comes", "walks in", "gives up"
    key: str = field(default_factory=lambda: str(uuid4()))
    seat: int | None = None
    takes_part: bool = False
    asked: dict[str, str] = field(default_factory=dict)  # by its key, her question
    wanted: list[int] = field(default_factory=list)  # the questions that she voted for, and never took it back
    chosen: dict[int, list[int]] = field(default_factory=dict)  # by poll, what she answered first

    @property
    def phone(self) -> str:
        return f"+996{500_100_000 + self.number}"


@dataclass
class Tally(Damage):
    """What the weather did, and what hosts were told is done."""

    answers_lost: int = 0
    done_again: int = 0
    came: dict[int, int] = field(default_factory=dict)  # by seat
    seen_by_both: list[int] = field(default_factory=list)
    nameless: int = 0
    nameless_counted: int = 0


class Host:
    """She has the door open on two pages, which share an outbox: what one of them has sent, the other sends again."""

    def __init__(self, page: Phone, other: Phone) -> None:
        self.page = page
        self.other = other
        self.seats: asyncio.Queue[Guest | None] = asyncio.Queue()
        self.nameless = 0
        self.later: set[asyncio.Task[None]] = set()


class GatheringStorm(Weather):
    """`await GatheringStorm(...).rage(seconds, *scenes)`; afterwards look at `tally`, at the `guests` and at the phones' views."""

    def __init__(self, servers: Sequence[Product], cast: Cast, guests: int) -> None:
        self.tally = Tally()
        super().__init__(servers, self.tally)
        self.cast = cast
        self.guests = [Guest(number, random.randint(1, 3), random.choice(KINDS)) for number in range(guests)]
        self.hosts: list[Host] = []

    async def rage(self, seconds: float, *scenes: tuple[float, Scene]) -> None:
        """The whole storm, and the calm after it in which all that is on its way is done."""
        async with self.stack, asyncio.TaskGroup() as group:
            for turn, cookie in enumerate(self.cast.hosts):
                pages = [await self._door(cookie, turn + which) for which in range(2)]
                self.hosts.append(Host(*pages))
            cutting = group.create_task(self.cut())
            keeping = [group.create_task(self._keep_the_door(host)) for host in self.hosts]
            coming = [group.create_task(self._attend(guest, random.uniform(0, seconds * ARRIVE_IN))) for guest in self.guests]
            await self.play(seconds, *scenes)
            self.over.set()
            await asyncio.wait_for(asyncio.gather(cutting, *coming), GIVE_UP)
            for host in self.hosts:
                host.seats.put_nowait(None)
            await asyncio.wait_for(asyncio.gather(*keeping), GIVE_UP)
            await self._calm()
            self.tally.nameless = sum(host.nameless for host in self.hosts)
            self.tally.acks_lost = sum(phone.acks_lost for phone in self.phones)

    def views(self) -> list[View]:
        """What each page of a host has of the desk."""
        return [phone.views[self.cast.desk] for phone in self.phones]

    def figures(self) -> str:
        """A line for the log."""
        tally = self.tally
        return (
            f"a gathering in a storm: {len(self.guests)} guests, {len(tally.came)} checked in by hosts, {tally.nameless} nameless, "
            f"{tally.cuts} cuts, {tally.kills} kills -9, {tally.acks_lost} acks and {tally.answers_lost} answers lost, "
            f"{tally.done_again} done again later"
        )

    async def _door(self, cookie: str, turn: int) -> Phone:
        page = await self.phone(cookie, *self.turned(turn), lose_acks=LOST)
        self.phones.append(page)
        view = await page.enter(self.cast.desk, after=0)
        await page.until(lambda: view.state == "caught up")
        return page

    async def _calm(self) -> None:
        """Until every page of a host has all that has happened at the desk by now."""
        end = await asyncio.to_thread(self._head)
        for phone, view in zip(self.phones, self.views(), strict=True):
            await phone.until(lambda view=view: (view.last or 0) >= end, GIVE_UP)

    def _head(self) -> int:
        try:
            return head(self.cast.desk)
        finally:
            connection.close()

    # Guests

    async def _attend(self, guest: Guest, after: float) -> None:
        await asyncio.sleep(after)
        forms = Forms(self.turned(guest.number), lose=LOST)
        try:
            if await self._take_seat(guest, forms):
                await self._be_there(guest, forms)
        finally:
            self.tally.answers_lost += forms.lost

    async def _take_seat(self, guest: Guest, forms: Forms) -> bool:
        """Whether she has one; who has just come to the door of a full room has none."""
        form = {"key": guest.key, "name": "Айнура", "phone": guest.phone, "party": guest.party}
        if guest.kind == "walks in":
            answer = await forms.send(self.cast.walk_in, **form)
        else:
            answer = await forms.send(self._at("seat/"), **form)
            if answer.status == 409:  # so many aren't left: now she knows that she waits
                answer = await forms.send(self._at("seat/"), **form, waits="1")
        if guest.kind == "walks in" and answer.status == 409:
            return False
        guest.seat = int(led_to(answer).rstrip("/").rpartition("/")[2])
        return True

    async def _be_there(self, guest: Guest, forms: Forms) -> None:
        hers = self._at(f"seats/{guest.seat}/")
        if guest.kind == "gives up":
            await asyncio.sleep(random.uniform(0, 2))
            while (await forms.send(hers + "release/")).status == 409:  # it moved at this moment, by her own form, too: the fresh page
                pass
            return
        guest.takes_part = guest.kind == "walks in" or await self._has_place(hers, forms)
        if guest.takes_part:
            if guest.kind == "comes":
                for host in self.hosts if guest.number % 4 == 0 else [self.hosts[guest.number % 2]]:
                    host.seats.put_nowait(guest)
            await self._ask(guest, forms)
            await self._vote(guest, forms)
            await self._answer(guest, forms)

    async def _has_place(self, hers: str, forms: Forms) -> bool:
        """Asked until it is hers, as somebody does who waits for an offer; or the storm is over."""
        while (await forms.send(hers + "offer/")).status != 302:
            if self.over.is_set():
                return False
            await asyncio.sleep(random.uniform(0.5, 1.5))
        return True

    async def _ask(self, guest: Guest, forms: Forms) -> None:
        for words in ("Жүн кайдан?", "Боёк кайдан?")[: random.randint(0, 2)]:
            key, text = str(uuid4()), f"{words} {guest.number}"
            acknowledged(await forms.send(self._at("live/questions/"), key=key, body=text))
            guest.asked[key] = text

    async def _vote(self, guest: Guest, forms: Forms) -> None:
        for question in random.sample(list(self.cast.questions), 2):
            acknowledged(await forms.send(self._at("live/votes/"), vote=question))
            guest.wanted.append(question)
        if guest.number % 3 == 0:
            acknowledged(await forms.send(self._at("live/votes/"), unvote=guest.wanted.pop()))

    async def _answer(self, guest: Guest, forms: Forms) -> None:
        for turn, (poll, options) in enumerate(self.cast.polls.items()):
            first = guest.chosen[poll] = sorted(random.sample(options, random.randint(1, 2) if turn else 1))
            for chosen in (first, [random.choice(options)]):
                acknowledged(await forms.send(self._at("live/answers/"), poll=poll, option=chosen))

    def _at(self, path: str) -> str:
        return f"/events/{self.cast.gathering}/{path}"

    # Hosts

    async def _keep_the_door(self, host: Host) -> None:
        while (guest := await host.seats.get()) is not None:
            await self._check_in(host, guest)
            on = host.nameless == 0 or random.random() < 0.7
            await self._do(host, "count", on=on)
            self.tally.nameless_counted += 1
            host.nameless += 1 if on else -1
        await asyncio.gather(*host.later)

    async def _check_in(self, host: Host, guest: Guest) -> None:
        """She is there; of many of them it was another, or fewer came, as it goes. Those whom both hosts see are left as they are."""
        seat = guest.seat
        await self._do(host, "check_in", seat=seat, at=round(time.time() * 1000))
        if guest.number % 4 == 0:
            self.tally.seen_by_both.append(seat)
            self.tally.came[seat] = guest.party
            return
        came = guest.party
        for _ in range(random.randint(0, 2)):
            if random.random() < 0.5:
                came = random.randint(1, 6)
                await self._do(host, "recount", seat=seat, came=came)
            else:
                await self._do(host, "uncount", seat=seat)
                await self._do(host, "check_in", seat=seat, at=round(time.time() * 1000))
                came = guest.party
        self.tally.came[seat] = came

    async def _do(self, host: Host, verb: str, **args: Any) -> None:
        key = str(uuid4())
        await host.page.do(f"events.{verb}", self.cast.desk, key=key, **args)
        if random.random() < AGAIN:
            self.tally.done_again += 1
            host.later.add(asyncio.create_task(self._do_again(host, verb, key, args)))

    async def _do_again(self, host: Host, verb: str, key: str, args: dict[str, Any]) -> None:
        await asyncio.sleep(random.uniform(0, 2))
        await host.other.do(f"events.{verb}", self.cast.desk, key=key, **args)


KINDS = ("comes", "comes", "comes", "walks in", "gives up")


def led_to(answer: Answer) -> str:
    assert answer.status == 302, answer
    return answer.location


def acknowledged(answer: Answer) -> None:
    assert answer.said == {"op": "ack"}, answer
