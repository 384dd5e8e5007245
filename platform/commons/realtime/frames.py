"""A frame for all is the same bytes on every line. Where the server is one we know, they go straight to its transport:
its own `send` would frame them anew for each socket, which costs more than everything else about a delivery.

Any other server, or one that is not ready for more, gets the message through ASGI. Of a transport we know we hear, too,
that it is full where its server's `send` doesn't wait for that; and we can cut it.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

TEXT = 0x81  # the whole of a text message in one frame

WriteRaw = Callable[[bytes], bool]
Cut = Callable[[], object]


class Frame:
    """A text frame that many will get."""

    __slots__ = ("message", "raw", "size")

    def __init__(self, text: str) -> None:
        payload = text.encode()
        self.size = len(payload)
        self.message = {"type": "websocket.send", "text": text}
        self.raw = _head(self.size) + payload


class Chunk:
    """An event of a live page that many will get."""

    __slots__ = ("raw", "size", "text")

    def __init__(self, text: str) -> None:
        payload = text.encode()
        self.text, self.size = text, len(text)
        self.raw = b"%x\r\n%b\r\n" % (len(payload), payload)


class Brim:
    """Hears from a server that takes everything when its transport is full. Twisted calls this a push producer."""

    __slots__ = ("is_full", "waiting")

    def __init__(self) -> None:
        self.is_full = False
        self.waiting = 0  # characters that the server hasn't taken, or has since it is full

    def pauseProducing(self) -> None:
        self.is_full = True

    def resumeProducing(self) -> None:
        self.is_full = False
        self.waiting = 0

    def stopProducing(self) -> None:
        pass  # the connection is gone


def behind(send: Any, brim: Brim) -> tuple[WriteRaw | None, Cut | None]:
    """What writes a frame's bytes to the line behind an ASGI `send`, saying whether it could, and what cuts that line.

    Neither for servers we don't know, and no writing where frames are compressed.
    """
    if protocol := _uvicorns(send):
        return _through_uvicorn(protocol), protocol.transport.abort
    if protocol := _daphnes(send):
        protocol.unregisterProducer()  # the handshake's
        protocol.registerProducer(brim, True)
        return _through_daphne(protocol, brim), partial(protocol.dropConnection, abort=True)
    return None, None


def behind_response(send: Any) -> WriteRaw | None:
    """What writes a chunk's bytes to the line of a response that is under way, saying whether it could; None for servers we don't know."""
    request = next(iter(getattr(send, "args", ())), None)
    module = sys.modules.get("daphne.http_protocol")
    if module is None or not isinstance(request, module.WebRequest):
        return None
    write_on = _onto(request.channel.transport) if request.channel is not None else None

    def write(raw: bytes) -> bool:
        if write_on is None or request.channel is None or request.finished or not request.chunked:
            return False
        write_on(raw)
        return True

    return write


def _uvicorns(send: Any) -> Any:
    protocol = getattr(send, "__self__", None)
    module = sys.modules.get("uvicorn.protocols.websockets.websockets_sansio_impl")
    return protocol if module is not None and isinstance(protocol, module.WebSocketsSansIOProtocol) else None


def _daphnes(send: Any) -> Any:
    protocol = next(iter(getattr(send, "args", ())), None)
    module = sys.modules.get("daphne.ws_protocol")
    return protocol if module is not None and isinstance(protocol, module.WebSocketProtocol) else None


def _through_uvicorn(protocol: Any) -> WriteRaw | None:
    if protocol.conn.extensions:
        return None
    transport, is_closing, is_writable = protocol.transport, protocol.transport.is_closing, protocol.writable.is_set

    def write(raw: bytes) -> bool:
        if not is_writable() or is_closing() or protocol.close_sent:
            return False
        transport.write(raw)
        return True

    return write


def _through_daphne(protocol: Any, brim: Brim) -> WriteRaw | None:
    if protocol.websocket_extensions_in_use:
        return None
    opened, write_on = protocol.STATE_OPEN, _onto(protocol.transport)

    def write(raw: bytes) -> bool:
        if protocol.state != opened or protocol.send_queue or brim.is_full:
            return False
        write_on(raw)
        return True

    return write


def _onto(transport: Any) -> Callable[[bytes], None]:
    """What gives bytes to a connection of Twisted's: to the system at once where none wait before them, what it doesn't take by way of the
    reactor. Its detour, one for each line, would cost more than the rest.
    """
    tcp = sys.modules.get("twisted.internet.tcp")
    write_later: Callable[[bytes], None] = transport.write
    if tcp is None or type(transport) is not tcp.Server or transport.TLS:
        return write_later

    def write(raw: bytes) -> None:
        sent: object = 0
        if transport.connected and not (transport.dataBuffer or transport._tempDataBuffer):
            sent = transport.writeSomeData(raw)
        if not isinstance(sent, int):
            write_later(raw)  # the connection is gone, which the reactor finds out
        elif sent < len(raw):
            write_later(raw[sent:])

    return write


def _head(size: int) -> bytes:
    if size < 126:
        return bytes((TEXT, size))
    if size < 1 << 16:
        return bytes((TEXT, 126)) + size.to_bytes(2)
    return bytes((TEXT, 127)) + size.to_bytes(8)
