"""Every list has an end on its page, a way on without script, and costs the same however much there is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chat.actions import open_direct
from chat.models import Room, Seat, Unmet
from chat.rows import MOST, rows_for
from chat.views import membership

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def links(page):
    return re.findall(r'href="([^"]*\?[^"]*=\d+)"', page.content.decode())


def rooms_on(page):
    return [int(number) for number in re.findall(r'data-room="(\d+)"', page.content.decode())]


def test_older_conversations_are_a_page_further_on(aizada, make_member, say, signed_in):
    talks = []
    for number in range(MOST + 3):
        other = make_member(f"Кыз {number}")
        talks.append(open_direct(other, aizada.pk))
        say(other, talks[-1], "Салам")
    browser = signed_in(aizada)
    first = browser.get("/chats/?show=direct")
    assert rooms_on(first) == [room.pk for room in reversed(talks)][:MOST]
    [on] = [link for link in links(first) if "page=" in link]
    second = browser.get(on.replace("&amp;", "&"))
    assert rooms_on(second) == [talks[number].pk for number in (2, 1, 0)]
    assert any("page=1" in link for link in links(second))
    assert rooms_on(browser.get(f"/chats/{talks[0].pk}/"))[:MOST] == rooms_on(browser.get("/chats/"))[:MOST]
    assert rooms_on(browser.get("/chats/?page=999999999999999999")) == []
    assert sum(row.unread for row in rows_for(Unmet(aizada))[0]) > 0


def test_a_row_is_fetched_for_the_list_it_is_in(aizada, begimai, network, say, signed_in):
    say(begimai, network)
    browser = signed_in(aizada)
    assert browser.get(f"/chats/{network.pk}/row/").status_code == 200
    assert browser.get(f"/chats/{network.pk}/row/?show=direct").status_code == 204


def test_members_rooms_and_those_shown_out_are_in_pages(coordinator, network, make_member, signed_in, monkeypatch):
    monkeypatch.setattr(membership, "MOST", 2)
    for number in range(3):
        Seat.objects.create(room=network, member=make_member(f"Кеткен {number}"), removed_at=timezone.now())
        Room.objects.create(kind="craft", names={"ky": f"Бөлмө {number}"})
    browser = signed_in(coordinator)
    make_member("Айжан"), make_member("Бурул")
    members = browser.get(f"/chats/{network.pk}/members/")
    assert links(members) == ["?members=2", "?removed=2"]
    assert "Кеткен 0" not in members.content.decode()
    assert "Кеткен 0" in browser.get(f"/chats/{network.pk}/members/?removed=2").content.decode()
    assert links(browser.get("/chats/rooms/")) == ["?rooms=2"]


@pytest.mark.parametrize(
    ("address", "most"),
    [("/chats/", 12), ("/chats/?show=direct", 12), ("/chats/{room}/", 33), ("/chats/{room}/members/", 13), ("/chats/rooms/", 10)],
)
def test_a_page_costs_the_same_however_full(address, most, aizada, begimai, network, say, signed_in, make_member):
    browser = signed_in(aizada)
    address = address.format(room=network.pk)
    asked = say(begimai, network, "Ким келет?")

    def crowd(size):
        for number in range(size):
            other = make_member(f"Кыз {number}", crafts=("sewing",))
            say(other, network, "Мен барам", reply_to=asked)
            say(other, open_direct(other, aizada.pk), "Салам")

    browser.get(address)
    crowd(2)
    few = count_queries(browser, address)
    crowd(20)
    assert count_queries(browser, address) <= few
    assert few <= most


def count_queries(browser, address):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_before_she_is_vouched_for_a_room_counts_whom_its_page_does_not_name(invited, aizada, coordinator, trusted, welcome, signed_in):
    hers = signed_in(invited)
    page = hers.get(f"/chats/{welcome.pk}/members/")
    assert {member.name for member in page.context["members"]} == {invited.name, coordinator.name}
    for address in (f"/chats/{welcome.pk}/", f"/chats/{welcome.pk}/members/"):
        assert "4 аял" in hers.get(address).content.decode()
    assert "Дагы 2 аял" in page.content.decode()
    assert "Дагы" not in signed_in(aizada).get(f"/chats/{welcome.pk}/members/").content.decode()


def test_a_room_offers_to_write_to_those_alone_to_whom_she_may(invited, aizada, coordinator, under_18, welcome, signed_in):
    def offered(member):
        return set(map(int, re.findall(r"/chats/with/(\d+)/", signed_in(member).get(f"/chats/{welcome.pk}/members/").content.decode())))

    assert offered(invited) == set()
    assert offered(aizada) == {coordinator.pk}
    assert offered(under_18) == {coordinator.pk}


def test_she_who_waits_is_told_what_for_instead_of_that_there_are_no_rooms(invited, signed_in):
    answer = signed_in(invited).get("/chats/rooms/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Бул бирөө «Мен аны тааныйм» дегенде ачылат" in page
    assert 'href="/me/"' in page
