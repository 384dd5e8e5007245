"""What storms are made of: phones that are cut off, servers that are killed, scene after scene."""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from tests.servers.phone import Phone
from tests.servers.product import Process, Product

GIVE_UP = 60.0  # seconds after the storm in which everything must have arrived
Scene = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Damage:
    """What the weather did."""

    cuts: int = 0
    kills: int = 0
    acks_lost: int = 0


class Weather:
    """`phones` are cut at random until it is `over`; `stack` ends what was begun. What was done is counted in `damage`."""

    def __init__(self, servers: Sequence[Product], damage: Damage) -> None:
        self.servers = servers
        self.damage = damage
        self.phones: list[Phone] = []
        self.stack = AsyncExitStack()
        self.over = asyncio.Event()

    async def phone(self, cookie: str, *servers: Product, **habits: Any) -> Phone:
        """A phone that goes on until the stack ends."""
        phone = await self.stack.enter_async_context(Phone(servers, cookie, **habits))
        phone.keeps_frames = False
        return phone

    def turned(self, turn: int) -> list[Product]:
        """The servers, each time another one first."""
        turn %= len(self.servers)
        return [*self.servers[turn:], *self.servers[:turn]]

    async def play(self, seconds: float, *scenes: tuple[float, Scene]) -> None:
        """Each scene at its part of the time."""
        began = time.monotonic()
        for when, scene in scenes:
            await asyncio.sleep(max(0, began + when * seconds - time.monotonic()))
            await scene()
        await asyncio.sleep(max(0, began + seconds - time.monotonic()))

    async def cut(self) -> None:
        """One of the phones after the other loses its connection."""
        while not self.over.is_set():
            await asyncio.sleep(random.uniform(0.2, 0.8))
            await random.choice(self.phones).cut()
            self.damage.cuts += 1

    async def restart(self, process: Process) -> None:
        """Killed, and started again after a moment."""
        process.kill()
        self.damage.kills += 1
        await asyncio.sleep(0.5)
        await asyncio.to_thread(process.start)
