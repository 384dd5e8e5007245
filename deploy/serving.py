"""What answers where: sockets and live pages by the hub, pages by Django."""

from typing import Any

from channels.routing import ProtocolTypeRouter

from commons.realtime.origins import FromOurPages
from commons.realtime.sockets_app import serve_socket


def assemble(pages: Any) -> ProtocolTypeRouter:
    """The whole ASGI application around Django's."""
    return ProtocolTypeRouter({"http": pages, "websocket": FromOurPages(serve_socket)})
