"""The bottom bar: each app that has a first page puts an item on it in its AppConfig.ready()."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Item:
    name: str | Promise
    url_name: str
    icon: str
    order: int
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_items: dict[str, Item] = {}


def bar_item(name: str | Promise, url_name: str, icon: str, order: int, also: tuple[str, ...] = ()) -> None:
    """Put `name` (lazy, translated) with a lucide icon on every member's bar; a smaller `order` stands further left.

    `also` are the beginnings of other addresses that belong to it.
    """
    _items[url_name] = Item(name, url_name, icon, order, also)


def items() -> list[Item]:
    return sorted(_items.values(), key=lambda item: item.order)


def home() -> str | None:
    """Where a member starts: the first item's address, None while nothing is installed."""
    return next((item.url for item in items()), None)


def current(path: str) -> str | None:
    """The address of the item that this path belongs to."""
    return max((item.url for item in items() if path.startswith((item.url, *item.also))), key=len, default=None)
