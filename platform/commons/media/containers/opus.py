"""How long an Opus packet is, from its first bytes (RFC 6716, section 3.1)."""

MOST = 120.0  # milliseconds


def milliseconds(packet: bytes) -> float:
    """The packet's length. Raises ValueError for what is none."""
    if not packet:
        raise ValueError("an empty packet")
    kind, many = packet[0] >> 3, packet[0] & 3
    frame: float
    if kind < 12:
        frame = (10, 20, 40, 60)[kind % 4]
    elif kind < 16:
        frame = (10, 20)[kind % 2]
    else:
        frame = (2.5, 5, 10, 20)[kind % 4]
    if many == 3 and len(packet) < 2:
        raise ValueError("a packet without its count")
    length = frame * (packet[1] & 0x3F if many == 3 else 1 if many == 0 else 2)
    if not 0 < length <= MOST:
        raise ValueError("a packet that is too long")
    return length
