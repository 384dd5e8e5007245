"""Boards that are open in browsers: each hears of a card over its live page, and fetches it as the page does."""

import asyncio
import json
import re
import time
from dataclasses import dataclass, field

from .audience import live_path
from .senders import Sender

TOLD = re.compile(rb'data: (\{"type": ?"card"[^\n]*\})')


@dataclass
class Moves:
    """By card, each of which is moved once: when she sent it, when it was committed, and when each board had heard of it and shown it."""

    sent: dict[int, float] = field(default_factory=dict)
    committed: dict[int, float] = field(default_factory=dict)
    heard: list[tuple[int, float]] = field(default_factory=list)
    shown: list[tuple[int, float]] = field(default_factory=list)


class OpenBoard:
    """One browser: a live page, and a line over which tiles are fetched one after the other, each card once however often it was told."""

    def __init__(self, port: int, cookie: str, venture: int, moves: Moves) -> None:
        self._port, self._cookie, self._moves = port, cookie, moves
        self._cards = f"/market/together/{venture}/cards/"
        self._stream = f"marketplace.venture:{venture}"
        self._tiles = Sender(port, f"localhost:{port}")
        self._wanted: dict[int, int] = {}  # the version of each card it heard of
        self._wakes = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def come(self) -> None:
        """Open its stream. Raises OSError."""
        reader, self._line = await asyncio.open_connection("127.0.0.1", self._port)
        head = f"Host: localhost:{self._port}\r\nAccept: text/event-stream\r\nCookie: {self._cookie}"
        self._line.write(f"GET {live_path(self._stream)} HTTP/1.1\r\n{head}\r\n\r\n".encode())
        await asyncio.wait_for(reader.readuntil(b"stream-open\n"), 30)
        self._tasks = [asyncio.create_task(self._listen(reader)), asyncio.create_task(self._fetch())]

    async def leave(self) -> None:
        """Raises what went wrong meanwhile."""
        gone = [task.exception() for task in self._tasks if task.done()]
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._line.close()
        self._tiles.close()
        for error in gone:
            raise error or ConnectionError("a live page ended")

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while True:
            event = await reader.readuntil(b"\n\n")
            if found := TOLD.search(event):
                fact = json.loads(found[1])
                self._moves.heard.append((fact["card"], time.time()))
                self._wanted[fact["card"]] = fact["version"]
                self._wakes.set()

    async def _fetch(self) -> None:
        while True:
            await self._wakes.wait()
            self._wakes.clear()
            while self._wanted:
                heard, self._wanted = self._wanted, {}
                for card, version in heard.items():
                    answer = await self._tiles.fetch(f"{self._cards}{card}/tile/", self._cookie)
                    if answer.status != 200:
                        raise ConnectionError(f"{answer.status} for the tile of {card}, version {version}")
                    self._moves.shown.append((card, time.time()))
