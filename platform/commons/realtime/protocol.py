"""The socket's language: frames as pure functions, its limits, and the codes it closes with.

JSON in text frames, UTF-8 not escaped.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from uuid import UUID

BODY_CHARACTERS = 4_000
FRAME_BYTES = 16_384
STREAMS = 64
KEY_CHARACTERS = 64  # a UUID has 36
UNSEEN_BYTES = 256 * 1024
REPLAY = 500

ByeCode = Literal["invalid", "too_big", "flood", "slow", "signed_out", "suspended", "draining"]

CLOSE: dict[ByeCode, int] = {
    "invalid": 1008,
    "too_big": 1009,
    "flood": 1008,
    "slow": 1013,
    "signed_out": 4403,
    "suspended": 4403,
    "draining": 1012,
}

_SEEN = re.compile(r'\{"op":"seen","stream":"([\w.]+:\w+)","seq":(\d{1,18})\}', re.ASCII).fullmatch
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Malformed(ValueError):
    """A frame that isn't JSON, or isn't one of the ops with its fields."""


def encode(value: object) -> str:
    """JSON as it travels: compact, letters as they are."""
    return _encode(value)


def is_too_big(text: str) -> bool:
    return len(text) > FRAME_BYTES or (len(text) > FRAME_BYTES // 4 and len(text.encode()) > FRAME_BYTES)


def seen(text: str) -> tuple[str, int] | None:
    """Stream and seq of a `seen` as our page writes it; it comes so often that it is spared the way over JSON."""
    known = _SEEN(text)
    return (known[1], int(known[2])) if known else None


def decode(text: str) -> dict[str, Any]:
    """An inbound frame as a checked object. Raises Malformed."""
    try:
        frame = json.loads(text, parse_constant=_no_constant)
        if "\\u" in text:
            encode(frame).encode()  # half a surrogate pair can't travel any further
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(frame, dict):
        raise Malformed
    check = _CHECKS.get(str(frame.get("op")))
    if check is None or not _is_name(frame.get("stream")) or not check(frame):
        raise Malformed
    return frame


def hello(epoch: str, member: Mapping[str, Any] | None) -> str:
    limits = {"body": BODY_CHARACTERS, "frame": FRAME_BYTES, "streams": STREAMS}
    return encode({"op": "hello", "epoch": epoch, "member": member, "limits": limits})


def entered(stream: str, head: int) -> str:
    return encode({"op": "entered", "stream": stream, "head": head})


def caught_up(stream: str, head: int) -> str:
    return encode({"op": "caught_up", "stream": stream, "head": head})


def facts(stream: str, shared: Iterable[str]) -> str:
    """A frame of facts that are serialised already."""
    return f'{{"op":"facts","stream":{encode(stream)},"facts":[{",".join(shared)}]}}'


def ack(key: str, stream: str, seq: int | None) -> str:
    return encode({"op": "ack", "key": key, "stream": stream, "seq": seq})


def nack(key: str, code: str, message: str, retry_in: float | None) -> str:
    return encode({"op": "nack", "key": key, "code": code, "retry_in": retry_in, "message": message})


def reset(stream: str, head: int, floor: int = 0) -> str:
    return encode({"op": "reset", "stream": stream, "head": head, "floor": floor})


def refused(stream: str, code: Literal["forbidden", "too_many"]) -> str:
    return encode({"op": "refused", "stream": stream, "code": code})


def hint(stream: str, kind: str, **fields: object) -> str:
    return encode({"op": "hint", "stream": stream, "kind": kind, **fields})


def pulse(heads: Mapping[str, int]) -> str:
    return encode({"op": "pulse", "heads": heads})


def lagging(stream: str, head: int) -> str:
    return encode({"op": "lagging", "stream": stream, "head": head})


def bye(code: ByeCode, retry_in: float | None = None) -> str:
    return encode({"op": "bye", "code": code, "retry_in": retry_in})


def as_uuid(text: str) -> UUID:
    """A client's key. Raises Malformed."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Malformed from error


def _no_constant(name: str) -> None:
    raise Malformed(name)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 100 and value.isprintable()


def _is_key(value: object) -> bool:
    return isinstance(value, str) and len(value) <= KEY_CHARACTERS


def _is_seq(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _checks_enter(frame: dict[str, Any]) -> bool:
    after, epoch = frame.get("after"), frame.get("epoch")
    return (after is None or _is_seq(after)) and (epoch is None or isinstance(epoch, str))


def _checks_do(frame: dict[str, Any]) -> bool:
    frame.setdefault("args", {})
    return _is_name(frame.get("verb")) and _is_key(frame.get("key")) and isinstance(frame["args"], dict)


_CHECKS = {
    "enter": _checks_enter,
    "leave": lambda frame: True,
    "do": _checks_do,
    "seen": lambda frame: _is_seq(frame.get("seq")),
    "hint": lambda frame: frame.get("kind") == "typing",
}
