from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sound:
    """A recording: its kind, its length, how many bytes each moment took (the louder, the more), and its bytes as they are kept."""

    mime: str
    seconds: float
    sizes: Sequence[int]
    data: bytes
