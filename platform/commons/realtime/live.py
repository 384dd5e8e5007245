"""`GET /live/?stream=a&stream=b`: server-sent events, fed by the hub and guarded by the doors.

An ASGI application beside Django's handler, where each open stream would hold a thread and a connection.
"""

import asyncio
import logging
from io import BytesIO
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django_eventstream.eventrequest import EventRequest
from django_eventstream.utils import add_default_headers, sse_encode_error

from . import sessions
from .entering import knock
from .frames import behind_response
from .hub import Hub, current
from .jitter import between
from .live_page import LivePage, Place, retry
from .viewer import RETURNS_SECONDS, Seat
from .writing import Send

logger = logging.getLogger("birge.realtime")

NOT_OURS = {"es-meta", "recover"}  # what the library asks of a proxy that we don't have
BUSY_SECONDS = (20.0, 40.0)
OPENING = ":" + " " * 2048 + "\n\nevent: stream-open\ndata:\n\n"

Following = list[tuple[str, Seat, Place | None]]


class Busy(Exception):
    """There is no stream just now."""


class Unanswerable(Exception):
    """There will be no stream: a status, a condition and what is wrong."""

    def __init__(self, status: int, condition: str, text: str, channels: list[str] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.body = sse_encode_error(condition, text, extra={"channels": channels} if channels else None)


async def serve_live(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """One live page, from its request until it leaves or may not stay."""
    hub = current()
    request = ASGIRequest(scope, BytesIO())
    given = sessions.cookies(scope)
    page = LivePage(hub, sessions.session_key(given), sessions.language(given))
    try:
        following = await _admit(hub, page, request)
        await _tell(page, following, request, receive, send)
    except Busy:  # a browser comes back after the end of a stream, and never after a 503
        await _start(send, request, 200)
        await send({"type": "http.response.body", "body": retry(between(*BUSY_SECONDS)).encode()})
    except Unanswerable as refusal:
        await _start(send, request, refusal.status)
        await send({"type": "http.response.body", "body": refusal.body.encode()})
    except OSError:
        pass  # it left while we wrote
    finally:
        page.end()
        hub.let_go(page)


async def _admit(hub: Hub, page: LivePage, request: HttpRequest) -> Following:
    """What the page follows, from where. Raises Unanswerable, and Busy."""
    try:
        return await _ask_doors(hub, page, request)
    except (DatabaseError, InterfaceError) as error:
        logger.exception("A live page could not be let in.")
        raise Busy from error


async def _ask_doors(hub: Hub, page: LivePage, request: HttpRequest) -> Following:
    if request.method != "GET":
        raise Unanswerable(405, "bad-request", "Only GET")
    await hub.started()
    visit = await hub.visit(page.session_key)
    page.renew(visit)
    request.user = visit.member or AnonymousUser()
    places = _read(request)
    if hub.is_draining or not hub.viewers.have_room_for(visit):
        raise Busy
    await hub.revoking.arrive(page, visit)
    seats = await knock(hub, page, places)
    refused = [stream for stream in places if stream not in seats]
    if refused or page.is_over:
        raise Unanswerable(403, "forbidden", "Permission denied", refused)
    return [(stream, seats[stream], place) for stream, place in places.items()]


def _read(request: HttpRequest) -> dict[str, Place | None]:
    try:
        if request.GET.keys() & NOT_OURS:
            raise Unanswerable(400, "bad-request", "Invalid request")
        asked = EventRequest(request)
        return {stream: _place(asked.channel_last_ids.get(stream)) for stream in sorted(asked.channels)}
    except (EventRequest.Error, SuspiciousOperation, ValueError) as error:
        raise Unanswerable(400, "bad-request", "Invalid request") from error


def _place(last_id: str | None) -> Place | None:
    """Out of a stream's part of an event's id: `7.EPOCH`; without its epoch it leads nowhere."""
    if last_id is None:
        return None
    seq, _, epoch = last_id.partition(".")
    if not seq.isascii() or not seq.isdigit() or len(seq) > 18:
        raise ValueError(last_id)
    return int(seq), epoch


async def _tell(page: LivePage, following: Following, request: HttpRequest, receive: Any, send: Send) -> None:
    leaving = asyncio.create_task(_wait_for_leaving(receive, page))
    try:
        await _start(send, request, 200)
        await send({"type": "http.response.body", "body": (retry(between(*RETURNS_SECONDS)) + OPENING).encode(), "more_body": True})
        page.write_by(behind_response(send))
        for stream, seat, place in following:
            page.follow(stream, seat, place)
        while text := await page.next():
            await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        leaving.cancel()


async def _start(send: Send, request: HttpRequest, status: int) -> None:
    headers = {"Content-Type": "text/event-stream; charset=utf-8"}
    add_default_headers(headers, request)
    wire = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": wire})


async def _wait_for_leaving(receive: Any, page: LivePage) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    page.end()
