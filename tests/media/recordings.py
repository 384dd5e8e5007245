"""Recordings made byte by byte: what Chromium, Firefox and Safari write, in the least that is still one."""

import struct

PACKET = b"\x0c" + b"\xaa" * 39  # 20 ms of Opus, as its first byte says
LOUD = PACKET + b"\xaa" * 40


def webm(
    seconds: float = 2, *, kind: int = 2, codec: bytes = b"A_OPUS", doctype: bytes = b"webm", more: bytes = b"", tracks: int = 1
) -> bytes:
    """As MediaRecorder streams it: segment and cluster have no size, and nothing says how long it is."""
    track = element(0xAE, element(0xD7, b"\x01") + element(0x83, bytes([kind])) + element(0x86, codec))
    head = element(0x1A45DFA3, element(0x4282, doctype))
    begun = b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3)))
    clusters = b""
    for at in range(0, round(seconds * 1000), 20):
        if at % 10_000 == 0:
            clusters += b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff" + element(0xE7, at.to_bytes(4))
        packet = LOUD if at % 400 < 200 else PACKET
        clusters += element(0xA3, b"\x81" + struct.pack(">h", at % 10_000) + b"\x80" + packet)
    return head + begun + element(0x1654AE6B, track * tracks) + more + clusters


def element(name: int, value: bytes) -> bytes:
    return name.to_bytes((name.bit_length() + 7) // 8) + (len(value) | 1 << 28).to_bytes(4) + value


def ogg(seconds: float = 2, *, serials: tuple[int, ...] = (7,)) -> bytes:
    """Opus in pages of a second."""
    said = b"".join(page([b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48_000, 0, 0)], 0, serial) for serial in serials)
    said += page([b"OpusTags" + bytes(8)], 0, serials[0])
    count = round(seconds * 50)
    for first in range(0, count, 50):
        last = min(first + 50, count)
        said += page([PACKET] * (last - first), last * 960 + 312, serials[0])
    return said


def page(packets: list[bytes], until: int, serial: int) -> bytes:
    table = bytes(size for packet in packets for size in [*[255] * (len(packet) // 255), len(packet) % 255])
    return struct.pack("<4sBBqIIIB", b"OggS", 0, 0, until, serial, 0, 0, len(table)) + table + b"".join(packets)


def mp4(seconds: float = 2, *, fragmented: bool = False, handler: bytes = b"soun", codec: bytes = b"mp4a", secret: bytes = b"") -> bytes:
    """AAC of 48 kHz; whole, or in the fragments that Safari records. `secret` is what a phone would tell about itself."""
    count = round(seconds * 48_000 / 1024)
    told = 0 if fragmented else count
    described = box(b"stsd", struct.pack(">II", 0, 1) + box(codec, bytes(28)))
    table = box(b"stbl", described + box(b"stsz", struct.pack(f">III{told}I", 0, 0, told, *[60] * told)))
    media = box(b"mdhd", times(48_000, told * 1024)) + box(b"hdlr", bytes(8) + handler + bytes(12)) + box(b"minf", table)
    trex = box(b"mvex", box(b"trex", struct.pack(">IIIIII", 0, 1, 1, 1024, 0, 0))) if fragmented else b""
    tells = box(b"udta", secret) if secret else b""
    movie = box(b"moov", box(b"mvhd", times(1000, round(told * 1024 / 48))) + box(b"trak", box(b"mdia", media)) + trex + tells)
    run = box(b"trun", struct.pack(f">II{count}I", 0x200, count, *[60] * count))
    fragment = box(b"moof", box(b"traf", box(b"tfhd", struct.pack(">II", 0, 1)) + run)) if fragmented else b""
    return box(b"ftyp", b"isom" + bytes(4)) + movie + fragment + box(b"mdat", bytes(60 * count))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def times(scale: int, length: int) -> bytes:
    return struct.pack(">IIIII", 0, 0, 0, scale, length) + bytes(80)
