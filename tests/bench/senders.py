"""Forms sent, and pages asked for, over connections that stay open."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlencode

CSRF = "b" * 32


@dataclass(frozen=True)
class Answer:
    """As it came over the line: of a page, compressed."""

    status: int
    body: bytes


class Sender:
    """One connection, over which one is sent after another."""

    def __init__(self, port: int, host: str) -> None:
        self._port, self._host = port, host
        self._lines: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, path: str, cookie: str, **form: object) -> int:
        """A form: the status of what is answered. Raises OSError."""
        body = urlencode({**form, "csrfmiddlewaretoken": CSRF})
        kind = f"Origin: http://{self._host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}"
        return (await self._ask("POST", path, f"{cookie}; csrftoken={CSRF}", f"Accept: application/json\r\n{kind}", body)).status

    async def fetch(self, path: str, cookie: str, accept: str = "application/json") -> Answer:
        """A page, as a browser asks for it. Raises OSError."""
        return await self._ask("GET", path, cookie, f"Accept: {accept}\r\nAccept-Encoding: gzip, deflate, br, zstd")

    async def _ask(self, method: str, path: str, cookie: str, headers: str, body: str = "") -> Answer:
        if self._lines is None:
            self._lines = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._lines
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\nCookie: {cookie}\r\n{headers}\r\n\r\n{body}".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        status, size = int(answer.split(b" ", 2)[1]), re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)
        if size is None:
            writer.close()
            self._lines = None
            return Answer(status, b"")
        return Answer(status, await reader.readexactly(int(size.group(1))))

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
