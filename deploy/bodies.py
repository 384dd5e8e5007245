"""How much of what is sent is taken at all: past it nothing is kept, in memory or on the disk, and her browser is told 413.

The rest is still listened to: a browser reads no answer before it has sent all it wanted to.
"""

from typing import Any, Final

from daphne import http_protocol
from django.conf import settings

from commons.ui.middleware import TOO_LARGE

WITH_FILES: Final = 64 * 1024 * 1024  # several photos as a camera makes them; each is weighed by commons.media
MULTIPART: Final = b"multipart/form-data"


def most_of(kind: bytes) -> int:
    """How many bytes a body of this content type may have."""
    return WITH_FILES if kind.lower().startswith(MULTIPART) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def bounded(pages: Any) -> Any:
    """The application, which gets no more of a body than may come. One that is larger comes as none, and its scope says so."""

    async def serve(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        most, declared = most_of(headers.get(b"content-type", b"")), int(headers.get(b"content-length", 0))
        came = 0

        async def receive_within() -> Any:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if message["type"] != "http.request" or max(came, declared) <= most:
                return message
            scope[TOO_LARGE] = True
            while message.get("more_body"):
                message = await receive()
            return message if message["type"] != "http.request" else {**message, "body": b""}

        await pages(scope, receive_within, send)

    return serve


def keep_daphne_within() -> None:
    """Daphne lays a whole body on the disk before it calls any application."""
    http_protocol.WebRequest = Bounded


class Bounded(http_protocol.WebRequest):
    """A request under Daphne, which keeps of its body as much as shows that it is too large; nothing where it was declared to be."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._parsePOSTFormSubmission = False  # Twisted would read all of it as a form, while nobody else is served; Django does

    def handleContentChunk(self, data: bytes) -> None:
        most = most_of(self._header(b"content-type"))
        room = most + 1 - self.content.tell()
        if room > 0 and int(self._header(b"content-length") or 0) <= most:
            self.content.write(data[:room])

    def _header(self, name: bytes) -> bytes:
        return self.requestHeaders.getRawHeaders(name, [b""])[0]
