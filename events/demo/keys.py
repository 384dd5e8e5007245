"""The keys of what the village does: the same each time, so that it is filled once."""

from uuid import NAMESPACE_URL, UUID, uuid5


def key_of(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo {name}")
