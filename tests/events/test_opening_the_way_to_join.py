"""The pages on the way from a seat to an account: two screens, whom they open to, and what the hosts see."""

from uuid import uuid4

import pytest
from django.test import Client

from commons.people.actions import block, vouch
from commons.people.models import Member, Pass
from events.actions import ask_to_join, begin, change_seat_link, claim_seat, end
from events.models import Newcomer, Seat
from tests.events.pages import said
from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db

ON_THE_WAY = ("join/", "join/name/", "link/")


@pytest.fixture
def seat(gathering, come, visitor):
    """Of Ainura, who has no account."""
    return come(gathering(), visitor("Айнура"))


def at(seat, page=""):
    return f"/events/{seat.gathering_id}/seats/{seat.pk}/{page}"


def introduced(browser, seat, **fields):
    """Her name is typed, and Join pressed."""
    page = at(seat, "join/name/")
    return browser.post(page, {"name": "Айнура", "key": hidden_key(browser.get(page)), **fields})


def hidden_key(answer):
    return answer.context["form"]["key"].value() if answer.status_code == 200 else str(uuid4())


def test_two_screens_and_she_is_back_at_a_seat_that_is_her_own(seat, linked, again):
    hers = linked(seat)
    assert "Join the network" in said(hers.get(at(seat)))
    first = hers.get(at(seat, "join/"))
    assert seat.gathering.host.name in said(first)
    assert [first.content.decode().count(f'value="{code}"') for code in ("ky", "ru", "uz-cyrl", "en")] == [1, 1, 1, 1]
    answer = hers.post(at(seat, "join/"), {"language": "en"})
    assert answer["Location"] == at(seat, "join/name/")
    second = hers.get(answer["Location"])
    assert 'value="Айнура"' in second.content.decode()
    assert "when someone who met you" in said(second)
    answer = introduced(hers, seat, is_under_18="on")
    assert answer["Location"] == at(seat)
    page = hers.get(at(seat))
    member = Newcomer.objects.get().member
    assert (member.language, member.is_under_18, member.standing) == ("en", True, "asked")
    assert "<waiting-card" in page.content.decode()
    assert "Three words to keep" in said(page)
    assert "Join the network" not in said(page)
    assert again(seat).member == member


def test_she_keeps_her_words_from_her_seat(seat, linked):
    hers = linked(seat)
    introduced(hers, seat)
    answer = hers.post("/me/words/", {"instead_of": "", "next": at(seat)})
    assert (answer.status_code, answer.context["to"]) == (200, at(seat))
    assert "Three words to keep" not in said(hers.get(at(seat)))


def test_before_it_ends_it_is_a_line_and_after_it_a_card(seat, linked, ambassador):
    hers = linked(seat)
    early = hers.get(at(seat)).content.decode()
    assert early.index("so many of us".capitalize()) < early.index("Join the network")
    end(ambassador, begin(ambassador, seat.gathering))
    late = hers.get(at(seat)).content.decode()
    assert "Stay with us" in late


def test_what_is_wrong_with_her_name_is_said_beside_it(seat, linked):
    answer = introduced(linked(seat), seat, name="…")
    assert answer.status_code == 422
    assert not Newcomer.objects.exists()


def test_pressed_twice_she_is_one(seat, linked):
    hers, page = linked(seat), at(seat, "join/name/")
    sent = {"name": "Айнура", "key": hidden_key(hers.get(page))}
    hers.post(page, sent)
    assert hers.post(page, sent)["Location"] == at(seat)
    assert Newcomer.objects.count() == 1


def test_another_phone_with_the_same_link_comes_too_late(seat, linked):
    hers, elsewhere = linked(seat), linked(seat)
    introduced(hers, seat)
    answer = introduced(elsewhere, seat)
    assert answer.status_code == 403
    assert elsewhere.get(at(seat)).status_code == 403
    assert Newcomer.objects.count() == 1


def test_the_link_she_has_kept_leads_her_to_her_seat_while_she_is_signed_in(seat, linked):
    hers, code = linked(seat), Pass.objects.get(stream=seat.stream).code
    introduced(hers, seat)
    assert hers.get(f"/g/{code}")["Location"] == at(seat)
    assert hers.get(at(seat)).status_code == 200
    assert Client().get(f"/g/{code}").status_code == 404
    assert hers.get("/g/ABCDEFGH23456789").status_code == 404


@pytest.mark.parametrize("page", ON_THE_WAY)
@pytest.mark.parametrize("whose", ["guest", "trusted"])
def test_the_way_opens_to_the_guest_alone_whose_seat_it_is(page, whose, seats, browsers):
    got = {who: browser.get(at(seats[whose], page)).status_code for who, browser in browsers.items()}
    let_in = {who: status for who, status in got.items() if status != 403}
    back_to_her_own = {"trusted": 302} if page != "link/" else {}
    assert let_in == ({"guest": 200} if whose == "guest" else back_to_her_own)


@pytest.mark.parametrize("whose", ["guest", "trusted"])
def test_nobody_joins_by_the_seat_of_another(whose, seats, browsers):
    for who in sorted(EVERYONE - {whose}):
        answer = browsers[who].post(at(seats[whose], "join/name/"), {"name": "Айнура", "key": str(uuid4())})
        assert answer.status_code == 403, who
        assert browsers[who].post(at(seats[whose], "mine/")).status_code == 403, who
        assert browsers[who].post(at(seats[whose], "link/")).status_code == 403, who
    assert not Newcomer.objects.exists()
    assert Seat.objects.get(pk=seats[whose].pk).version == 1


