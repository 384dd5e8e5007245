"""WebM with Opus, as Chromium and Firefox record it: elements one after the other, in masters whose size may be unknown."""

from .opus import milliseconds
from .sound import Sound

BEGINNING = b"\x1aE\xdf\xa3"

HEAD, SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
MASTERS = {HEAD, SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP}
ENDLESS = {SEGMENT, CLUSTER}  # a recorder doesn't know how long they become
DOCTYPE, SCALE, KIND, CODEC, TIME, SIMPLE_BLOCK, BLOCK, ATTACHMENTS = 0x4282, 0x2AD7B1, 0x83, 0x86, 0xE7, 0xA3, 0xA1, 0x1941A469
AUDIO = b"\x02"
WIDEST = 8


def listen(data: bytes) -> Sound:
    """The one Opus track of these bytes."""
    found: dict[int, list[bytes]] = {}
    sizes: list[int] = []
    scale, cluster, end, played = 1_000_000, 0, 0.0, 0.0
    place = 0
    while place < len(data):
        name, value, place = _element(data, place)
        if name == SCALE:
            scale = int.from_bytes(value)
        elif name == TIME:
            cluster = int.from_bytes(value)
        elif name in (SIMPLE_BLOCK, BLOCK):
            at, packet = _block(value)
            length = milliseconds(packet)
            end = max(end, (cluster + at) * scale / 1e6 + length)
            played += length
            sizes.append(len(packet))
        elif name == ATTACHMENTS:
            raise ValueError("more than a voice")
        elif name in (DOCTYPE, TRACK, KIND, CODEC):
            found.setdefault(name, []).append(value)
    if found != {DOCTYPE: [b"webm"], TRACK: [b""], KIND: [AUDIO], CODEC: [b"A_OPUS"]} or not sizes:
        raise ValueError("not one voice")
    return Sound("audio/webm", max(end, played) / 1000, sizes, data)


def _element(data: bytes, place: int) -> tuple[int, bytes, int]:
    """An element's name and value, and where to go on: of a master inside it, and its value is empty."""
    name, place = _number(data, place, keep_marker=True)
    width = _width(data[place])
    size, place = _number(data, place)
    is_endless = size == (1 << 7 * width) - 1
    if is_endless and name not in ENDLESS:
        raise ValueError("an element without end")
    if name in MASTERS:
        if not is_endless and place + size > len(data):
            raise ValueError("cut off")
        return name, b"", place
    if place + size > len(data):
        raise ValueError("cut off")
    return name, data[place : place + size], place + size


def _block(value: bytes) -> tuple[int, bytes]:
    """When in its cluster a block is, and its packet."""
    _, place = _number(value, 0)
    if value[place + 2] & 0x06:
        raise ValueError("several packets in one block")
    return int.from_bytes(value[place : place + 2], signed=True), value[place + 3 :]


def _number(data: bytes, place: int, keep_marker: bool = False) -> tuple[int, int]:
    """A number that says itself how wide it is, and what follows it."""
    width = _width(data[place])
    number = int.from_bytes(data[place : place + width])
    if place + width > len(data):
        raise ValueError("cut off")
    return number if keep_marker else number & (1 << 7 * width) - 1, place + width


def _width(first: int) -> int:
    width = WIDEST + 1 - first.bit_length()
    if width > WIDEST:
        raise ValueError("not a number")
    return width
