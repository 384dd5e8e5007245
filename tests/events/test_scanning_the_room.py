"""The QR in the room: seat and check-in at once; nobody checks in from home, and nothing breaks where it is forged or late."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.people.models import Pass
from events.models import Gathering, Seat
from events.room import room_code, room_picture

from .counting import check
from .pages import hidden, said

pytestmark = pytest.mark.django_db
HERS = {"name": "Айнура", "phone": "0555 111 222", "party": "2"}


@pytest.fixture
def felt(gathering):
    return gathering(capacity=3, starts_at=timezone.now() + timedelta(minutes=20))


@pytest.fixture
def room(felt):
    return f"/events/{felt.pk}/room/{room_code(felt)}/"


@pytest.fixture
def phone(client):
    client.cookies["django_language"] = "en"
    return client


def test_who_has_a_seat_is_there_by_one_tap(felt, room, come, signed_in, make_member, again):
    member = make_member("Нуриза")
    seat, browser = come(felt, member), signed_in(member)
    assert "<at-once>" in browser.get(room).content.decode()
    assert again(seat).came == 0, "looking is not pressing"
    answer = browser.post(room, {"seat": seat.pk})
    assert answer["Location"] == f"/events/{felt.pk}/seats/{seat.pk}/"
    assert again(seat).came == 1
    assert browser.get(room)["Location"] == answer["Location"]
    browser.post(room, {"seat": seat.pk})
    assert Entry.objects.filter(fact="events.seat.came").count() == 1
    check(felt)


def test_who_has_none_takes_one_and_is_there(felt, room, phone, again):
    key = hidden(phone.get(room), "key")
    for _ in range(2):
        page = phone.post(room, {**HERS, "key": key}, follow=True)
    assert "You are here" in said(page)
    seat = Seat.objects.get()
    assert (seat.state, seat.came, seat.party) == ("taken", 2, 2)
    check(felt)


def test_where_all_are_taken_nobody_lands_in_line(felt, room, phone, come, again):
    come(felt, party=3)
    assert "All places are taken" in said(phone.get(room))
    page = phone.post(room, {**HERS, "key": uuid4()})
    assert page.status_code == 409
    assert "Tell the host" in said(page)
    assert (Seat.objects.count(), again(felt).waiting) == (1, 0)


def test_a_party_that_is_too_large_is_told_how_many_are_left(felt, room, phone, come):
    come(felt, party=2)
    page = phone.post(room, {**HERS, "key": uuid4()})
    assert page.status_code == 409
    assert "1 place is left" in said(page)
    assert 'value="Айнура"' in page.content.decode()


def test_a_forged_code_gets_a_clear_page(felt, room, phone):
    for code in ("AAAAAAAAAA", "x", room_code(Gathering(key=uuid4()))):
        for answer in (phone.get(f"/events/{felt.pk}/room/{code}/"), phone.post(f"/events/{felt.pk}/room/{code}/", HERS)):
            assert answer.status_code == 404
            assert "isn't the QR of this room" in said(answer)
    assert not Seat.objects.exists()


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_before_the_last_hour_and_after_its_end_it_is_said(felt, room, phone, language):
    phone.cookies["django_language"] = language
    Gathering.objects.filter(pk=felt.pk).update(starts_at=timezone.now() + timedelta(hours=2), ends_at=timezone.now() + timedelta(hours=3))
    assert phone.get(room).status_code == 409
    Gathering.objects.filter(pk=felt.pk).update(state="ended")
    late = phone.post(room, {**HERS, "key": uuid4()})
    assert late.status_code == 409
    assert 'class="empty__title"' in late.content.decode()
    assert not Seat.objects.exists()


def test_one_for_members_alone_stays_theirs(gathering, phone):
    ours = gathering(members_only=True, starts_at=timezone.now() + timedelta(minutes=20))
    room = f"/events/{ours.pk}/room/{room_code(ours)}/"
    assert phone.get(room).status_code == 404
    assert phone.post(room, {**HERS, "key": uuid4()}).status_code == 404


def test_who_waits_is_led_to_the_host(felt, room, come, signed_in, make_member, again):
    come(felt, party=3)
    member = make_member("Нуриза")
    waiting, browser = come(felt, member), signed_in(member)
    browser.cookies["django_language"] = "en"
    assert "Tell the host" in said(browser.get(room))
    assert browser.post(room, {"seat": waiting.pk}).status_code == 409
    assert again(waiting).came == 0


def test_of_two_who_share_a_phone_each_taps_her_own_name(felt, room, come, visitor, phone, again):
    seats = [come(felt, visitor(name)) for name in ("Айнура", "Бермет")]
    other = come(felt)
    for seat in seats:
        phone.get(urlsplit(Pass.objects.get(stream=seat.stream).address).path, follow=True)
    page = phone.get(room).content.decode()
    assert "js/at-once" not in page
    assert all(name in page for name in ("Айнура", "Бермет"))
    assert phone.post(room).status_code == 409, "who is it?"
    assert phone.post(room, {"seat": other.pk}).status_code == 409
    phone.post(room, {"seat": seats[1].pk})
    assert [again(seat).came for seat in (*seats, other)] == [0, 1, 0]
    assert "js/at-once" in phone.get(room).content.decode()
    phone.post(room, {"seat": seats[0].pk})
    assert phone.get(room).status_code == 302
    check(felt)


def test_the_code_is_shown_to_those_who_hold_it_alone(felt, room, signed_in, ambassador, make_member, phone):
    shown = signed_in(ambassador).get(f"/events/{felt.pk}/room/").content.decode()
    assert room_code(felt) in shown
    for other in (phone, signed_in(make_member("Нуриза"))):
        for page in ("", "live/", "screen/", "poster/"):
            assert room_code(felt) not in other.get(f"/events/{felt.pk}/{page}").content.decode()
        assert other.get(f"/events/{felt.pk}/room/").status_code in (302, 403)


def test_on_the_screen_of_a_host_it_hangs_in_the_room_and_on_nobody_elses(felt, signed_in, ambassador, phone):
    picture = room_picture(felt)
    assert picture in signed_in(ambassador).get(f"/events/{felt.pk}/screen/").content.decode()
    assert picture not in phone.get(f"/events/{felt.pk}/screen/").content.decode()
    Gathering.objects.filter(pk=felt.pk).update(in_lab_room=False, place="", video="https://call.example/felt")
    assert picture not in signed_in(ambassador).get(f"/events/{felt.pk}/screen/").content.decode(), "nobody is in a room"
