"""What is in a recording, by its own bytes: one voice and nothing else, of which kind, and how long.

Parsers walk through the whole file, and raise ValueError, IndexError or struct.error at the first thing that isn't as it should be.
"""

import struct

from . import mp4, ogg, webm
from .sound import Sound

BEGINNINGS = {webm.BEGINNING: webm.listen, ogg.BEGINNING: ogg.listen}


class Broken(Exception):
    """This is no recording, or not only one."""


def listen(data: bytes) -> Sound:
    """The sound in these bytes. Raises Broken."""
    hear = BEGINNINGS.get(data[:4], mp4.listen)
    try:
        return hear(data)
    except (ValueError, IndexError, struct.error) as error:
        raise Broken from error
