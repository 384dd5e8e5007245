"""What stands at the top of every page: each app that has something there adds it in its AppConfig.ready()."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

Draw = Callable[[HttpRequest], SafeString | None]

_items: dict[str, tuple[int, Draw]] = {}


def top_item(name: str, draw: Draw, order: int = 0) -> None:
    """Show what `draw(request)` gives beside the heading, nothing where it gives None; a smaller `order` stands further left."""
    _items[name] = (order, draw)


def top_items(request: HttpRequest) -> list[SafeString]:
    """Those of this reader, drawn."""
    drawn = (draw(request) for _order, draw in sorted(_items.values(), key=lambda item: item[0]))
    return [item for item in drawn if item is not None]
