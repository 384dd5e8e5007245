"""Waiting in line, and the offer of places that became free: in order, for a time, and nobody waits for what cannot be."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from events import actions, listeners
from events.actions import change_party, give_up_seat, hold_offer, lapse_offer, take_offer, take_seat
from events.models import Gathering, Seat
from events.refusals import Full, OfferOver
from tests.racing import at_once

from .counting import check

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@both
def test_who_comes_too_late_waits_in_line_even_where_one_place_is_left(gathering, come):
    felt = gathering(capacity=3)
    come(felt, party=2)
    assert come(felt, party=2).state == "waiting"
    assert come(felt, party=1).state == "waiting"  # the place that is left goes to nobody past the one who waits
    check(felt)


@both
def test_what_is_given_up_is_offered_to_the_first_in_line(gathering, come, again):
    felt = gathering(capacity=2)
    first, second = come(felt), come(felt)
    third, fourth = come(felt), come(felt)
    give_up_seat(first)
    assert [again(seat).state for seat in (first, second, third, fourth)] == ["given_up", "taken", "offered", "waiting"]
    check(felt)
    give_up_seat(again(second))
    assert again(fourth).state == "offered"
    check(felt)


@both
def test_a_large_party_at_the_head_of_the_line_is_waited_for(gathering, come, again):
    felt = gathering(capacity=4)
    seats = [come(felt) for _ in range(4)]
    large, small = come(felt, party=3), come(felt)
    for seat, state in zip(seats[:3], ("waiting", "waiting", "offered"), strict=True):
        give_up_seat(again(seat))
        assert (again(large).state, again(small).state) == (state, "waiting")
        check(felt)


@both
def test_the_clock_of_an_offer_starts_when_she_is_told_and_once(gathering, come, again):
    felt = gathering(capacity=1)
    first, second = come(felt), come(felt)
    give_up_seat(first)
    assert again(second).offer_ends_at is None
    hold_offer(second.pk)
    ends_at = again(second).offer_ends_at
    assert abs(ends_at - timezone.now() - timedelta(hours=12)) < timedelta(minutes=1)
    hold_offer(second.pk)
    assert again(second).offer_ends_at == ends_at
    held = Entry.objects.get(fact="events.offer.held")
    assert Delivery.objects.get(entry=held, listener="events.listeners.let_it_lapse").due_at == ends_at


@both
@pytest.mark.parametrize(("ahead", "good_for"), [(96, 12 * 60), (24, 6 * 60), (4, 60), (0.5, 10), (0.1, 10)])
def test_near_the_start_an_offer_is_shorter(gathering, come, again, ahead, good_for):
    felt = gathering(capacity=1, starts_at=timezone.now() + timedelta(hours=ahead))
    first, second = come(felt), come(felt)
    give_up_seat(first)
    hold_offer(second.pk)
    assert abs(again(second).offer_ends_at - timezone.now() - timedelta(minutes=good_for)) < timedelta(seconds=30)


@both
def test_an_offer_is_taken(gathering, come, again):
    felt = gathering(capacity=1)
    first, second = come(felt), come(felt)
    give_up_seat(first)
    hold_offer(second.pk)
    take_offer(again(second))
    assert again(second).state == "taken"
    check(felt)


@both
def test_an_offer_that_ran_out_goes_to_the_next_once(gathering, come, again):
    felt = gathering(capacity=1)
    first, second, third = come(felt), come(felt), come(felt)
    give_up_seat(first)
    hold_offer(second.pk)
    held = Entry.objects.get(fact="events.offer.held")
    listeners.let_it_lapse(held)
    assert again(second).state == "offered"  # it isn't over yet
    Seat.objects.filter(pk=second.pk).update(offer_ends_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(OfferOver):
        take_offer(again(second))
    for _ in range(2):
        listeners.let_it_lapse(held)
    assert [again(seat).state for seat in (second, third)] == ["lapsed", "offered"]
    assert Entry.objects.filter(fact="events.offer.lapsed").count() == 1
    check(felt)


@both
def test_an_offer_lapses_with_however_many_she_would_come(gathering, come, again):
    felt = gathering(capacity=2)
    first, second, third = come(felt, party=2), come(felt, party=2), come(felt)
    give_up_seat(first)
    hold_offer(second.pk)
    change_party(again(second), 1)
    Seat.objects.filter(pk=second.pk).update(offer_ends_at=timezone.now() - timedelta(seconds=1))
    [timer] = Delivery.objects.filter(listener="events.listeners.let_it_lapse").select_related("entry")
    listeners.let_it_lapse(timer.entry)
    assert (again(second).state, again(third).state) == ("lapsed", "offered")
    check(felt)


@both
@pytest.mark.parametrize(
    ("told", "starts", "ends"),
    [
        ("23:00", "35:00", "32:45"),
        ("02:00", "70:00", "20:00"),
        ("23:00", "31:00", "25:00"),
        ("09:00", "70:00", "21:00"),
        ("12:45", "70:00", "32:00"),
    ],
    ids=["at night", "long before", "it begins in the morning", "by day", "until the night"],
)
def test_nobodys_clock_runs_while_she_sleeps(gathering, monkeypatch, told, starts, ends):
    monkeypatch.setattr(actions.patience, "NIGHT", (time(22), time(8)))
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
    told, starts, ends = (midnight + timedelta(hours=int(at[:2]), minutes=int(at[3:])) for at in (told, starts, ends))
    assert actions.patience.waits_until(gathering(starts_at=starts), told) == ends


@both
def test_nobody_waits_for_more_places_than_there_are(gathering, come, again, visitor):
    felt = gathering(capacity=6)
    come(felt, party=3)
    waits = come(felt, party=4)
    seen = Gathering.objects.get(pk=felt.pk)  # as her request had read it
    Gathering.objects.filter(pk=felt.pk).update(capacity=4)
    for ask in (lambda: take_seat(seen, visitor(), 6, uuid4()), lambda: change_party(waits, 6)):
        with pytest.raises(Refused, match="invalid"):
            ask()
    check(felt)


@both
def test_the_line_has_an_end(gathering, come, monkeypatch):
    monkeypatch.setattr(actions.counting, "MOST_WAITING", 1)
    felt = gathering(capacity=1)
    come(felt), come(felt)
    with pytest.raises(Full):
        come(felt)
    check(felt)


@both
def test_a_timer_at_the_moment_of_her_answer_frees_nothing(gathering, come, again):
    felt = gathering(capacity=1)
    first, second = come(felt), come(felt)
    give_up_seat(first)
    hold_offer(second.pk)
    take_offer(again(second))
    lapse_offer(second.pk)
    assert again(second).state == "taken"
    check(felt)


@committing
def test_given_up_and_lapsed_at_once_is_one_of_both(gathering, come, again):
    felt = gathering(capacity=1)
    for _ in range(5):
        first = (
            come(felt)
            if not Seat.objects.standing().filter(gathering=felt).exists()
            else Seat.objects.whole().standing().get(gathering=felt)
        )
        second, third = come(felt), come(felt)
        give_up_seat(again(first))
        hold_offer(second.pk)
        Seat.objects.filter(pk=second.pk).update(offer_ends_at=timezone.now() - timedelta(seconds=1))
        offered = again(second)
        at_once(
            lambda offered=offered: give_up_seat(offered),
            lambda offered=offered: lapse_offer(offered.pk),
            lambda offered=offered: lapse_offer(offered.pk),
        )
        check(felt)
        assert again(second).state in ("given_up", "lapsed")
        assert again(third).state == "offered"
        first = take_offer(again(third))


@committing
def test_who_is_offered_places_while_she_says_how_many_they_are_has_as_many(gathering, come, again):
    for _ in range(4):
        felt = gathering(capacity=3)
        first, waits = come(felt, party=3), come(felt, party=2)
        at_once(lambda first=first: give_up_seat(first), lambda waits=waits: change_party(waits, 3))
        check(felt)
        assert again(waits).state == "offered"
        assert again(felt).taken == again(waits).party
