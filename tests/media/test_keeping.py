"""Keeping and erasing: rows and files come and go together, whatever happens in between."""

import os
import time

import pytest
from django.conf import settings

from commons.journal.refusals import Refused
from commons.journal.writing import atomic
from commons.media import files
from commons.media.actions import erase, keep_picture, prepare_picture
from commons.media.models import Picture, Voice
from commons.media.sweeping import sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def on_disk():
    return sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def undone(act):
    """Do it in an action that comes to nothing."""
    try:
        with atomic():
            act()
            raise Refused("forbidden")
    except Refused:
        pass


def test_a_picture_has_a_row_and_a_file_for_each_width(give):
    picture = give("chat.room:12", "member:7")
    assert (picture.guard, picture.by, picture.width, picture.height) == ("chat.room:12", "member:7", 700, 525)
    assert on_disk() == sorted(f"{picture.key}.{step}.webp" for step in (320, 640, 1280))
    assert picture.address(200) == f"/media/{picture.key}/320.webp"
    assert picture.address(9999) == f"/media/{picture.key}/1280.webp"
    assert picture.srcset.endswith(f"/media/{picture.key}/1280.webp 700w")


def test_a_voice_message_has_a_row_and_a_file(give):
    voice = give(voice=True)
    assert on_disk() == [f"{voice.key}.voice"]
    assert (voice.length, voice.mime, len(voice.peaks)) == ("0:02", "audio/webm", 40)


def test_keys_are_not_to_be_guessed(give):
    keys = {give().key for _ in range(5)}
    assert len(keys) == 5
    assert {len(key) for key in keys} == {20}


def test_what_is_erased_is_in_no_table_and_on_no_disk(give):
    picture, voice, other = give(), give(voice=True), give()
    with atomic():
        erase([picture], [voice])
        assert not Voice.objects.exists()
        assert len(on_disk()) == 7, "until it is sure that they go"
    assert list(Picture.objects.all()) == [other]
    assert {name.partition(".")[0] for name in on_disk()} == {other.key}


def test_what_was_not_erased_after_all_is_whole(give):
    picture = give()
    undone(lambda: erase([picture]))
    assert Picture.objects.exists()
    assert len(on_disk()) == 3


def test_files_of_a_transaction_that_was_rolled_back_are_swept_once_they_are_old(give, upload, photo):
    kept = give()
    prepared = prepare_picture(upload(photo()))
    undone(lambda: keep_picture(prepared, "tests.board:1", "member:7"))
    assert len(on_disk()) == 6
    assert sweep() == 0
    for path in settings.MEDIA_ROOT.rglob("*.webp"):
        os.utime(path, (time.time() - 7200,) * 2)
    assert sweep() == 1
    assert {name.partition(".")[0] for name in on_disk()} == {kept.key}


def test_a_file_is_never_written_over(give):
    picture = give()
    with pytest.raises(FileExistsError):
        files.write(picture.key, {"320.webp": b"other"})


def test_where_nothing_was_ever_kept_nothing_is_swept():
    assert sweep() == 0
