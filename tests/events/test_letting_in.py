"""One for women only: what is said in it and its call open by the host's link, to who is vouched for, or whom a host has checked in."""

from datetime import timedelta
from uuid import uuid4

import pytest

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.models import Pass
from commons.people.streams import member_stream
from commons.realtime.doors import may_enter
from events.actions import (
    ask_question,
    ask_to_join,
    begin,
    check_herself_in,
    check_in,
    claim_seat,
    end,
    give_recording,
    take_seat,
    uncount,
)
from events.models import Gathering, Seat

from .pages import said

pytestmark = pytest.mark.django_db
CALL, RECORDING = "https://call.example/felt", "https://films.example/felt"


@pytest.fixture
def circle(gathering, ambassador):
    """One for women only, by video, which is on."""
    return begin(ambassador, gathering(women_only=True, place="", video=CALL))


@pytest.fixture
def invited(make_member):
    """She has an account, and nobody has said "I know her" yet."""
    return make_member("Нуриза", standing="invited")


@pytest.fixture
def english(signed_in):
    def give(member):
        browser = signed_in(member)
        browser.cookies["django_language"] = "en"
        return browser

    return give


def inside(browser, felt):
    """Which of its pages open to her, and where the link of its call stands."""
    seat = f"seats/{Seat.objects.standing().filter(gathering=felt).latest('pk').pk}/"
    opened = {page for page in ("live/", "screen/", "live/chat/") if browser.get(f"/events/{felt.pk}/{page}").status_code == 200}
    called = {page for page in ("", seat, "calendar.ics") if CALL in browser.get(f"/events/{felt.pk}/{page}").content.decode()}
    return opened, called


def taken_away(member):
    """The streams that she was told of that they aren't hers any more."""
    return [entry.data["of"] for entry in Entry.objects.filter(stream=member_stream(member.pk), fact="people.membership.ended")]


ALL, NOTHING = ({"live/", "screen/", "live/chat/"}, {"", "calendar.ics"}), (set(), set())


def opens_all(browser, felt):
    opened, called = inside(browser, felt)
    return opened == ALL[0] and called > ALL[1]


def test_a_number_that_was_typed_opens_nothing_until_the_host_has_sent_the_link(circle, client, visitor):
    client.cookies["django_language"] = "en"
    client.post(f"/events/{circle.pk}/seat/", {"name": "Айнура", "phone": "0555 111 222", "party": "1", "key": str(uuid4())})
    assert inside(client, circle) == NOTHING
    assert "Open the private link that the host has sent you" in said(client.get(f"/events/{circle.pk}/live/"))
    client.get(f"/g/{Pass.objects.get().code}")
    assert opens_all(client, circle)


def test_who_is_vouched_for_comes_in_by_her_account(circle, come, english, begimai):
    come(circle, begimai)
    assert opens_all(english(begimai), circle)


def test_for_whom_nobody_has_vouched_waits_for_the_host(circle, come, english, invited, ambassador):
    seat, browser = come(circle, invited), english(invited)
    assert inside(browser, circle) == NOTHING
    assert not may_enter(invited, circle.live_stream)
    for page in ("live/", f"seats/{seat.pk}/"):
        assert "or the host has checked you in" in said(browser.get(f"/events/{circle.pk}/{page}"))
    with pytest.raises(Refused, match="forbidden"):
        ask_question(circle, invited, "Качан?", uuid4())
    assert "Nobody has said “I know her” yet" in said(english(ambassador).get(f"/events/{circle.pk}/desk/"))
    check_in(ambassador, seat, uuid4())
    assert opens_all(browser, circle)
    assert may_enter(invited, circle.live_stream)
    uncount(ambassador, Seat.objects.whole().get(pk=seat.pk), uuid4())
    assert inside(browser, circle) == NOTHING
    assert taken_away(invited) == [circle.live_stream], "where it is open still"


def test_who_sees_it_anyway_keeps_her_open_page_when_she_was_not_there_after_all(circle, come, begimai, ambassador):
    seat = check_in(ambassador, come(circle, begimai), uuid4()).seat
    uncount(ambassador, seat, uuid4())
    assert taken_away(begimai) == []


def test_who_waits_for_i_know_her_is_in_once_it_is_said(circle, come, english, invited, coordinator):
    from commons.people.actions import vouch

    come(circle, invited)
    vouch(coordinator, invited)
    assert opens_all(english(invited), circle)


def test_the_recording_is_for_those_who_were_let_in(circle, come, english, invited, begimai, ambassador):
    for who in (invited, begimai):
        come(circle, who)
    give_recording(ambassador, end(ambassador, circle), RECORDING)
    for who, shown in ((begimai, True), (invited, False)):
        seat = Seat.objects.get(member=who)
        assert (RECORDING in english(who).get(f"/events/{circle.pk}/seats/{seat.pk}/").content.decode()) is shown


def test_where_they_meet_the_rooms_qr_lets_her_in(begun, come, english, invited):
    felt = begun(women_only=True)
    seat = come(felt, invited)
    check_herself_in(seat, invited)
    assert opens_all(english(invited), felt)


def test_who_joined_by_the_link_keeps_what_it_opened_and_gets_no_other_by_it(circle, gathering, come, english, ambassador):
    seat = come(circle)
    member = ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4())
    assert opens_all(english(member), circle)
    other = begin(ambassador, gathering(women_only=True, video=CALL, place="", starts_at=circle.starts_at + timedelta(days=1)))
    take_seat(other, member, 1, uuid4())
    assert inside(english(member), other) == NOTHING


def test_a_link_that_is_claimed_lets_in_no_account_that_nobody_knows(circle, come, english, invited):
    seat = come(circle)
    claim_seat(seat, seat.guest, invited)
    assert inside(english(invited), circle) == NOTHING


def test_one_for_everyone_is_as_open_as_it_was(circle, come, english, invited):
    Gathering.objects.filter(pk=circle.pk).update(women_only=False)
    come(circle, invited)
    assert opens_all(english(invited), circle)
