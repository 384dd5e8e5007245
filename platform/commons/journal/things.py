"""What a stream is about, for people: its title and its page. So an app can name another's thing without knowing it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Thing:
    """A title in the active language, without anyone's name or number, the address of its page, and under which name somebody
    stands there, by actor, where that isn't her own.
    """

    title: str
    address: str
    names: Mapping[str, str] = field(default_factory=dict)


Describer = Callable[[Collection[str]], Mapping[str, Thing]]

_describers: dict[str, Describer] = {}


def describes(kind: str) -> Callable[[Describer], Describer]:
    """Register what tells about streams of this kind (`marketplace.order`): given what follows their colons, a Thing for each there is."""

    def register(describer: Describer) -> Describer:
        _describers[kind] = describer
        return describer

    return register


def ids_in(names: Iterable[str]) -> list[int]:
    """Those of what follows the colons that can be ids: a link may name anything."""
    return [int(name) for name in names if name.isascii() and name.isdigit() and len(name) < 19]


def things(streams: Iterable[str]) -> dict[str, Thing]:
    """What these streams are about; one of which nothing is known is left out."""
    names: dict[str, set[str]] = defaultdict(set)
    for stream in streams:
        kind, _, name = stream.partition(":")
        names[kind].add(name)
    return {
        f"{kind}:{name}": thing
        for kind, its_names in names.items()
        if kind in _describers
        for name, thing in _describers[kind](its_names).items()
    }


def thing(stream: str) -> Thing | None:
    """What one stream is about."""
    return things([stream]).get(stream)
