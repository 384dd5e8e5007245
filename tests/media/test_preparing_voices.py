"""What a voice message must be: one voice and nothing else, short, and of a kind that phones record."""

import os

import pytest

from commons.media import voices
from commons.media.actions import prepare_voice
from tests.media.recordings import element, mp4, ogg, webm

KINDS = {"webm": webm, "ogg": ogg, "mp4": mp4, "mp4 in fragments": lambda seconds=2, **how: mp4(seconds, fragmented=True, **how)}
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@pytest.mark.parametrize("seconds", [0.5, 24, 60])
def test_its_kind_and_length_are_read_from_its_bytes(upload, kind, seconds):
    prepared = prepare_voice(upload(KINDS[kind](seconds), "voice.html"))
    assert prepared.mime == f"audio/{kind.split()[0]}"
    assert prepared.seconds == pytest.approx(seconds, abs=0.1)
    assert prepared.sound == KINDS[kind](seconds)


@every_kind
def test_one_that_goes_on_for_too_long_is_refused(upload, why, kind):
    assert why(prepare_voice, upload(KINDS[kind](63))) == "too_long"


def test_one_that_is_too_heavy_is_refused_unread(upload, why):
    assert why(prepare_voice, upload(os.urandom(600_000))) == "too_long"
    assert why(prepare_voice, upload(webm(59, more=element(0xEC, bytes(200_000))))) == "too_long"


@every_kind
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_one_that_was_cut_off_is_refused(upload, why, kind, part):
    whole = KINDS[kind]()
    assert why(prepare_voice, upload(whole[: int(len(whole) * part)])) == "invalid"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF$\x00\x00\x00WAVEfmt ",
        b"<script>alert(1)</script>",
        b"ID3" + bytes(100),
        webm(kind=1, codec=b"V_VP8"),
        webm(tracks=2),
        webm(doctype=b"matroska"),
        webm(codec=b"A_VORBIS"),
        webm(more=element(0x1941A469, b"<html>")),
        webm() + b"<script>alert(1)</script>",
        webm(0),
        ogg(serials=(1, 2)),
        ogg() + b"<script>",
        ogg(0),
        mp4(handler=b"vide"),
        mp4(codec=b"avc1"),
        mp4(0),
        mp4() + b"<script>alert(1)</script>",
    ],
)
def test_whatever_else_is_in_it_is_refused(upload, why, content):
    assert why(prepare_voice, upload(content)) == "invalid"


@every_kind
def test_noise_in_a_recording_raises_nothing_but_a_refusal(upload, why, kind):
    whole = bytearray(KINDS[kind](1))
    for place in range(0, len(whole), 7):
        whole[place] ^= 0x5A
        assert why(prepare_voice, upload(bytes(whole))) in ("", "invalid", "too_long")


def test_what_a_phone_wrote_about_itself_is_blanked(upload):
    told = mp4(secret=b"+39.9620+068.3941/")
    prepared = prepare_voice(upload(told))
    assert b"+39.96" in told
    assert b"+39.96" not in prepared.sound
    assert len(prepared.sound) == len(told)


def test_its_peaks_are_those_that_the_recorder_drew(upload):
    drawn = ",".join(str(value % 32) for value in range(40))
    assert prepare_voice(upload(webm()), drawn).peaks == [value % 32 for value in range(40)]


@pytest.mark.parametrize(
    "peaks", ["", "1", "1,2,3", "99," * 39 + "99", "-1," * 39 + "1", "a,b", "1," * 500 + "1", "<svg>", "1.5," * 39 + "1"]
)
def test_where_they_cannot_be_that_they_are_guessed_from_how_much_there_is_to_hear(upload, peaks):
    guessed = prepare_voice(upload(webm()), peaks).peaks
    assert len(guessed) == 40
    assert max(guessed) == 31
    assert 0 < min(guessed) < 20


@pytest.mark.parametrize("count", [1, 3, 39, 40, 41, 3000])
def test_bars_are_forty_of_any_number_of_values(count):
    assert voices.heights([7] * count) == [31] * 40
    assert voices.heights([0] * count) == [0] * 40
