"""The ways on her own page, Me: each app that has something of hers adds one in its AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

Waits = Callable[[HttpRequest], int | None]


@dataclass(frozen=True)
class Way:
    name: str | Promise
    url_name: str
    icon: str
    order: int
    waits: Waits


@dataclass(frozen=True)
class Shown:
    name: str | Promise
    url: str
    icon: str
    n: int


_ways: dict[str, Way] = {}


def way_to(name: str | Promise, url_name: str, icon: str, order: int, waits: Waits = lambda request: 0) -> None:
    """Lead from Me to a page; `waits(request)` says how much waits for her there, None where she has no such page."""
    _ways[url_name] = Way(name, url_name, icon, order, waits)


def ways_for(request: HttpRequest) -> list[Shown]:
    """Hers, in their order."""
    ordered = sorted(_ways.values(), key=lambda way: way.order)
    counted = ((way, way.waits(request)) for way in ordered)
    return [Shown(way.name, reverse(way.url_name), way.icon, n) for way, n in counted if n is not None]
