"""Showing someone out, letting her in again; newcomers are greeted; a block hides both."""

import pytest
from django.db.models import ProtectedError

from chat.actions import ensure_rooms, join_room, leave_room, put_back_member, remove_member
from chat.listeners import greet_newcomer, open_craft, open_rooms, seat_vouched
from chat.models import Room, Seat, Unmet
from chat.pages import page_of
from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.reading import read
from commons.people.actions import block
from commons.people.models import Craft, Lab, Member
from commons.people.streams import craft_stream, lab_stream, member_stream
from commons.realtime import doors
from commons.realtime.ring import Item
from commons.realtime.sessions import hidden_actors

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TOLD = ("people.member.joined", "people.member.vouched")


def test_showing_her_out_is_told_to_the_room_and_to_her_in_one_record(aizada, coordinator, osh, frames):
    remove_member(coordinator, osh.pk, aizada.pk)
    assert frames(osh)[-1]["fact"] == "chat.member.removed"
    assert frames(osh)[-1]["data"]["member"] == aizada.pk
    assert coordinator.name not in frames(osh)[-1]["data"]["html"]
    [ended] = present(read(member_stream(aizada.pk), 0), "ky")
    assert (ended["fact"], ended["data"]) == ("people.membership.ended", {"stream": osh.stream})
    assert not doors.may_enter(aizada, osh.stream)
    assert remove_member(coordinator, osh.pk, aizada.pk) is None


def test_page_and_frame_tell_the_same_women_that_she_was_shown_out(aizada, trusted, invited, coordinator, osh, frames):
    """Who doesn't meet the moderator is told; who doesn't meet her isn't. The moderator is named to nobody."""
    Member.objects.filter(pk=invited.pk).update(standing="vouched")
    block(trusted, coordinator)
    block(aizada, invited)
    remove_member(coordinator, osh.pk, aizada.pk)
    assert frames(osh)[-1]["by"] == "system"
    for member, is_told in ((trusted, True), (invited, False)):
        entry = read(osh.stream, 0)[-1]
        in_frame = hidden_actors([member.pk])[member.pk][0].isdisjoint(Item(entry).about)
        on_page = "Айзада" in "".join(page_of(osh, Unmet(member)).last_lines)
        assert (in_frame, on_page) == (is_told, is_told)
    assert Seat.objects.get(room=osh, member=aizada).removed_by == coordinator
    put_back_member(coordinator, osh.pk, aizada.pk)
    assert Seat.objects.get(room=osh, member=aizada).removed_by is None


def test_she_is_let_in_again(aizada, coordinator, osh, frames):
    remove_member(coordinator, osh.pk, aizada.pk)
    put_back_member(coordinator, osh.pk, aizada.pk)
    assert doors.may_enter(aizada, osh.stream)
    assert frames(osh)[-1]["fact"] == "chat.member.joined"
    assert put_back_member(coordinator, osh.pk, aizada.pk) is None


def test_only_who_moderates_shows_out(aizada, begimai, trusted, make_member, osh, network, code):
    elsewhere = make_member("Роза", at="batken", roles=("coordinator",))
    assert code(remove_member, trusted, osh.pk, aizada.pk) == "forbidden"
    assert code(remove_member, elsewhere, osh.pk, aizada.pk) == "forbidden"
    assert code(remove_member, elsewhere, network.pk, aizada.pk) == ""


def test_a_seat_is_taken_and_given_back(begimai, sewing, osh, frames, code):
    join_room(begimai, sewing.pk)
    assert join_room(begimai, sewing.pk) is None
    leave_room(begimai, sewing.pk)
    assert leave_room(begimai, sewing.pk) is None
    assert [fact["fact"] for fact in frames(sewing)] == ["chat.member.joined", "chat.member.left"]
    assert frames(sewing)[0]["data"]["member"] == begimai.pk
    assert code(join_room, begimai, osh.pk) == "forbidden"


def test_nobody_leaves_where_she_never_was(begimai, sewing, frames):
    assert leave_room(begimai, sewing.pk) is None
    assert (frames(sewing), Seat.objects.filter(room=sewing, member=begimai).exists()) == ([], False)


