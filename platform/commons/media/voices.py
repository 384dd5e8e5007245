"""Voice messages: looked at by what is in them, and kept as they were recorded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

from .containers import Broken, Sound, listen

LONGEST: Final = 60  # seconds
SLACK: Final = 2  # a recorder stops when it is told, and then ends what it has begun
LARGEST: Final = {"audio/webm": 260_000, "audio/ogg": 260_000, "audio/mp4": 520_000}  # bytes: Safari knows no low bit rates
BARS: Final = 40
LOUDEST: Final = 31

TOO_LONG = _("A voice message has at most 60 seconds. Record a shorter one.")
NO_VOICE = _("This is not a recording that can be played. Record it once more.")

_PEAKS = re.compile(r"\d{1,2}(?:,\d{1,2}){7,63}")


@dataclass(frozen=True)
class PreparedVoice:
    """A voice message as it will be kept."""

    seconds: float
    peaks: list[int]
    mime: str
    sound: bytes


def prepare_voice(upload: UploadedFile, peaks: str = "") -> PreparedVoice:
    """Before any transaction: the voice message, found to be one. `peaks` is what the recorder drew: "3,17,…", each at most 31.

    Raises Refused `too_long` or `invalid` with a sentence.
    """
    if (upload.size or 0) > max(LARGEST.values()):
        raise Refused("too_long", TOO_LONG)
    upload.seek(0)
    try:
        sound = listen(upload.read())
    except Broken as broken:
        raise Refused("invalid", NO_VOICE) from broken
    if sound.seconds > LONGEST + SLACK or len(sound.data) > LARGEST[sound.mime]:
        raise Refused("too_long", TOO_LONG)
    return PreparedVoice(round(min(sound.seconds, LONGEST), 1), drawn(peaks) or guessed(sound), sound.mime, sound.data)


def drawn(peaks: str) -> list[int]:
    """What the recorder drew, or nothing where that can't be it."""
    values = [int(value) for value in peaks.split(",")] if _PEAKS.fullmatch(peaks) else []
    return values if max(values, default=0) <= LOUDEST else []


def guessed(sound: Sound) -> list[int]:
    """How loud it is by how many bytes it took: a pause takes few."""
    return heights(sound.sizes)


def heights(values: Sequence[float]) -> list[int]:
    """Any row of values as 40 bars, the highest of them as high as can be."""
    parts = [values[len(values) * bar // BARS : max(len(values) * (bar + 1) // BARS, len(values) * bar // BARS + 1)] for bar in range(BARS)]
    means = [sum(part) / len(part) if part else 0 for part in parts]
    top = max(means) or 1
    return [round(LOUDEST * mean / top) for mean in means]
