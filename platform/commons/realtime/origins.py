"""Only our own pages open sockets: the origin is checked with scheme and port, at the handshake."""

from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import OriginValidator, WebsocketDenier
from django.conf import settings

PATH = "/ws/"


def allowed_origins() -> list[str]:
    """The public origin; in a demonstration or while developing also this machine's own names."""
    if settings.DEBUG or settings.DEMO:
        return [settings.ORIGIN, f"http://localhost:{settings.PORT}", f"http://127.0.0.1:{settings.PORT}"]
    return [settings.ORIGIN]


class FromOurPages:
    """Passes on handshakes of our pages; anything else, or another path, is answered 403."""

    def __init__(self, application: Any) -> None:
        self._application = OriginValidator(application, allowed_origins())

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        known = scope["path"] == PATH and _is_readable(scope)
        await (self._application if known else WebsocketDenier())(scope, receive, send)


def _is_readable(scope: dict[str, Any]) -> bool:
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    try:
        return len(origins) == 1 and urlsplit(origins[0].decode("ascii")).port is not False
    except ValueError:
        return False
