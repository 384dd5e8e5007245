"""A frame for all is the same bytes on every line. Where the server is one we know, they go straight to its transport:
its own `send` would frame them anew for each socket, which costs more than everything else about a delivery.

Any other server, or one that is not ready for more, gets the message through ASGI.
"""

import sys
from collections.abc import Callable
from typing import Any

TEXT = 0x81  # the whole of a text message in one frame

WriteRaw = Callable[[bytes], bool]


class Frame:
    """A text frame that many will get."""

    __slots__ = ("message", "raw", "size")

    def __init__(self, text: str) -> None:
        payload = text.encode()
        self.size = len(payload)
        self.message = {"type": "websocket.send", "text": text}
        self.raw = _head(self.size) + payload


def shortcut(send: Any) -> WriteRaw | None:
    """What writes a frame's bytes to the line behind an ASGI `send`, saying whether it could; None for servers we don't know."""
    return _through_uvicorn(getattr(send, "__self__", None)) or _through_daphne(getattr(send, "args", ()))


def _through_uvicorn(protocol: Any) -> WriteRaw | None:
    module = sys.modules.get("uvicorn.protocols.websockets.websockets_sansio_impl")
    if module is None or not isinstance(protocol, module.WebSocketsSansIOProtocol) or protocol.conn.extensions:
        return None
    transport, is_closing, is_writable = protocol.transport, protocol.transport.is_closing, protocol.writable.is_set

    def write(raw: bytes) -> bool:
        if not is_writable() or is_closing() or protocol.close_sent:
            return False
        transport.write(raw)
        return True

    return write


def _through_daphne(arguments: Any) -> WriteRaw | None:
    module = sys.modules.get("daphne.ws_protocol")
    protocol = arguments[0] if arguments else None
    if module is None or not isinstance(protocol, module.WebSocketProtocol) or protocol.websocket_extensions_in_use:
        return None
    opened, transport = protocol.STATE_OPEN, protocol.transport

    def write(raw: bytes) -> bool:
        if protocol.state != opened or protocol.send_queue:
            return False
        transport.write(raw)
        return True

    return write


def _head(size: int) -> bytes:
    if size < 126:
        return bytes((TEXT, size))
    if size < 1 << 16:
        return bytes((TEXT, 126)) + size.to_bytes(2)
    return bytes((TEXT, 127)) + size.to_bytes(8)
