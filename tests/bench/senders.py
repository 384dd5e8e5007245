"""Forms sent over connections that stay open."""

import asyncio
import re
from urllib.parse import urlencode

CSRF = "b" * 32


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
