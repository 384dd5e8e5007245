"""What is asked for alike is answered beside Django's handler, in which each would take a thread, a session and queries of its own."""

import logging
from typing import Any

from . import sessions
from .alike import Given, is_alike
from .hub import current
from .writing import Send

logger = logging.getLogger("birge.realtime")

HEADERS = (
    (b"content-type", b"application/json"),
    (b"cache-control", b"private, no-store"),
    (b"vary", b"Accept-Encoding, Cookie"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"referrer-policy", b"same-origin"),
)


def beside(pages: Any) -> Any:
    """The application, before which what is asked for alike is answered; all else, and whoever is given nothing, comes to it."""

    async def serve(scope: dict[str, Any], receive: Any, send: Send) -> None:
        given = await _given(scope) if scope["method"] == "GET" and is_alike(scope["path"]) else None
        if given is None:
            await pages(scope, receive, send)
        else:
            await _send(scope, send, given)

    return serve


async def _given(scope: dict[str, Any]) -> Given | None:
    hub, cookies = current(), sessions.cookies(scope)
    if hub.is_draining:
        return None
    try:
        visit = await hub.visit(sessions.session_key(cookies))
        return await hub.ask_alike(visit.member, sessions.language(cookies), scope["path"]) if visit.member else None
    except Exception:  # else what is wrong with one would fail all who ask at once: each has the view instead
        logger.exception("What is asked for alike could not be read.")
        return None


async def _send(scope: dict[str, Any], send: Send, given: Given) -> None:
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
    body, coded = (given.gzipped, ((b"content-encoding", b"gzip"),)) if b"gzip" in accepted else (given.plain, ())
    headers = [*HEADERS, *coded, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
