"""A block is silent, mutual, and everywhere."""

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.people.actions import block, unblock
from commons.people.models import Block, Member
from commons.people.streams import member_stream

pytestmark = pytest.mark.django_db


def test_neither_sees_the_other(aizada, begimai):
    block(aizada, begimai)
    assert begimai not in Member.objects.visible_to(aizada)
    assert aizada not in Member.objects.visible_to(begimai)
    assert Block.objects.hidden_from(begimai) == {aizada.pk}


def test_the_other_stream_says_only_that_something_changed(aizada, begimai):
    block(aizada, begimai)
    assert [(entry.fact, entry.data) for entry in read(member_stream(aizada.pk), 0)] == [("people.member.blocked", {"member": begimai.pk})]
    (told,) = read(member_stream(begimai.pk), 0)
    assert (told.fact, told.data, told.actor) == ("people.member.changed", {}, None)


def test_a_second_tap_tells_nothing_more(aizada, begimai):
    block(aizada, begimai)
    block(aizada, begimai)
    assert len(read(member_stream(begimai.pk), 0)) == 1


def test_what_she_takes_back_leaves_the_others_block(aizada, begimai):
    block(aizada, begimai)
    block(begimai, aizada)
    unblock(aizada, begimai)
    assert begimai not in Member.objects.visible_to(aizada)
    unblock(begimai, aizada)
    assert begimai in Member.objects.visible_to(aizada)


def test_nobody_blocks_herself(aizada):
    with pytest.raises(Refused, match="invalid"):
        block(aizada, aizada)


def test_her_page_is_as_if_it_werent_there(aizada, begimai, signed_in):
    block(begimai, aizada)
    hers = signed_in(aizada)
    assert hers.get(f"/members/{begimai.pk}/").status_code == hers.get("/members/999999/").status_code == 404
    assert "Бегимай" not in hers.get("/members/").content.decode()
    assert hers.post(f"/members/{begimai.pk}/block/").status_code == 404


def test_she_blocks_on_a_page_and_takes_it_back_on_hers(aizada, begimai, signed_in):
    hers = signed_in(aizada)
    assert hers.get(f"/members/{begimai.pk}/block/").status_code == 200
    assert hers.post(f"/members/{begimai.pk}/block/").status_code == 302
    assert "Бегимай" in hers.get("/me/blocked/").content.decode()
    hers.post("/me/blocked/", {"member": begimai.pk})
    assert not Block.objects.exists()
