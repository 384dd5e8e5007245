"""A serving process: what answers where, what runs beside it, and how it ends.

uvicorn tells when it starts (lifespan); Daphne doesn't, so its reactor is asked to. Whoever only imports the
application, such as a test, gets neither lock nor worker nor signal handlers: the hub starts with the first socket.
"""

import logging
import os
import sys
from typing import Any

from channels.routing import ProtocolTypeRouter
from daphne.ws_protocol import WebSocketProtocol

from commons.realtime.alike_app import beside
from commons.realtime.live import serve_live
from commons.realtime.origins import FromOurPages
from commons.realtime.sockets_app import serve_socket

from .bodies import bounded, keep_daphne_within
from .process import AlreadyServing, Process

logger = logging.getLogger("birge")

LIVE = "/live/"


def assemble(pages: Any) -> ProtocolTypeRouter:
    """The whole ASGI application around Django's."""
    process = Process()
    pages = beside(bounded(pages))

    async def serve_http(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await (serve_live if scope["path"] == LIVE else pages)(scope, receive, send)

    async def serve_lifespan(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        try:
            process.begin()
        except AlreadyServing as refusal:
            await send({"type": "lifespan.startup.failed", "message": str(refusal)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await process.end()
        await send({"type": "lifespan.shutdown.complete"})

    _ask_daphne(process)
    return ProtocolTypeRouter({"http": serve_http, "websocket": FromOurPages(serve_socket), "lifespan": serve_lifespan})


def _ask_daphne(process: Process) -> None:
    """Begin when Twisted's reactor runs, if it ever does in this process, after it set its own signal handlers."""
    reactor: Any = sys.modules.get("twisted.internet.reactor")
    if reactor is not None:
        WebSocketProtocol.serverClose = _close_with_any_code
        keep_daphne_within()
        reactor.callWhenRunning(reactor.callLater, 0, _begin_under_daphne, process)


def _close_with_any_code(connection: Any, code: int | None = None) -> None:
    """Daphne's own refuses 1008 and its like, and the connection stays open for ever."""
    connection.sendCloseFrame(code=code or 1000, isReply=False)


def _begin_under_daphne(process: Process) -> None:
    try:
        process.begin()
    except AlreadyServing as refusal:
        logger.critical("%s", refusal)
        logging.shutdown()
        os._exit(1)  # nothing was begun that would have to end
