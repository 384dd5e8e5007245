"""The ASGI application of `/ws/`: raw, since a consumer would cost a dispatch and a decode per frame."""

import asyncio
from typing import Any

from . import sessions
from .hub import current
from .socket import Socket
from .writing import Send


async def serve_socket(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """One connection, from handshake to close."""
    await receive()  # the handshake; its origin was checked before us
    hub = current()
    await hub.started()
    given = sessions.cookies(scope)
    await send({"type": "websocket.accept"})
    socket = Socket(hub, send, sessions.session_key(given), sessions.language(given))
    greeting = asyncio.create_task(socket.greet())
    try:
        while (message := await receive())["type"] == "websocket.receive":
            if not socket.is_over:
                socket.take(message)
    except asyncio.CancelledError:
        if not socket.is_over:
            raise
    finally:
        greeting.cancel()
        socket.leave()
