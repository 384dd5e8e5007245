"""Ogg with Opus (RFC 7845), as older Firefoxes record it: pages of one stream, packets across them."""

import struct

from .opus import milliseconds
from .sound import Sound

BEGINNING = b"OggS"
HEAD = struct.Struct("<4sBBqIIIB")
CONTINUES = 0xFF
A_SECOND = 48_000


def listen(data: bytes) -> Sound:
    """The one Opus stream of these bytes."""
    packets: list[bytes] = []
    serials: set[int] = set()
    open_packet, end, place = b"", 0, 0
    while place < len(data):
        mark, version, _flags, until, serial, _number, _check, count = HEAD.unpack_from(data, place)
        if mark != BEGINNING or version:
            raise ValueError("not a page")
        serials.add(serial)
        end = max(end, until)
        table = data[place + HEAD.size : place + HEAD.size + count]
        place += HEAD.size + count
        if len(table) < count or place + sum(table) > len(data):
            raise ValueError("cut off")
        for size in table:
            open_packet += data[place : place + size]
            place += size
            if size != CONTINUES:
                packets.append(open_packet)
                open_packet = b""
    opening, tags, *sound = packets
    if len(serials) != 1 or not opening.startswith(b"OpusHead") or not tags.startswith(b"OpusTags") or not sound or open_packet:
        raise ValueError("not one voice")
    skipped = int.from_bytes(opening[10:12], "little")
    played = sum(milliseconds(packet) for packet in sound) / 1000
    return Sound("audio/ogg", max(played, (end - skipped) / A_SECOND), [len(packet) for packet in sound], data)
