"""A phone on the line: a WebSocket client as cheap as Python allows, since it shares the cores with what it measures."""

import asyncio
import os
from base64 import b64encode
from typing import cast

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Phone(asyncio.Protocol):
    """One connection. A dialect says how to open it and what to make of its frames.

    `ready` is done once it is in the room. `heard` counts the messages it was brought. `failure` says why it was cut off.
    """

    path = "/"

    def __init__(self, origin: str, cookie: str = "") -> None:
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard = 0
        self.closed = False
        self.failure = ""
        self._host = origin.removeprefix("http://")
        self._headers = f"Origin: {origin}\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
        self._rest = b""
        self._upgraded = False

    def opened(self) -> None:
        """The handshake is done: say what opens the conversation."""
        raise NotImplementedError

    def told(self, frame: bytes) -> None:
        """One text frame came."""
        raise NotImplementedError

    def say(self, text: bytes) -> None:
        """Send a text frame. The mask is of zeros, which the protocol allows and which costs nothing."""
        self._write(TEXT, text)

    def hang_up(self) -> None:
        self.closed = True
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        key = b64encode(os.urandom(16)).decode()
        request = (
            f"GET {self.path} HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{self._headers}\r\n"
        )
        self._transport.write(request.encode())

    def data_received(self, data: bytes) -> None:
        if self._rest:
            data = self._rest + data
        at = 0 if self._upgraded else self._after_handshake(data)
        if not self._upgraded:
            self._rest = data
            return
        end = len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                start += 2
                if start > end:
                    break
                size = int.from_bytes(data[at + 2 : start])
            elif size == 127:
                start += 8
                if start > end:
                    break
                size = int.from_bytes(data[at + 2 : start])
            stop = start + size
            if stop > end:
                break
            kind = data[at] & 15
            if kind == TEXT:
                self.told(data[start:stop])
            elif kind == PING:
                self._write(PONG, data[start:stop])
            elif kind == CLOSE:
                self._failed(f"closed by the server: {data[start:stop]!r}")
            at = stop
        self._rest = data[at:]

    def connection_lost(self, error: Exception | None) -> None:
        self._failed(f"the connection was lost: {error}")

    def _after_handshake(self, data: bytes) -> int:
        head, found, _ = data.partition(b"\r\n\r\n")
        if not found:
            return 0
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            self._failed(f"no handshake: {data[:300]!r}")
            return 0
        self._upgraded = True
        self.opened()
        return len(head) + 4

    def _write(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        length = bytes([128 | size]) if size < 126 else b"\xfe" + size.to_bytes(2)
        self._transport.write(bytes([128 | kind]) + length + b"\0\0\0\0" + payload)

    def _failed(self, why: str) -> None:
        if not self.closed:
            self.failure = why
            if not self.ready.done():
                self.ready.set_exception(ConnectionError(why))
        self.closed = True
