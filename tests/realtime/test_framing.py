"""Frames for all: the same bytes whichever way they go."""

import json

import pytest
from websockets.frames import Frame as Wire
from websockets.frames import Opcode

from commons.realtime import protocol
from commons.realtime.frames import Brim, Frame, behind

PLAIN = '{"op":"seen","stream":"chat.room:1","seq":7}'


@pytest.mark.parametrize("letters", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_the_bytes_are_what_a_server_would_have_made(letters):
    text = "a" * letters
    assert Frame(text).raw == Wire(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_the_size_is_of_bytes():
    assert Frame("ыы").size == 4


def test_a_server_that_nobody_knows_has_no_shortcut():
    async def send(message):
        pass

    assert behind(send, Brim()) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        '{"op": "seen", "stream": "chat.room:1", "seq": 7}',
        '{"op":"seen","stream":"chat.room:1","seq":-7}',
        '{"op":"seen","stream":"chat.room:1","seq":7}}',
        '{"op":"seen","stream":"chat.room:1\\n","seq":7}',
        '{"op":"seen","stream":"chat.room:١","seq":7}',
        '{"op":"seen","stream":"chat.room:1","seq":٧}',
        '{"op":"seen","stream":"chat.room:1","seq":9999999999999999999}',
    ],
)
def test_the_short_way_of_seen_says_what_the_long_one_does(text):
    short = protocol.seen(text)
    assert (short is not None) == (text == PLAIN)
    if short is not None:
        assert protocol.decode(text) == {"op": "seen", "stream": short[0], "seq": short[1]} == json.loads(text)
