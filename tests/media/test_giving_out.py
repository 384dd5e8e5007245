"""Giving out what is kept: to those whom the door lets in, as what it is, and in parts where a player asks for parts."""

import pytest

from chat.models import Room
from commons.journal.writing import atomic
from commons.media import files
from commons.people.actions import give_pass
from commons.people.models import Guest
from tests.realtime.village import closed_to
from tests.standings import OSH

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PUBLIC = "tests.board:public"


@pytest.fixture(autouse=True)
def open_again():
    yield
    closed_to.clear()


def test_a_picture_is_given_to_whom_the_door_lets_in_and_to_nobody_else(give, aizada, begimai, suspended, stranger, signed_in):
    address = give().address()
    assert signed_in(aizada).get(address).status_code == 200
    closed_to.add(begimai.pk)
    assert signed_in(begimai).get(address).status_code == 404
    assert stranger.get(address).status_code == 404
    assert signed_in(suspended).get(address).status_code == 403


def test_a_guest_has_it_by_her_private_link(give, stranger):
    address = give("tests.table:1").address()
    with atomic():
        link = give_pass(Guest.objects.create(name="Айнура", phone="+996700123456"), "tests.table:1")
    assert stranger.get(address).status_code == 404
    stranger.get(f"/g/{link.code}")
    assert stranger.get(address).status_code == 200
    assert stranger.get(give("tests.table:2").address()).status_code == 404


def test_each_standing_has_what_its_room_lets_her_see(give, cast, stranger, signed_in):
    room = Room.objects.get(kind="lab", lab=cast["aizada"].lab)
    address = give(room.stream).address()
    answers = {who: (signed_in(member) if member else stranger).get(address).status_code for who, member in cast.items()}
    assert {who for who, status in answers.items() if status == 200} == OSH
    assert {status for who, status in answers.items() if who not in OSH} == {403, 404}
    assert answers["suspended"] == 403


def test_a_stream_without_a_door_lets_nobody_in(give, aizada, coordinator, signed_in):
    for guard in ("nobody.knows:1", "", "chat.room:0", "people.member:0"):
        address = give(guard).address()
        assert signed_in(aizada).get(address).status_code == signed_in(coordinator).get(address).status_code == 404


def test_it_is_what_it_says_and_nothing_else(give, aizada, signed_in):
    picture, voice = give(), give(voice=True)
    for address, mime in ((picture.address(320), "image/webp"), (voice.address, "audio/webm")):
        answer = signed_in(aizada).get(address, headers={"accept-encoding": "gzip"})
        assert answer["Content-Type"] == mime
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in answer
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"].startswith("private, max-age=")
        assert answer.content == files.read(address.split("/")[2], "voice" if "audio" in mime else "320.webp")


def test_what_is_open_to_strangers_may_be_kept_on_the_way(give, stranger):
    answer = stranger.get(give(PUBLIC).address())
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("public, max-age=")


def test_who_has_it_already_is_told_so(give, stranger):
    address = give(PUBLIC).address()
    mark = stranger.get(address)["ETag"]
    answer = stranger.get(address, headers={"if-none-match": mark})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-", 206, slice(0, None)),
        ("bytes=10-19", 206, slice(10, 20)),
        ("bytes=10-99999999", 206, slice(10, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=9-3", 416, slice(0, 0)),
        ("bytes=-", 200, slice(0, None)),
        ("bytes=0-1,3-4", 200, slice(0, None)),
        ("lines=0-1", 200, slice(0, None)),
    ],
)
def test_a_player_gets_the_part_it_asks_for(give, stranger, asked, status, part):
    voice = give(PUBLIC, voice=True)
    whole = files.read(voice.key, "voice")
    answer = stranger.get(voice.address, headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, whole[part])
    assert answer["Accept-Ranges"] == "bytes"
    if status == 206:
        first = len(whole[: part.start]) if part.start >= 0 else len(whole) + part.start
        assert answer["Content-Range"] == f"bytes {first}-{first + len(whole[part]) - 1}/{len(whole)}"
    assert int(answer["Content-Length"]) == len(answer.content)


def test_what_is_not_there_is_not_there(give, aizada, signed_in):
    picture, voice = give(), give(voice=True)
    for address in (
        f"/media/{picture.key}/321.webp",
        f"/media/{picture.key}/voice",
        f"/media/{picture.pk}/320.webp",
        f"/media/{voice.key}/320.webp",
        "/media/none/320.webp",
        "/media/../secret_key",
        "/media/%00/voice",
        f"/media/{picture.key}/",
    ):
        assert signed_in(aizada).get(address).status_code == 404, address
    files.remove([picture.key])
    assert signed_in(aizada).get(picture.address()).status_code == 404


def test_every_page_keeps_microphone_and_camera_to_our_own(stranger, aizada, signed_in):
    for answer in (stranger.get("/"), signed_in(aizada).get("/me/"), stranger.get("/none/")):
        assert answer["Permissions-Policy"].startswith("camera=(self), microphone=(self), ")


def test_nothing_is_changed_by_asking(give, aizada, signed_in):
    assert signed_in(aizada).post(give(PUBLIC).address()).status_code == 405
    assert signed_in(aizada).head(give(PUBLIC).address()).content == b""
