"""How much new was said about a thing: the app in which people talk answers, and a page that leads to the talk shows it."""

from collections.abc import Callable

Count = Callable[[object, str], int]

_counts: list[Count] = []


def counts_new(count: Count) -> None:
    """Ask `count(who, stream)`, a member or a guest and the thing's stream, how much she hasn't read; in AppConfig.ready()."""
    _counts.append(count)


def new_about(who: object, stream: str) -> int:
    """What she hasn't read of what others said about it; 0 where nobody talks."""
    return sum(count(who, stream) for count in _counts)
