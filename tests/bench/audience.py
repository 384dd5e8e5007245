"""Live pages as cheap as Python allows, and forms sent over connections that stay open."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import cast
from urllib.parse import quote, urlencode

ASKED = re.compile(rb"Q(\d+)Q")  # what a question of the bench has in its words
CSRF = "b" * 32
Heard = Callable[["LivePage", int], None]


class LivePage(asyncio.Protocol):
    """One that reads what it is told; `heard(page, number)` once for each question, whose words have its number."""

    def __init__(self, path: str, cookie: str, heard: Heard, told: Callable[[bytes], None] | None = None) -> None:
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.questions: set[int] = set()
        self._path, self._cookie, self._heard, self._told = path, cookie, heard, told
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        cookie = f"Cookie: {self._cookie}\r\n" if self._cookie else ""
        self._transport.write(f"GET {self._path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n{cookie}\r\n".encode())

    def data_received(self, data: bytes) -> None:
        if not self.ready.done():
            self._rest += data
            if b"\n" not in self._rest:
                return
            if not self._rest.startswith(b"HTTP/1.1 200"):
                self.ready.set_exception(ConnectionError(self._rest[:200].decode(errors="replace")))
            elif b"stream-open" in self._rest:
                self.ready.set_result(None)
                self._rest = b""
            return
        text = self._rest + data
        for found in ASKED.findall(text):
            if (number := int(found)) not in self.questions:
                self.questions.add(number)
                self._heard(self, number)
        if self._told is not None:
            self._told(text)
        self._rest = text[-16:]  # a number may be cut in two

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(f"the connection was lost: {error}"))

    def hang_up(self) -> None:
        self._transport.abort()


class Sender:
    """Forms sent one after another over one connection."""

    def __init__(self, port: int, host: str) -> None:
        self._port, self._host = port, host
        self._lines: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, path: str, cookie: str, **form: object) -> int:
        """The status of what is answered. Raises OSError."""
        if self._lines is None:
            self._lines = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._lines
        body = urlencode({**form, "csrfmiddlewaretoken": CSRF})
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._host}\r\nOrigin: http://{self._host}\r\nCookie: {cookie}; csrftoken={CSRF}\r\n"
            f"Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body.encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        size = re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)
        if size is None:
            writer.close()
            self._lines = None
        else:
            await reader.readexactly(int(size.group(1)))
        return int(answer.split(b" ", 2)[1])

    def close(self) -> None:
        if self._lines is not None:
            self._lines[1].close()


class Senders:
    """So many of them, for forms that are sent beside each other."""

    def __init__(self, count: int, port: int, host: str) -> None:
        self._all = [Sender(port, host) for _ in range(count)]
        self._free: asyncio.Queue[Sender] = asyncio.Queue()
        for one in self._all:
            self._free.put_nowait(one)

    async def send(self, path: str, cookie: str, **form: object) -> int:
        one = await self._free.get()
        try:
            return await one.send(path, cookie, **form)
        finally:
            self._free.put_nowait(one)

    def close(self) -> None:
        for one in self._all:
            one.close()


class Audience:
    """All who look at one gathering, and how long each question took to reach each of them."""

    def __init__(self, port: int) -> None:
        self.pages: list[LivePage] = []
        self.asked: dict[int, float] = {}
        self.took: list[float] = []
        self._port = port

    async def come(self, path: str, cookies: list[str], at_once: int = 32, told: Callable[[bytes], None] | None = None) -> None:
        """One page for each cookie ("" is a stranger's). Raises ConnectionError, TimeoutError."""
        gate = asyncio.Semaphore(at_once)

        async def join(cookie: str) -> None:
            async with gate:
                page = LivePage(path, cookie, self._heard, told)
                await asyncio.get_running_loop().create_connection(lambda: page, "127.0.0.1", self._port)
                await asyncio.wait_for(page.ready, 30)
                self.pages.append(page)

        await asyncio.gather(*(join(cookie) for cookie in cookies))

    async def settle(self, patience: float = 30.0) -> float:
        """Wait until every page has every question, and no longer than so many seconds. Returns which share of them came."""
        due, ends = len(self.pages) * len(self.asked), time.perf_counter() + patience
        while len(self.took) < due and time.perf_counter() < ends:
            await asyncio.sleep(0.1)
        return len(self.took) / due if due else 0.0

    def leave(self) -> None:
        for page in self.pages:
            page.hang_up()

    def _heard(self, page: LivePage, number: int) -> None:
        if number in self.asked:
            self.took.append(time.perf_counter() - self.asked[number])


def streams(*names: str) -> str:
    return "/live/?" + "&".join(f"stream={quote(name)}" for name in names)