def test_she_leaves_the_room_of_her_craft_without_ever_having_sat_down(aizada, sewing, frames):
    assert leave_room(aizada, sewing.pk) is not None
    assert leave_room(aizada, sewing.pk) is None
    assert [fact["fact"] for fact in frames(sewing)] == ["chat.member.left"]


def test_nobody_leaves_the_room_of_her_lab(aizada, osh, code):
    assert code(leave_room, aizada, osh.pk) == "forbidden"


def test_a_newcomer_is_greeted_in_the_welcome_of_her_lab_once(invited, welcome, frames):
    joined = Entry(stream=lab_stream(invited.lab_id), seq=1, fact="people.member.joined", data={"member": invited.pk})
    greet_newcomer(joined)
    greet_newcomer(joined)
    [told] = frames(welcome)
    assert (told["fact"], told["data"]["member"]) == ("chat.member.joined", invited.pk)
    assert f"{invited.name} кошулду" in told["data"]["html"]


def test_a_vouched_woman_sits_in_her_labs_room_once(invited, osh, frames):
    vouched = Entry(stream=lab_stream(invited.lab_id), seq=2, fact="people.member.vouched", data={"member": invited.pk})
    seat_vouched(vouched)
    assert frames(osh) == []
    Member.objects.filter(pk=invited.pk).update(standing="vouched")
    seat_vouched(vouched)
    seat_vouched(vouched)
    assert len(frames(osh)) == 1
    assert Seat.objects.filter(room=osh, member=invited).exists()


def test_a_new_lab_has_its_two_rooms_once():
    lab = Lab.objects.create(slug="naryn", names={"ky": "Нарын"}, regions={"ky": "Нарын"})
    opened = Entry(stream=lab_stream(lab.pk), seq=1, fact="people.lab.opened", data={"lab": lab.pk})
    open_rooms(opened)
    open_rooms(opened)
    assert set(Room.objects.filter(lab=lab).values_list("kind", flat=True)) == {"welcome", "lab"}


def test_a_new_craft_has_its_room_once():
    craft = Craft.objects.create(slug="felt", names={"ky": "Кийиз"})
    added = Entry(stream=craft_stream(craft.pk), seq=1, fact="people.craft.added", data={"craft": craft.pk})
    open_craft(added)
    open_craft(added)
    assert Room.objects.get(craft=craft).kind == "craft"


def test_a_craft_that_has_a_room_is_not_deleted(sewing, make_member, signed_in):
    """With it the room would lose its name."""
    anara = make_member("Анара", is_staff=True, is_superuser=True)
    hers = signed_in(anara)
    assert hers.post(f"/admin/people/craft/{sewing.craft_id}/delete/", {"post": "yes"}).status_code == 200
    hers.post("/admin/people/craft/", {"action": "delete_selected", "_selected_action": sewing.craft_id, "post": "yes"})
    assert Room.objects.get(pk=sewing.pk).title_for(anara) == "Тигүү"
    with pytest.raises(ProtectedError):
        sewing.craft.delete()


def test_a_lab_that_has_rooms_is_not_deleted(make_member, signed_in):
    """With it would go all that was said in them."""
    anara = make_member("Анара", is_staff=True, is_superuser=True)
    naryn = Lab.objects.create(slug="naryn", names={"ky": "Нарын"}, regions={"ky": "Нарын"}, languages=["ky"])
    ensure_rooms()
    rooms = Room.objects.filter(lab=naryn)
    before = rooms.count()
    assert before == 2
    signed_in(anara).post(f"/admin/people/lab/{naryn.pk}/delete/", {"post": "yes"})
    with pytest.raises(ProtectedError):
        naryn.delete()
    assert rooms.count() == before


def test_who_asked_to_join_is_greeted_once_she_is_known(make_member, osh):
    asked = make_member("Асель", standing="asked")
    heard = [Entry(stream=lab_stream(asked.lab_id), seq=seq, fact=fact, data={"member": asked.pk}) for seq, fact in enumerate(TOLD, 1)]
    greet_newcomer(heard[0])
    assert not Seat.objects.filter(member=asked).exists()
    Member.objects.filter(pk=asked.pk).update(standing="vouched")
    seat_vouched(heard[1])
    seat_vouched(heard[1])
    rooms = Seat.objects.filter(member=asked).values_list("room__kind", flat=True)
    assert sorted(rooms) == ["lab", "welcome"]