def test_without_an_account_it_is_not_mine_by_a_tap(seats, browsers):
    assert browsers["guest"].post(at(seats["guest"], "mine/")).status_code == 403


def test_who_is_signed_in_is_not_offered_an_account_but_her_seat(seat, signed_in, begimai, again):
    hers = signed_in(begimai)
    hers.cookies["django_language"] = "en"
    hers.get(f"/g/{Pass.objects.get(stream=seat.stream).code}")
    page = said(hers.get(at(seat)))
    assert "This seat is mine" in page
    assert "Join the network" not in page
    assert hers.get(at(seat, "join/name/"))["Location"] == at(seat)
    assert "kept with your account" in said(hers.post(at(seat, "mine/"), follow=True))
    assert again(seat).member == begimai
    assert hers.post(at(seat, "mine/")).status_code == 302  # twice is once
    assert not Newcomer.objects.exists()


# the private link, changed


def test_she_goes_on_and_whoever_has_the_old_one_is_out(seat, linked):
    hers, elsewhere, old = linked(seat), linked(seat), Pass.objects.get(stream=seat.stream)
    page = at(seat, "link/")
    assert "Change my link" in said(hers.get(page))
    answer = hers.post(page, {"link": old.pk}, follow=True)
    fresh = Pass.objects.good().get(stream=seat.stream)
    assert fresh.code != old.code
    assert "opens nothing any more" in said(answer)
    assert fresh.address in answer.content.decode()
    assert old.code not in answer.content.decode()
    assert (hers.get(at(seat)).status_code, elsewhere.get(at(seat)).status_code) == (200, 403)
    hers.post(page, {"link": old.pk})
    assert Pass.objects.good().get(stream=seat.stream) == fresh
    assert elsewhere.post(page).status_code == 403


def test_a_link_changes_its_own_seat_alone(seat, come):
    from commons.journal.refusals import Refused

    other = come(seat.gathering)
    with pytest.raises(Refused, match="forbidden"):
        change_seat_link(other, Pass.objects.get(stream=seat.stream))
    assert Pass.objects.good().count() == 2


# those who held it


def test_the_desk_shows_who_asks_and_one_tap_answers(seat, ambassador, signed_in, come):
    felt, hosts = seat.gathering, signed_in(ambassador)
    hosts.cookies["django_language"] = "en"
    first, second = (ask_to_join(one, one.guest, name, "ky", False, uuid4()) for one, name in ((seat, "Айнура"), (come(felt), "Назгүл")))
    desk = hosts.get(f"/events/{felt.pk}/desk/")
    assert "2 ask to join" in said(desk)
    answer = hosts.post(f"/events/{felt.pk}/desk/newcomers/{first.pk}/", {"next": f"/events/{felt.pk}/desk/"}, follow=True)
    assert "Айнура is one of us now" in said(answer)
    assert "1 asks to join" in said(answer)
    hosts.post(f"/events/{felt.pk}/desk/newcomers/{second.pk}/", {"knows": "no"})
    assert "to join" not in said(hosts.get(f"/events/{felt.pk}/desk/?part=1"))
    assert dict(Member.objects.filter(came_by__gathering=felt).values_list("name", "standing")) == {"Айнура": "vouched", "Назгүл": "asked"}


def test_the_stage_shows_it_once_it_is_over(seat, ambassador, signed_in):
    felt, hosts = begin(ambassador, seat.gathering), signed_in(ambassador)
    ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4())
    assert f"/events/{felt.pk}/desk/newcomers/" not in hosts.get(f"/events/{felt.pk}/stage/").content.decode()
    end(ambassador, felt)
    assert f"/events/{felt.pk}/desk/newcomers/" in hosts.get(f"/events/{felt.pk}/stage/").content.decode()


@pytest.mark.parametrize("knows", ["", "no"])
def test_the_answer_is_for_those_who_held_it(knows, gatherings, seats, cast, browsers):
    seat = Seat.objects.whole().get(pk=seats["guest"].pk)
    newcomer = ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4())
    vouch(cast["coordinator"], newcomer)  # so that whoever may does nothing
    cast["aizada"].roles.create(lab=cast["aizada"].lab, kind="ambassador")
    address = f"/events/{seat.gathering_id}/desk/newcomers/{newcomer.pk}/"
    done = {
        who
        for who in sorted(EVERYONE)
        if (answer := browsers[who].post(address, {"knows": knows})).status_code == 302 and "next=" not in answer["Location"]
    }
    assert done == {"aizada", "begimai", "coordinator"}


def test_whom_they_do_not_meet_is_not_counted_either(seat, ambassador, signed_in):
    newcomer = ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4())
    block(newcomer, ambassador)
    page = said(signed_in(ambassador).get(f"/events/{seat.gathering_id}/desk/"))
    assert "Айнура" not in page
    assert "кошул" not in page


def test_her_own_seat_stays_open_to_her_and_no_other(seat, linked, come):
    hers, other = linked(seat), come(seat.gathering)
    introduced(hers, seat)
    assert hers.get(at(seat)).status_code == 200
    assert hers.get(at(other)).status_code == 403


def test_a_member_who_is_known_reads_by_whom(seat, linked, ambassador):
    hers = linked(seat)
    introduced(hers, seat)
    vouch(ambassador, Newcomer.objects.get().member)
    assert f"{ambassador.name} said" in said(hers.get(at(seat)))
    assert hers.get("/members/").status_code == 200


def test_claimed_seats_stand_in_her_calendar(seat, begimai, signed_in):
    claim_seat(seat, seat.guest, begimai)
    assert at(seat) in signed_in(begimai).get("/events/").content.decode()
