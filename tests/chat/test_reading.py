"""What is new to her, windows on a room, and pages that cost the same however much was said."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from chat.actions import Draft, mark_read, open_direct, post_messages, remove_message
from chat.models import Message, Room, Seat, Unmet
from chat.pages import page_of
from chat.rows import row_for, rows_for
from commons.people.models import Block, Member

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def row(member, room):
    return row_for(Unmet(member), room.pk)


def rooms_of(member):
    rows, _more = rows_for(Unmet(member))
    return {row.room for row in rows}


def fill(member, room, count):
    post_messages([Draft(member, room.pk, uuid4(), f"Сөз {number}") for number in range(count)])


def test_what_others_say_is_new_until_she_has_read_it(aizada, begimai, network, say):
    say(begimai, network, "Бир")
    last = say(begimai, network, "Эки")
    assert (row(aizada, network).unread, row(aizada, network).preview) == (2, "Эки")
    mark_read(aizada, network.pk, last.seq)
    assert row(aizada, network).unread == 0
    assert row(begimai, network).unread == 0


def test_her_own_hidden_and_removed_messages_are_not_new(aizada, begimai, trusted, network, say):
    mark_read(aizada, network.pk, 0)
    say(aizada, network, "Меники")
    say(trusted, network, "Көрүнбөйт")
    say(begimai, network, "Көрүнөт")
    gone = say(begimai, network, "Жок")
    remove_message(begimai, network.pk, gone.pk, uuid4())
    Block.objects.create(by=trusted, member=aizada)
    assert row(aizada, network).unread == 1
    assert row(aizada, network).preview == "Көрүнөт"


def test_what_was_said_before_she_came_is_not_new(begimai, network, say, make_member):
    old = say(begimai, network, "Былтыркы")
    Message.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=30))
    newcomer = make_member("Мээрим")
    assert row(newcomer, network).unread == 0
    say(begimai, network, "Бүгүнкү")
    assert row(newcomer, network).unread == 1


def test_reading_goes_forward_only_and_no_further_than_there_is(aizada, network, say):
    last = say(aizada, network)
    assert mark_read(aizada, network.pk, 10**9) == last.seq
    assert mark_read(aizada, network.pk, 0) == last.seq
    assert Seat.objects.get(room=network, member=aizada).read_upto == last.seq


def test_her_list_has_what_concerns_her(aizada, begimai, network, osh, welcome, sewing, say):
    direct = open_direct(aizada, begimai.pk)
    assert rooms_of(aizada) == {network, osh, welcome, sewing}
    assert sewing not in rooms_of(begimai)
    say(begimai, direct, "Саламсыңбы")
    rows, _more = rows_for(Unmet(aizada))
    assert rows[0].room == direct
    assert (rows[0].title, rows[0].unread) == ("Бегимай", 1)


def test_a_room_of_two_is_in_no_list_once_they_do_not_meet(aizada, begimai, say):
    direct = open_direct(aizada, begimai.pk)
    say(begimai, direct)
    Block.objects.create(by=aizada, member=begimai)
    assert direct not in rooms_of(aizada)
    assert direct not in rooms_of(begimai)


def test_her_list_takes_six_queries_however_many_rooms(aizada, make_member, say, django_assert_max_num_queries):
    for number in range(12):
        other = make_member(f"Кыз {number}")
        say(other, open_direct(other, aizada.pk), "Салам")
    member = Member.objects.get(pk=aizada.pk)
    with django_assert_max_num_queries(6):
        rows, _more = rows_for(Unmet(member))
        assert sum(row.unread for row in rows) == 12
        assert all(row.title for row in rows)


@pytest.mark.parametrize(("alone", "most"), [(False, 21), (True, 22)], ids=["a room", "two women"])
def test_a_room_she_has_read_asks_whom_she_does_not_meet_once(
    alone, most, aizada, begimai, network, signed_in, say, django_assert_max_num_queries
):
    room = open_direct(aizada, begimai.pk) if alone else network
    say(aizada, room, "Салам")
    say(begimai, room, "Жакшы")
    hers = signed_in(aizada)
    hers.get(f"/chats/{room.pk}/")
    with django_assert_max_num_queries(most) as asked:
        assert "Жакшы" in hers.get(f"/chats/{room.pk}/").content.decode()
    assert len([query for query in asked.captured_queries if 'FROM "people_block"' in query["sql"]]) == 1


def test_the_window_is_the_end_or_around_or_before_or_after(aizada, network):
    fill(aizada, network, 130)
    seqs = {
        name: [message.seq for message in page_of(network, Unmet(aizada), **where).rows]
        for name, where in {"end": {}, "before": {"before": 81}, "after": {"after": 30}, "around": {"around": 60}}.items()
    }
    assert seqs["end"] == list(range(81, 131))
    assert seqs["before"] == list(range(31, 81))
    assert seqs["after"] == list(range(31, 81))
    assert seqs["around"] == list(range(35, 85))
    page = page_of(network, Unmet(aizada), around=60)
    assert (page.older, page.newer, page.head) == (35, 84, 130)
    page = page_of(network, Unmet(aizada))
    assert (page.older, page.newer) == (81, None)
    assert page_of(network, Unmet(aizada), before=5).older is None


def test_a_window_leaves_out_those_she_does_not_meet_also_as_quoted(aizada, begimai, trusted, network, say):
    hidden = say(trusted, network, "Көрүнбөйт")
    answer = say(begimai, network, "Ооба", reply_to=hidden)
    Block.objects.create(by=aizada, member=trusted)
    page = page_of(network, Unmet(aizada))
    assert page.rows == [answer]
    assert page.quotes == {}
    assert page_of(network, Unmet(begimai)).rows[1].quoted == hidden


def test_the_first_new_message_is_marked(aizada, begimai, network, say):
    seen = say(begimai, network, "Көрдүм")
    mark_read(aizada, network.pk, seen.seq)
    say(aizada, network, "Меники")
    new = say(begimai, network, "Жаңы")
    page = page_of(network, Unmet(aizada))
    assert (page.read, page.new_since, page.first_new) == (seen.seq, new.seq - 1, new.pk)


def test_the_title_of_a_room_is_hers(aizada, begimai, network, osh, welcome, sewing):
    from django.utils import translation

    direct = open_direct(aizada, begimai.pk)
    with translation.override("ru"):
        assert (direct.title_for(aizada), direct.title_for(begimai)) == ("Бегимай", "Айзада")
        assert all(room.title_for(aizada) for room in Room.objects.all() if not room.is_direct)


def test_a_room_opens_where_the_new_begins(aizada, begimai, network):
    fill(begimai, network, 200)
    mark_read(aizada, network.pk, 100)
    page = page_of(network, Unmet(aizada))
    assert [message.seq for message in page.rows] == list(range(76, 126))
    assert (page.new_since, page.first_new) == (100, Message.objects.get(seq=101).pk)
    assert (page.older, page.newer, page.new_later, page.shown) == (76, 125, 75, 125)
    newest = page_of(network, Unmet(aizada), newest=True)
    assert [message.seq for message in newest.rows] == list(range(151, 201))
    assert (newest.first_new, newest.new_later, newest.shown) == (None, 0, 200)


@pytest.mark.parametrize("behind", [1, 45])
def test_what_fits_on_a_page_is_all_on_it(aizada, begimai, network, behind):
    fill(begimai, network, 100)
    mark_read(aizada, network.pk, 100 - behind)
    page = page_of(network, Unmet(aizada))
    assert ([page.rows[0].seq, page.rows[-1].seq], page.newer, page.shown) == ([51, 100], None, 100)
    assert page.first_new == Message.objects.get(seq=101 - behind).pk


def test_a_room_of_nothing_but_new_begins_at_its_beginning(aizada, begimai, network):
    Seat.objects.create(room=network, member=aizada)
    fill(begimai, network, 49)
    page = page_of(network, Unmet(aizada))
    assert (len(page.rows), page.new_since, page.older, page.newer) == (49, 0, None, None)


def test_what_she_is_led_past_is_not_read(aizada, begimai, network):
    fill(begimai, network, 200)
    mark_read(aizada, network.pk, 20)
    assert page_of(network, Unmet(aizada), around=180).shown == 20
    assert page_of(network, Unmet(aizada), after=100).shown == 20
    assert page_of(network, Unmet(aizada), after=20).shown == 70
    assert page_of(network, Unmet(aizada), before=15).shown == 20
    assert page_of(network, Unmet(aizada), after=300).shown == 20


def test_where_she_has_no_seat_the_new_is_what_was_said_since_she_is_here(begimai, network, sewing, make_member):
    fill(begimai, network, 3)
    Message.objects.update(at=timezone.now() - timedelta(days=30))
    newcomer = make_member("Мээрим")
    assert page_of(network, Unmet(newcomer)).new_since is None
    fill(begimai, network, 2)
    fill(begimai, sewing, 2)
    page = page_of(network, Unmet(newcomer))
    assert (page.read, page.new_since) == (0, 3)
    assert row(newcomer, network).unread == 2
    assert page_of(sewing, Unmet(newcomer)).new_since is None  # she may only be looking in


def test_a_page_is_read_as_far_as_it_was_shown_without_script_too(aizada, begimai, network, signed_in):
    fill(begimai, network, 120)
    mark_read(aizada, network.pk, 20)
    hers, path = signed_in(aizada), f"/chats/{network.pk}/"
    unread, following = [], path
    while following:
        page = hers.get(following).content.decode()
        assert 'id="since"' in page
        unread.append(row(aizada, network).unread)
        picture = re.search(r'<noscript><img src="(/chats/\d+/read/\d+/)" alt="">', page)[1]
        assert hers.get(picture)["Content-Type"] == "image/svg+xml"
        later = re.search(r'data-newer href="(\?after=\d+)"( hidden)?', page)
        following = "" if later[2] else path + later[1]
    assert unread == [100, 75, 25]
    assert row(aizada, network).unread == 0
    assert "<noscript>" not in hers.get(path).content.decode()


def test_a_room_with_much_that_is_new_asks_no_more_than_twice_for_a_window(
    aizada, begimai, network, signed_in, django_assert_max_num_queries
):
    fill(begimai, network, 200)
    mark_read(aizada, network.pk, 20)
    hers = signed_in(aizada)
    with django_assert_max_num_queries(27):
        assert 'id="since"' in hers.get(f"/chats/{network.pk}/").content.decode()
