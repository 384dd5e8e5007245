"""A number is typed: of one for women only nobody finds out whether it has a seat, and whose it is gets her link on her own phone."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from commons.notify.actions import mark_sent, see
from commons.notify.models import Notice, ToSend
from commons.notify.sending import list_of
from commons.notify.ways import hand_due
from commons.people.actions import give_pass
from commons.people.details import GuestDetails
from commons.people.limits import Limit
from commons.people.models import Pass, Tally
from events.actions import ask_for_link, give_up_seat, linking, seating, take_seat
from events.models import Gathering, Seat
from events.models.gatherings import MOST_WAITING
from events.refusals import Full, HasSeat
from events.room import room_code
from tests.racing import at_once, committing

from .counting import check
from .pages import hidden, said

pytestmark = pytest.mark.django_db
HERS, ANOTHERS = "+996555111222", "+996555333444"


@pytest.fixture
def circle(gathering):
    """One for women only; it begins soon."""
    return gathering(women_only=True, capacity=4, starts_at=timezone.now() + timedelta(minutes=20))


@pytest.fixture
def somebody():
    """A browser that was never here, in English."""

    def give():
        browser = Client()
        browser.cookies["django_language"] = "en"
        return browser

    return give


@pytest.fixture
def type_number(somebody):
    """Fill in the form as somebody: `type_number(felt, HERS)`; returns the answer."""

    def give(felt, phone, browser=None, **fields):
        browser = browser or somebody()
        form = {"name": "Айнура", "phone": phone, "party": "1", "key": hidden(browser.get(f"/events/{felt.pk}/"), "key"), **fields}
        return browser.post(f"/events/{felt.pk}/seat/", form)

    return give


def traces(felt):
    """What others can see move: the gathering's stream, its version, and the numbers of the next seat, guest and link anywhere."""
    fresh = Gathering.objects.get(pk=felt.pk)
    guest = GuestDetails("x", "x").known()
    seat = Seat.objects.create(gathering=felt, key=uuid4(), guest=guest, who="x", party=1, code="X", state="given_up")
    link = give_pass(guest, seat.stream)
    numbers = seat.pk, guest.pk, link.pk
    seat.delete(), guest.delete()
    return Entry.objects.filter(stream=felt.stream).count(), fresh.version, *numbers


def unmarked(page):
    """What it says, without what is another each time."""
    return re.sub(r'nonce="[^"]*"|name="(csrfmiddlewaretoken|key)" value="[^"]*"|data-head="[^"]*"', "", page.content.decode())


def letters(host):
    return list_of(host).hers


@pytest.mark.parametrize("party", ["1", "6"])
def test_nothing_tells_a_number_that_has_a_seat_from_one_that_has_none(circle, come, visitor, type_number, somebody, party):
    felt = circle
    come(felt, visitor("Айнура")), type_number(felt, HERS)
    Seat.objects.filter(who=HERS).update(version=5)
    Gathering.objects.filter(pk=felt.pk).update(capacity=10)
    got = []
    for phone in (HERS, ANOTHERS):
        browser, before, begun_at = somebody(), traces(felt), Entry.objects.latest("pk").pk
        answer = type_number(felt, phone, browser, party=party)
        after = traces(felt)
        page = browser.get(answer["Location"])
        seen = unmarked(page).replace(phone, "")
        again = type_number(felt, phone, browser, party=party, key=str(uuid4()))
        told = [e.fact for e in Entry.objects.filter(pk__gt=begun_at, stream=felt.stream)]
        steps = [new - old for old, new in zip(before, after, strict=True)]
        got.append((answer.status_code, answer["Location"], set(answer.cookies), steps, seen, again.status_code, again["Location"], told))
    assert got[0] == got[1]
    assert got[0][3] == [1, 1, 2, 2, 2]
    check(felt)


