"""The storm: women write while sockets are cut, servers and Redis killed, acks lost, and two of them shown out."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from chat.models import Seat
from commons.journal.models import Delivery
from tests.servers import environment
from tests.servers.phone import Phone, View
from tests.servers.product import Process, Product
from tests.servers.stores import Valkey, wait_until
from tests.servers.twin import post

from .weather import GIVE_UP, Damage, Weather


@dataclass
class Cast:
    """Session cookies by what their owners do; the ids of those who are shown out."""

    writers: Sequence[str]
    shown_out: Sequence[tuple[int, str]]
    coordinator: str
    newcomers: Sequence[int]
    room: int
    lab_room: int

    @property
    def stream(self) -> str:
        return f"chat.room:{self.room}"


SEATING = Delivery.objects.filter(listener__startswith="chat.")  # others hear of newcomers, too


@dataclass
class Tally(Damage):
    """What the storm did, and what it found."""

    posted: dict[str, int | None] = field(default_factory=dict)  # by its words, the seq that was acknowledged
    refused_after: list[float] = field(default_factory=list)
    refused_without_redis_after: list[float] = field(default_factory=list)
    crossed_after: list[float] = field(default_factory=list)
    heard_after_refusal: int = 0
    owed_at_death: int = 0


class Storm(Weather):
    """`await Storm(...).rage(seconds)`; afterwards look at `tally` and at the `phones`' views."""

    def __init__(self, servers: Sequence[Product], valkey: Valkey, worker: Process, cast: Cast, *, rate: float = 4.5) -> None:
        self.tally = Tally()
        super().__init__(servers, self.tally)
        self.valkey = valkey
        self.worker = worker
        self.cast = cast
        self.rate = rate

    async def rage(self, seconds: float) -> None:
        """The whole storm, and the calm after it in which all that is on its way arrives."""
        async with self.stack, asyncio.TaskGroup() as group:
            for turn, cookie in enumerate(self.cast.writers):
                self.phones.append(await self._phone(cookie, *self.turned(turn), lose_acks=0.1))
            fixed = [await self._phone(self.cast.writers[turn], server) for turn, server in enumerate(self.servers)]
            writing = [group.create_task(self._write(phone, who)) for who, phone in enumerate(self.phones)]
            cutting = group.create_task(self.cut())
            await self.play(
                seconds,
                (0.10, lambda: self.restart(self.servers[1])),
                (0.15, lambda: asyncio.to_thread(self._kill_the_worker_at_work)),
                (0.25, lambda: self._show_out(self.cast.shown_out[0], self.tally.refused_after)),
                (0.40, lambda: self._without_redis(seconds * 0.2, *fixed)),
                (0.70, lambda: self.restart(self.servers[0])),
            )
            self.over.set()
            await asyncio.gather(*writing, cutting)
            await asyncio.wait_for(self._calm(), GIVE_UP)

    def views(self) -> list[View]:
        """What each of those who stayed has of the room."""
        return [phone.views[self.cast.stream] for phone in self.phones]

    def figures(self) -> str:
        """A line for the log."""
        tally, worst = self.tally, lambda seconds: f"{max(seconds, default=0):.2f} s"
        return (
            f"chaos: {len(tally.posted)} messages to {len(self.phones)} phones, {tally.cuts} cuts, {tally.kills} kills -9, "
            f"{tally.acks_lost} acks lost, {tally.owed_at_death} deliveries owed by a killed worker; "
            f"shown out in {worst(tally.refused_after)}, "
            f"without Redis in {worst(tally.refused_without_redis_after)}; crossed without Redis in {worst(tally.crossed_after)}"
        )

    async def _phone(self, cookie: str, *servers: Product, **habits: Any) -> Phone:
        phone = await self.phone(cookie, *servers, **habits)
        view = await phone.enter(self.cast.stream, after=0)
        await phone.until(lambda: view.state == "caught up")
        return phone

    async def _write(self, phone: Phone, who: int) -> None:
        waiting: set[asyncio.Task[None]] = set()
        number = 0
        while not self.over.is_set():
            number += 1
            task = asyncio.create_task(self._say(phone, f"{who}-{number}"))
            waiting.add(task)
            task.add_done_callback(waiting.discard)
            await asyncio.sleep(random.uniform(0.5, 1.5) / self.rate)
        await asyncio.wait_for(asyncio.gather(*waiting), GIVE_UP)
        self.tally.acks_lost += phone.acks_lost

    async def _say(self, phone: Phone, words: str) -> None:
        self.tally.posted[words] = None
        self.tally.posted[words] = await phone.do("chat.post", self.cast.stream, body=words)

    def _kill_the_worker_at_work(self) -> None:
        """The newcomers are vouched for; the worker is killed when it has seated the first of them, and not yet crossed that off."""
        with held("journal_stream", "name", f"chat.room:{self.cast.lab_room}") as let_go:
            for member_id in self.cast.newcomers:
                status, _ = post(self.servers[0], self.cast.coordinator, f"/members/{member_id}/vouch/")
                assert status == 200, status
            [begun] = wait_for(lambda: SEATING.filter(attempts=1))
            with held("journal_delivery", "id", begun.pk):
                let_go()
                wait_for(lambda: Seat.objects.filter(room=self.cast.lab_room, member=begun.entry.data["member"]))
                self.worker.kill()
                self.tally.kills += 1
                self.tally.owed_at_death = SEATING.all().count()
        connection.close()
        self.worker.start()

    async def _show_out(self, whom: tuple[int, str], seconds: list[float]) -> None:
        """Her phones, one on each server, are refused; whatever they hear afterwards is counted."""
        member_id, cookie = whom
        async with AsyncExitStack() as stack:
            phones = [await stack.enter_async_context(Phone([server], cookie)) for server in self.servers]
            views = [await phone.enter(self.cast.stream) for phone in phones]
            began = time.monotonic()
            path = f"/chats/{self.cast.room}/members/{member_id}/removal/"
            status, answer = await asyncio.to_thread(post, self.servers[0], self.cast.coordinator, path)
            assert status == 200, f"{status} {answer}"
            for phone, view in zip(phones, views, strict=True):
                await phone.until(lambda view=view: view.state == "refused")
                seconds.append(time.monotonic() - began)
            heard = [len(view.facts) for view in views]
            await asyncio.sleep(2)
            self.tally.heard_after_refusal += sum(len(view.facts) - before for view, before in zip(views, heard, strict=True))
            for phone in phones:  # nor does she come in again, anywhere
                assert (await phone.enter(self.cast.stream)).state == "refused"

    async def _without_redis(self, seconds: float, one: Phone, other: Phone) -> None:
        """Redis is away: messages cross all the same, later, and showing someone out still works."""
        self.valkey.kill()
        self.tally.kills += 1
        began = time.monotonic()
        await self._show_out(self.cast.shown_out[1], self.tally.refused_without_redis_after)
        while time.monotonic() < began + seconds:
            await self._cross(one, other)
            await self._cross(other, one)
        await asyncio.to_thread(self.valkey.start)

    async def _cross(self, writer: Phone, reader: Phone) -> None:
        words = f"crossing {len(self.tally.crossed_after)}"
        began = time.monotonic()
        await self._say(writer, words)
        await reader.until(lambda: reader.views[self.cast.stream].last >= self.tally.posted[words])
        self.tally.crossed_after.append(time.monotonic() - began)

    async def _calm(self) -> None:
        """Until every phone has what the furthest one has, and that is all that was acknowledged."""
        end = max(seq or 0 for seq in self.tally.posted.values())
        for phone in self.phones:
            await phone.until(lambda phone=phone: (phone.views[self.cast.stream].last or 0) >= end, GIVE_UP)


@contextmanager
def held(table: str, column: str, value: object) -> Iterator[Callable[[], None]]:
    """A row that nobody else can write, until the end of the block or the call of what it yields."""
    with psycopg.connect(environment.of_this_database()["DATABASE_URL"]) as apart:
        lock = sql.SQL("SELECT 1 FROM {} WHERE {} = %s FOR UPDATE").format(sql.Identifier(table), sql.Identifier(column))
        assert apart.execute(lock, [value]).rowcount == 1
        yield apart.rollback


def wait_for(rows: Callable[[], Any]) -> list[Any]:
    """Until there are any; gives them."""
    wait_until(lambda: rows().exists(), seconds=20, what="the worker")
    return list(rows())
