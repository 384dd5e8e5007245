"""Another plan, another hour, no gathering at all: by who holds it, once, and nobody with a seat is left not knowing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.journal.worker import Worker
from commons.notify.models import Notice, ToSend
from events import actions
from events.actions import cancel_gathering, change_gathering, give_up_seat, hold_offer, lapse_offer, name_cohost, take_offer
from events.models import Gathering, Seat
from events.refusals import Over, PlanMoved, RoomTaken, TooFew
from tests.racing import at_once

from .counting import check

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)
SOON = timezone.now() + timedelta(days=5)


@pytest.fixture
def at():
    return SOON


@pytest.fixture
def changed(ambassador, plan, again, at):
    """Change a gathering that is at the library in five days: `changed(felt, capacity=12)`; as she saw its first edition."""

    def give(gathering, by=None, edition=None, **fields):
        fields = {"starts_at": at, "in_lab_room": False, "place": "Китепкана", "capacity": gathering.capacity, **fields}
        return change_gathering(by or ambassador, gathering, plan(**fields), edition or gathering.edition)

    return give


@pytest.fixture
def felt(gathering, at):
    return gathering(starts_at=at, capacity=3)


def bring():
    """All that is owed by now."""
    while Worker().run_due():
        pass
    assert not Delivery.objects.exclude(failed_at=None).exists()


def facts(gathering):
    return list(Entry.objects.filter(stream=gathering.stream).order_by("seq").values_list("fact", flat=True))


@both
def test_other_words_are_a_change_of_which_nobody_is_told(felt, changed, come, again):
    come(felt)
    changed(felt, titles={"ky": "Кийизден оюнчук"}, abouts={"ky": "Ийне алып келиңиз"}, video="https://call.example/1")
    bring()
    fresh = again(felt)
    assert (fresh.title, fresh.about, fresh.edition) == ("Кийизден оюнчук", "Ийне алып келиңиз", 2)
    assert facts(felt)[-1] == "events.gathering.changed"
    assert not Notice.objects.exists()


@both
def test_who_changed_it_is_known_at_the_desk_alone(felt, changed, coordinator):
    changed(felt, by=coordinator, capacity=9)
    assert Entry.objects.filter(stream=felt.stream).latest("seq").actor == "system"
    assert Entry.objects.get(stream=felt.desk_stream, fact="events.plan.changed").actor == coordinator.actor


@both
@pytest.mark.parametrize("moved", [{"starts_at": SOON + timedelta(hours=3)}, {"place": "Мектеп"}, {"in_lab_room": True, "place": ""}])
def test_moved_in_time_or_place_it_tells_everyone_with_a_seat(felt, changed, come, again, begimai, moved):
    hers, taken, waits, gone = come(felt, begimai), come(felt, party=2), come(felt), come(felt)
    give_up_seat(gone)
    changed(felt, **moved)
    bring()
    told = Notice.objects.filter(kind="event-moved")
    assert {notice.to for notice in told} == {seat.holder.actor for seat in (hers, taken, waits)}
    assert {notice.about for notice in told} == {seat.stream for seat in (hers, taken, waits)}
    by_hand = ToSend.objects.filter(notice__in=told)
    assert {one.sender_id for one in by_hand} == {felt.host_id}
    assert {one.guest for one in by_hand} == {taken.guest, waits.guest}  # a member has her bell
    changed(again(felt), **{"titles": {"ky": "Кийиз"}, **moved})
    bring()
    assert Entry.objects.filter(fact="events.seat.moved").count() == 3


@both
def test_the_call_is_the_place_of_what_has_none(gathering, changed, again, at):
    felt = gathering(starts_at=at, place="", video="https://call.example/1")
    changed(felt, place="", video="https://call.example/2")
    assert facts(felt)[-1] == "events.gathering.moved"
    changed(again(felt), video="https://call.example/2")  # now at the library
    changed(again(felt), video="https://call.example/3")
    assert facts(felt)[-2:] == ["events.gathering.moved", "events.gathering.changed"]


@both
def test_whoever_moves_or_cancels_it_tells_those_whom_nothing_else_reaches(felt, changed, come, again, ambassador, begimai):
    name_cohost(ambassador, felt, begimai)
    come(felt)
    changed(felt, by=begimai, place="Мектеп")
    bring()
    assert ToSend.objects.get(notice__kind="event-moved").sender_id == begimai.pk
    cancel_gathering(begimai, again(felt))
    bring()
    assert ToSend.objects.get(notice__kind="event-cancelled").sender_id == begimai.pk


@both
def test_who_comes_to_it_as_it_is_now_is_not_told(felt, changed, come):
    changed(felt, place="Мектеп")
    come(felt)
    bring()
    assert not Notice.objects.filter(kind="event-moved").exists()


@both
def test_an_edition_that_is_gone_is_not_written_over(felt, changed, again, come):
    first = again(felt)
    come(felt)  # a seat is no edition
    changed(first, capacity=9)
    with pytest.raises(PlanMoved) as refused:
        changed(first, capacity=12)
    assert (refused.value.gathering.capacity, again(felt).capacity) == (9, 9)
    changed(first, capacity=9)  # the same, sent twice
    assert again(felt).edition == 2


@committing
def test_of_two_who_change_it_at_once_one_is_told(felt, changed, again):
    answers = at_once(lambda: changed(felt, capacity=8), lambda: changed(felt, capacity=9))
    assert {type(answer) for answer in answers} == {Gathering, PlanMoved}
    assert again(felt).edition == 2


@both
def test_there_are_never_fewer_places_than_those_who_come(felt, changed, come, again):
    come(felt, party=2), come(felt, party=2)
    with pytest.raises(TooFew, match="invalid") as few:
        changed(felt, capacity=1)
    assert "2" in str(few.value.message)
    with pytest.raises(TooFew):  # whoever waits in line with two of them would wait for ever, and all behind her
        changed(felt, capacity=1)
    changed(felt, capacity=2)
    check(felt)
    assert again(felt).capacity == 2


@both
def test_fewer_places_than_a_party_in_line_are_refused(gathering, changed, come, at):
    felt = gathering(starts_at=at, capacity=4)
    come(felt, party=2), come(felt, party=4)
    with pytest.raises(TooFew, match="invalid") as few:
        changed(felt, capacity=3)
    assert "4" in str(few.value.message)


@both
def test_more_places_are_offered_to_the_line_at_once(felt, changed, come, again):
    come(felt, party=3)
    large, small, last = come(felt, party=2), come(felt), come(felt, party=3)
    changed(felt, capacity=6)
    assert [again(seat).state for seat in (large, small, last)] == ["offered", "offered", "waiting"]
    check(felt)
    bring()
    assert set(Notice.objects.filter(kind="event-offered").values_list("about", flat=True)) == {large.stream, small.stream}


@both
def test_hundreds_are_offered_in_a_few_questions(gathering, come, changed, at, django_assert_max_num_queries):
    felt = gathering(starts_at=at, capacity=1)
    come(felt)
    for _ in range(30):
        come(felt)
    with django_assert_max_num_queries(80):  # two a seat, for its stream and for when its offer is passed on, and a few for all
        changed(felt, capacity=40)
    check(felt)
    assert Seat.objects.filter(gathering=felt, state="offered").count() == 30


@committing
def test_whoever_comes_while_it_shrinks_there_is_never_one_too_many(gathering, changed, come, again, at):
    felt = gathering(starts_at=at, capacity=8)
    at_once(*[lambda: come(felt, party=2)] * 4, lambda: changed(felt, capacity=4), lambda: changed(felt, capacity=5))
    check(felt)


@both
def test_the_labs_room_is_asked_for_anew_and_given_back(gathering, changed, at, again):
    one = gathering(starts_at=at, in_lab_room=True)
    other = gathering(starts_at=at, in_lab_room=False)
    with pytest.raises(RoomTaken):
        changed(other, in_lab_room=True)
    changed(again(one), in_lab_room=True, starts_at=at + timedelta(minutes=30))  # its own hour doesn't stand in its way
    with pytest.raises(RoomTaken):
        changed(other, in_lab_room=True)
    cancel_gathering(one.host, one)
    changed(other, in_lab_room=True)


@both
def test_who_does_not_hold_it_changes_nothing(felt, changed, begimai, trusted, make_member, ambassador):
    for member in (begimai, trusted, make_member("Сайкал", at="batken", roles=("coordinator",))):
        with pytest.raises(Refused, match="forbidden"):
            changed(felt, by=member, capacity=9)
        with pytest.raises(Refused, match="forbidden"):
            cancel_gathering(member, felt)
    name_cohost(ambassador, felt, begimai)
    assert changed(felt, by=begimai, capacity=9).capacity == 9
    assert cancel_gathering(begimai, felt).state == "cancelled"


@both
def test_what_has_begun_is_changed_in_its_words_and_not_moved_back(felt, changed, again):
    begun = timezone.now() - timedelta(minutes=10)
    Gathering.objects.filter(pk=felt.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    assert changed(again(felt), starts_at=begun, titles={"ky": "Кийиз"}).title == "Кийиз"
    with pytest.raises(Refused, match="invalid"):
        changed(again(felt), starts_at=begun - timedelta(hours=1))


@both
def test_a_cancelled_one_tells_everyone_once_and_nobody_can_come(felt, come, again, ambassador, changed):
    taken, waits = come(felt, party=2), come(felt, party=2)
    cancel_gathering(ambassador, felt)
    cancel_gathering(ambassador, felt)
    assert facts(felt).count("events.gathering.cancelled") == 1
    bring()
    told = Notice.objects.filter(kind="event-cancelled")
    assert {notice.to for notice in told} == {taken.guest.actor, waits.guest.actor}
    assert set(ToSend.objects.filter(notice__in=told).values_list("sender", flat=True)) == {felt.host_id}
    with pytest.raises(Over):
        come(felt)
    with pytest.raises(Over):
        actions.change_party(again(taken), 3)
    with pytest.raises(Over):
        changed(again(felt), capacity=9)
    with pytest.raises(Over):
        give_up_seat(again(taken))
    check(felt)


@both
def test_offers_of_a_cancelled_one_are_over(gathering, come, again, ambassador, at):
    felt = gathering(starts_at=at, capacity=1)
    first, second, third = come(felt), come(felt), come(felt)
    give_up_seat(first)
    hold_offer(second.pk)
    cancel_gathering(ambassador, felt)
    with pytest.raises(Over):
        take_offer(again(second))
    Seat.objects.filter(pk=second.pk).update(offer_ends_at=timezone.now() - timedelta(seconds=1))
    lapse_offer(second.pk)
    assert [again(seat).state for seat in (second, third)] == ["offered", "waiting"]
    check(felt)


@both
def test_what_is_over_is_not_cancelled(felt, ambassador, again):
    Gathering.objects.filter(pk=felt.pk).update(starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Over):
        cancel_gathering(ambassador, felt)