def test_the_same_form_sent_again_much_later_tells_nothing_either(circle, type_number, somebody):
    type_number(circle, HERS)
    Seat.objects.update(asked_at=timezone.now() - timedelta(hours=5))
    key = str(uuid4())
    answers = []
    for phone in (HERS, ANOTHERS):
        browser = somebody()
        type_number(circle, phone, browser, key=key)
        Seat.objects.update(asked_at=timezone.now() - timedelta(hours=5))
        before = traces(circle)
        answer = type_number(circle, phone, browser, key=key)
        answers.append((answer.status_code, answer["Location"], [new - old for old, new in zip(before, traces(circle), strict=True)]))
    assert answers[0] == answers[1]
    assert Seat.objects.count() == 2


def test_no_screen_says_how_many_places_are_left_or_whether_any_are(circle, come, somebody, signed_in, begimai):
    """Else whoever types a number for six sees by the next page whether it had a seat: new, it waits in line, and none is left."""
    browsers = somebody(), signed_in(begimai)
    addresses = (f"/events/{circle.pk}/", f"/events/{circle.pk}/now/", "/events/")
    shown = [[unmarked(browser.get(address)) for address in addresses for browser in browsers]]
    for party in (3, 2):
        come(circle, party=party)
        shown.append([unmarked(browser.get(address)) for address in addresses for browser in browsers])
    assert Gathering.objects.get(pk=circle.pk).waiting == 1
    assert shown[0] == shown[1] == shown[2]
    told = present([Entry.objects.filter(stream=circle.stream).latest("seq")], "en")
    assert not re.search("left|coming", json.dumps([*told.values()] if isinstance(told, dict) else told))


def test_who_asks_for_more_than_are_left_waits_and_had_been_told(circle, come, type_number, somebody):
    come(circle, party=3)
    assert "you wait in line" in said(somebody().get(f"/events/{circle.pk}/"))
    type_number(circle, HERS, party="2")
    assert Seat.objects.get(who=HERS).state == "waiting"
    check(circle)


def test_where_too_many_wait_it_is_said_to_both(circle, come, visitor):
    come(circle, party=4)
    hers = visitor()
    come(circle, hers)
    Gathering.objects.filter(pk=circle.pk).update(waiting=MOST_WAITING)
    for who in (hers, visitor()):
        with pytest.raises(Full):
            take_seat(circle, who, 1, uuid4())


def test_however_often_it_is_typed_nothing_tells_when_it_was_used_before(circle, gathering, type_number, somebody):
    """A day's limit of each number would say when that day began: when she took a seat, wherever it was; and lock her out."""
    type_number(gathering(starts_at=timezone.now() + timedelta(days=3)), HERS)
    browser = somebody()
    for phone in (HERS, ANOTHERS):
        assert {type_number(circle, phone, browser).status_code for _ in range(22)} == {302}
    assert Tally.objects.count() == 1


def test_a_member_takes_only_so_many_seats_a_day(gathering, come, begimai, monkeypatch):
    monkeypatch.setattr(seating, "PER_MEMBER", Limit("taken in a test", 1, timedelta(days=1)))
    come(gathering(), begimai)
    with pytest.raises(Refused, match="slow_down"):
        come(gathering(starts_at=timezone.now() + timedelta(days=3)), begimai)


def test_her_link_waits_on_the_hosts_list_and_on_no_screen(circle, type_number, somebody, ambassador, deliver):
    browser = somebody()
    page = browser.get(type_number(circle, HERS, browser)["Location"])
    link = Pass.objects.get()
    assert (link.code in page.content.decode(), HERS in said(page)) == (False, True)
    assert browser.get(f"/events/{circle.pk}/seats/{Seat.objects.get().pk}/").status_code == 403
    deliver()
    (letter,) = letters(ambassador)
    assert (letter.to_send.guest.phone, link.address in letter.text) == (HERS, True)
    assert browser.get(f"/g/{link.code}", follow=True).status_code == 200, "by the link"
    assert letters(ambassador) == []
    assert browser.post(f"/events/{circle.pk}/seat/", {"name": "А.", "phone": HERS, "party": "1", "key": str(uuid4())})["Location"] == (
        f"/events/{circle.pk}/seats/{Seat.objects.get().pk}/"
    ), "her own browser goes straight to her seat"


