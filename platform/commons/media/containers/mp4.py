"""MP4 with AAC or Opus, as Safari records it, whole or in fragments; what a phone wrote about itself into it is blanked."""

import struct
from collections.abc import Iterator

from .sound import Sound

MASTERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"}
TELLING = {b"udta", b"meta", b"uuid"}  # where, when and with what it was recorded
CODECS = {b"mp4a", b"Opus"}
SIZES_SHOWN = 10_000

Box = tuple[bytes, int, int]  # its kind, and where its content begins and ends


def listen(data: bytes) -> Sound:
    """The one audio track of these bytes."""
    if data[4:8] != b"ftyp":
        raise ValueError("not an MP4")
    boxes = list(_boxes(data, 0, len(data)))
    of = {kind: [data[start:end] for name, start, end in boxes if name == kind] for kind, _, _ in boxes}
    if len(of.get(b"moov", ())) != 1 or [handler[8:12] for handler in of.get(b"hdlr", ())] != [b"soun"]:
        raise ValueError("not one voice")
    if [described[12:16] in CODECS for described in of[b"stsd"]] != [True] or b"mdat" not in of:
        raise ValueError("not one voice")
    lengths = [_said(of[b"mvhd"][0]), _said(of[b"mdhd"][0]), _in_fragments(data, boxes) / _scale(of[b"mdhd"][0])]
    sizes = _sizes(of)
    if not sizes or max(lengths) <= 0:
        raise ValueError("nothing in it")
    return Sound("audio/mp4", max(lengths), sizes, _blanked(data, boxes))


def _boxes(data: bytes, place: int, end: int) -> Iterator[Box]:
    """All boxes between, also those within others, in their order."""
    while place < end:
        size, kind = struct.unpack_from(">I4s", data, place)
        start = place + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start)
            start += 8
        elif size == 0:
            size = end - place
        place += size
        if place > end or place < start:
            raise ValueError("cut off")
        yield kind, start, place
        if kind in MASTERS:
            yield from _boxes(data, start, place)


def _scale(header: bytes) -> int:
    """How many units a second has, of an mvhd or mdhd."""
    (scale,) = struct.unpack_from(">I", header, 20 if header[0] else 12)
    if not scale:
        raise ValueError("no time")
    return int(scale)


def _said(header: bytes) -> float:
    """The seconds that an mvhd or mdhd says; of a recording in fragments none."""
    (length,) = struct.unpack_from(">Q" if header[0] else ">I", header, 24 if header[0] else 16)
    is_unknown = length in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return 0.0 if is_unknown else length / _scale(header)


def _in_fragments(data: bytes, boxes: list[Box]) -> int:
    """The length of all fragments, in the track's units: each sample's own, else its fragment's, else the track's."""
    usual = each = total = 0
    for kind, start, end in boxes:
        if kind == b"trex":
            (usual,) = struct.unpack_from(">I", data, start + 12)
        elif kind == b"tfhd":
            flags = int.from_bytes(data[start + 1 : start + 4])
            place = start + 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
            each = struct.unpack_from(">I", data, place)[0] if flags & 8 else usual
        elif kind == b"trun":
            total += sum(each if length is None else length for length, _ in _samples(data[start:end]))
    return total


def _samples(run: bytes) -> Iterator[tuple[int | None, int | None]]:
    """Length and size of each sample of a trun, where it says them."""
    flags, (count,) = int.from_bytes(run[1:4]), struct.unpack_from(">I", run, 4)
    place = 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    fields = [flag for flag in (0x100, 0x200, 0x400, 0x800) if flags & flag]
    if count > SIZES_SHOWN or place + 4 * len(fields) * count > len(run):
        raise ValueError("cut off")
    for start in range(count):
        values = dict(zip(fields, struct.unpack_from(f">{len(fields)}I", run, place + 4 * len(fields) * start), strict=True))
        yield values.get(0x100), values.get(0x200)


def _sizes(of: dict[bytes, list[bytes]]) -> list[int]:
    """How many bytes each sample took."""
    each, count = struct.unpack_from(">II", of[b"stsz"][0], 4) if b"stsz" in of else (0, 0)
    if count > SIZES_SHOWN:
        raise ValueError("too many")
    whole = [each] * count if each else [*struct.unpack_from(f">{count}I", of[b"stsz"][0], 12)] if count else []
    return whole + [size or 1 for run in of.get(b"trun", ()) for _, size in _samples(run)]


def _blanked(data: bytes, boxes: list[Box]) -> bytes:
    """The same bytes in the same places, with nothing in the boxes that tell."""
    kept = bytearray(data)
    for kind, start, end in boxes:
        if kind in TELLING:
            head = start - 4 if data[start - 4 : start] == kind else start - 12
            kept[head : head + 4] = b"free"
            kept[start:end] = bytes(end - start)
    return bytes(kept)
