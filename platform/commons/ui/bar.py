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
_customers: dict[str, Item] = {}


def bar_item(name: str | Promise, url_name: str, icon: str, order: int, also: tuple[str, ...] = ()) -> None:
    """Put `name` (lazy, translated) with a lucide icon on every member's bar; a smaller `order` stands further left.

    `also` are the beginnings of other addresses that belong to it.
    """
    _items[url_name] = Item(name, url_name, icon, order, also)


def customers_bar_item(name: str | Promise, url_name: str, icon: str, order: int, also: tuple[str, ...] = ()) -> None:
    """The same on the bar of strangers, which stands on the pages that are for them."""
    _customers[url_name] = Item(name, url_name, icon, order, also)


def items() -> list[Item]:
    return sorted(_items.values(), key=lambda item: item.order)


def items_for_customers(path: str) -> list[Item]:
    """Those of a stranger, where this path belongs to one of them; elsewhere there is no bar."""
    ordered = sorted(_customers.values(), key=lambda item: item.order)
    return ordered if current(path, ordered) else []


def home() -> str | None:
    """Where a member starts: the first item's address, None while nothing is installed."""
    return next((item.url for item in items()), None)


def current(path: str, among: list[Item] | None = None) -> str | None:
    """The address of the item, of a member's or of those given, that this path belongs to."""
    return max(
        (item.url for item in (items() if among is None else among) if path.startswith((item.url, *item.also))), key=len, default=None
    )