@pytest.mark.parametrize("women_only", [True, False])
def test_who_lost_her_link_gets_the_same_once_in_some_hours(gathering, women_only, come, visitor, type_number, ambassador, deliver):
    felt = gathering(women_only=women_only)
    seat = come(felt, visitor("Айнура"))
    deliver()
    see(seat.holder.actor, seat.stream)
    assert letters(ambassador) == []
    Entry.objects.update(at=timezone.now() - linking.ONCE_IN)
    link = Pass.objects.get()
    for _ in range(3):
        answer = type_number(felt, seat.who)
        deliver()
        assert answer["Location"] == f"/events/{felt.pk}/seat/"
    (letter,) = letters(ambassador)
    assert link.address in letter.text
    mark_sent(ambassador, letter.to_send)
    for hours, waiting in ((5, 0), (6, 1)):
        ago = timezone.now() - timedelta(hours=hours)
        Entry.objects.update(at=ago), Notice.objects.update(at=ago), ToSend.objects.update(made_at=ago)
        type_number(felt, seat.who)
        deliver()
        assert len(letters(ambassador)) == waiting
    assert Pass.objects.get() == link, "nobody ends it by typing her number"
    assert Seat.objects.count() == 1
    check(felt)


def test_it_is_sent_by_hand_at_once_whatever_else_would_reach_her(circle, come, visitor, deliver, settings):
    settings.MAILS = True
    come(circle, visitor("Айнура", email="ainura@example.org"))
    deliver()
    notice = Notice.objects.get(kind="event-link")
    assert hand_due(notice) == notice.at


def test_who_gives_her_seat_up_by_her_link_and_comes_after_all_has_the_next_at_once(circle, come, somebody):
    seat, browser = come(circle), somebody()
    browser.get(f"/g/{Pass.objects.get().code}")
    give_up_seat(seat)
    answer = browser.post(f"/events/{circle.pk}/seats/{seat.pk}/again/", {"key": str(uuid4())})
    assert browser.get(answer["Location"]).status_code == 200
    assert Seat.objects.standing().get().pk != seat.pk


def test_in_the_room_a_guest_tells_the_host_her_name(circle, come, visitor, somebody):
    seat = come(circle, visitor("Айнура"))
    room = f"/events/{circle.pk}/room/{room_code(circle)}/"
    page = somebody().get(room)
    assert "Tell the host your name" in said(page)
    assert 'name="phone"' not in page.content.decode()
    form = {"name": "А.", "party": "1", "key": str(uuid4())}
    answers = [somebody().post(room, {**form, "phone": phone}) for phone in (seat.who, HERS)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert said(answers[0]) == said(answers[1])
    assert Seat.objects.get().came == 0


def test_in_any_other_room_a_number_that_has_a_seat_leads_to_the_host(gathering, come, visitor, somebody, deliver, ambassador):
    felt = gathering(starts_at=timezone.now() + timedelta(minutes=20))
    seat = come(felt, visitor("Айнура"))
    form = {"name": "А.", "phone": seat.who, "party": "1", "key": str(uuid4())}
    page = somebody().post(f"/events/{felt.pk}/room/{room_code(felt)}/", form, follow=True)
    assert "Tell the host your name: she checks you in." in said(page)
    assert "seat for this number" not in said(page)
    deliver()
    assert [letter.to_send.guest.phone for letter in letters(ambassador)] == [seat.who]
    assert Seat.objects.get().came == 0


@committing
@pytest.mark.both_databases
def test_typed_by_many_at_once_it_is_one_seat_and_one_letter(gathering, visitor, deliver, ambassador):
    felt, hers = gathering(women_only=True), visitor()
    answers = at_once(*[lambda: take_seat(felt, hers, 1, uuid4())] * 6)
    assert [one.link for one in answers if not isinstance(one, HasSeat)] == [None]
    Entry.objects.update(at=timezone.now() - timedelta(hours=7))
    assert at_once(*[lambda: ask_for_link(felt, hers.phone)] * 6) == [None] * 6
    assert Entry.objects.filter(fact="events.link.asked", at__gt=timezone.now() - timedelta(hours=1)).count() == 1
    assert Entry.objects.filter(stream=felt.stream).count() == 1 + 1 + 6
    deliver()
    assert len(letters(ambassador)) == 1
    check(felt)
