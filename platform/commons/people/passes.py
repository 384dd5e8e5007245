"""The private links that a browser has opened: kept in its session, and good as long as they are."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from .models import Guest, Pass

SESSION = "passes"
MOST = 60  # of one browser: whoever opens more has forgotten the first


def carry(request: HttpRequest, opened: Pass) -> None:
    """From now on this browser is that guest at that stream."""
    others = [number for number in carried(request.session) if number != opened.pk]
    request.session[SESSION] = [*others, opened.pk][-MOST:]
    request.__dict__.pop("_passes", None)


def drop(request: HttpRequest) -> None:
    """Carry none of them any more."""
    request.session.pop(SESSION, None)
    request.__dict__.pop("_passes", None)


def carried(session: Mapping[str, Any]) -> list[int]:
    """The ids of the links in a session's data, the newest last; whether they are good still is not asked."""
    kept = session.get(SESSION)
    return [number for number in kept if isinstance(number, int)] if isinstance(kept, list) else []


def good_among(numbers: Iterable[int]) -> dict[int, Pass]:
    """Those of them that open something, by id, with their guests."""
    numbers = set(numbers)
    return Pass.objects.good().select_related("guest").in_bulk(numbers) if numbers else {}


def passes_of(request: HttpRequest) -> list[Pass]:
    """The links of this browser that open something, the newest first; read once a request."""
    known: list[Pass] | None = request.__dict__.get("_passes")
    if known is None:
        numbers = carried(request.session)
        good = good_among(numbers)
        known = request.__dict__["_passes"] = [good[number] for number in reversed(numbers) if number in good]
    return known


def catch_up(request: HttpRequest, stream: str) -> bool:
    """Whether another request of this browser got a new link to this stream meanwhile; then this one goes on with it."""
    numbers = carried(type(request.session)(request.session.session_key)) if request.session.session_key else []
    fresh = next((one for one in good_among(numbers).values() if one.stream == stream), None)
    if fresh is not None:
        carry(request, fresh)
    return fresh is not None


def streams_of(request: HttpRequest) -> frozenset[str]:
    """What they open."""
    return frozenset(one.stream for one in passes_of(request))


def pass_at(request: HttpRequest, stream: str) -> Pass | None:
    """The link by which this browser is at a stream."""
    return next((one for one in passes_of(request) if one.stream == stream), None)


def guest_at(request: HttpRequest, stream: str) -> Guest | None:
    """Who this browser is at a stream, by a private link."""
    link = pass_at(request, stream)
    return link.guest if link else None
