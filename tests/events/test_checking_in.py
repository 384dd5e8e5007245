"""Who came: checked in once, whoever does it and however late it is sent; never more than there are."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from events.actions import (
    ask_question,
    cancel_gathering,
    change_party,
    check_herself_in,
    check_in,
    checking_in,
    count_nameless,
    give_up_seat,
    uncount,
)
from events.actions.versions import write
from events.models import CoHost, Gathering, Seat
from events.refusals import NoPlace, Over
from tests.racing import at_once

from .counting import check

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def felt(gathering):
    """It begins in twenty minutes, for three."""
    return gathering(capacity=3, starts_at=timezone.now() + timedelta(minutes=20))


@both
def test_she_is_there_with_all_her_party(ambassador, felt, come, again):
    seat = come(felt, party=2)
    came = check_in(ambassador, seat, uuid4())
    assert (came.already, came.seat.came, came.seat.came_at <= timezone.now()) == (False, 2, True)
    check(felt)
    assert again(felt).here == 2
    last = Entry.objects.filter(stream=seat.stream).latest("seq")
    assert (last.fact, last.actor, last.data["came"]) == ("events.seat.came", ambassador.actor, 2)
    assert Entry.objects.filter(stream=felt.desk_stream).latest("seq").fact == "events.desk.changed"


@both
def test_all_are_told_nothing_of_who_came(ambassador, felt, come):
    seat = come(felt)
    before = Entry.objects.filter(stream=felt.stream).count()
    check_in(ambassador, seat, uuid4())
    assert Entry.objects.filter(stream=felt.stream).count() == before


@both
def test_scanned_twice_she_is_counted_once_and_keeps_her_hour(ambassador, felt, come, again):
    seat, earlier = come(felt), timezone.now() - timedelta(minutes=30)
    check_in(ambassador, seat, uuid4(), at=earlier)
    second = check_in(ambassador, seat, uuid4())
    assert (second.already, second.seat.came_at) == (True, earlier)
    assert again(felt).here == 1
    assert Entry.objects.filter(fact="events.seat.came").count() == 1


@both
def test_what_is_sent_again_is_no_second_time_and_undoes_no_undoing(ambassador, felt, come, again):
    seat, key = come(felt), uuid4()
    check_in(ambassador, seat, key)
    assert check_in(ambassador, seat, key).already is False
    uncount(ambassador, seat, uuid4())
    check_in(ambassador, seat, key)
    assert (again(seat).came, again(felt).here) == (0, 0)
    check_in(ambassador, seat, uuid4())
    assert again(felt).here == 1
    check(felt)


@both
def test_the_clock_of_a_phone_goes_neither_ahead_nor_years_back(ambassador, felt, come):
    ahead, back = come(felt), come(felt)
    check_in(ambassador, ahead, uuid4(), at=timezone.now() + timedelta(days=2))
    check_in(ambassador, back, uuid4(), at=timezone.now() - timedelta(days=900))
    assert Seat.objects.get(pk=ahead.pk).came_at <= timezone.now()
    assert Seat.objects.get(pk=back.pk).came_at == felt.starts_at - timedelta(hours=3)


@both
def test_a_cohost_checks_in_and_nobody_else(ambassador, felt, come, make_member):
    begimai, stranger = make_member("Бегимай"), make_member("Нуриза")
    CoHost.objects.create(gathering=felt, member=begimai)
    check_in(begimai, come(felt), uuid4())
    with pytest.raises(Refused, match="forbidden"):
        check_in(stranger, come(felt), uuid4())
    check(felt)


@both
def test_who_waits_has_no_place_and_who_is_offered_one_takes_it(ambassador, felt, come, again):
    first, waiting = come(felt, party=3), come(felt)
    with pytest.raises(NoPlace):
        check_in(ambassador, waiting, uuid4())
    give_up_seat(first)
    assert again(waiting).state == "offered"
    check_in(ambassador, again(waiting), uuid4())
    assert (again(waiting).state, again(felt).here, again(felt).taken) == ("taken", 1, 1)
    with pytest.raises(NoPlace):
        check_in(ambassador, again(first), uuid4())
    check(felt)


@both
def test_who_is_there_gives_up_no_seat_until_that_is_taken_back(ambassador, felt, come, again):
    seat = come(felt, party=2)
    stale = again(seat)
    check_in(ambassador, seat, uuid4())
    for known in (again(seat), stale):
        with pytest.raises(Refused, match="conflict"):
            give_up_seat(known)
    change_party(again(seat), 1)
    check(felt)
    uncount(ambassador, seat, uuid4())
    give_up_seat(again(seat))
    check(felt)


@both
def test_too_early_too_late_and_cancelled(ambassador, gathering, come):
    later, off = gathering(), gathering()
    seat, gone = come(later), come(off)
    with pytest.raises(Refused, match="conflict"):
        check_in(ambassador, seat, uuid4())
    over = timezone.now() - timedelta(days=7, minutes=1)
    Gathering.objects.filter(pk=later.pk).update(state="ended", starts_at=over - timedelta(hours=2), ends_at=over, ended_at=over)
    with pytest.raises(Refused, match="conflict"):
        check_in(ambassador, seat, uuid4())
    Gathering.objects.filter(pk=later.pk).update(ends_at=over + timedelta(days=1), ended_at=over + timedelta(days=1))
    check_in(ambassador, seat, uuid4())  # a phone that was without a network for days
    cancel_gathering(ambassador, off)
    with pytest.raises(Over):
        check_in(ambassador, gone, uuid4())


@both
def test_in_the_room_she_says_so_herself(felt, come, again, make_member):
    member = make_member("Нуриза")
    seat, other = come(felt, member), come(felt)
    assert check_herself_in(seat, member).already is False
    assert check_herself_in(again(seat), member).already is True
    assert Entry.objects.filter(fact="events.seat.came").get().actor == member.actor
    with pytest.raises(Refused, match="forbidden"):
        check_herself_in(other, member)
    check(felt)


@both
def test_by_herself_not_before_the_last_hour_nor_after_its_end(felt, come, gathering, again):
    early = come(gathering(starts_at=timezone.now() + timedelta(hours=2)))
    with pytest.raises(Refused, match="conflict"):
        check_herself_in(early, early.holder)
    seat = come(felt)
    Gathering.objects.filter(pk=felt.pk).update(state="ended")
    with pytest.raises(Over):
        check_herself_in(again(seat), seat.holder)


@both
def test_one_without_a_phone_is_counted_past_the_places_and_taken_back(ambassador, felt, come, again, make_member):
    come(felt, party=3)
    key = uuid4()
    assert count_nameless(ambassador, felt, key).nameless == 1
    assert count_nameless(ambassador, felt, key).nameless == 1
    assert count_nameless(ambassador, felt, uuid4()).nameless == 2
    assert count_nameless(ambassador, felt, uuid4(), on=False).nameless == 1
    assert count_nameless(ambassador, felt, uuid4(), on=False).nameless == 0
    with pytest.raises(Refused, match="conflict"):
        count_nameless(ambassador, felt, uuid4(), on=False)
    with pytest.raises(Refused, match="forbidden"):
        count_nameless(make_member("Нуриза"), felt, uuid4())
    said = Entry.objects.filter(fact="events.visitor.counted").order_by("seq")
    assert [entry.data["on"] for entry in said] == [True, True, False, False]
    check(felt)


@both
def test_the_table_holds_that_who_came_has_a_seat_and_a_number(felt, come):
    seat = come(felt)
    for fields in ({"came": 1}, {"came_at": timezone.now()}, {"came": 7, "came_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.filter(pk=seat.pk).update(**fields)


@committing
def test_two_hosts_and_herself_at_the_same_moment_count_her_once(ambassador, gathering, come, again, make_member):
    felt = gathering(capacity=30, starts_at=timezone.now() + timedelta(minutes=20))
    begimai = make_member("Бегимай")
    CoHost.objects.create(gathering=felt, member=begimai)
    for _round in range(3):
        seat = come(felt, party=2)
        works = [lambda by=by, seat=seat: check_in(by, seat, uuid4()) for by in (ambassador, begimai) * 3]
        works += [lambda seat=seat: check_herself_in(seat, seat.holder)] * 2
        done = at_once(*works)
        assert sorted(one.already for one in done) == [False] + [True] * 7
        assert Entry.objects.filter(stream=seat.stream, fact="events.seat.came").count() == 1
        check(felt)
    assert again(felt).here == 6


@committing
def test_many_come_at_once_while_places_move_and_every_one_is_counted(ambassador, gathering, come, again):
    felt = gathering(capacity=12, starts_at=timezone.now() + timedelta(minutes=20))
    seats = [come(felt, party=2) for _ in range(5)]
    waiting = come(felt, party=4)
    works = [lambda seat=seat: check_in(ambassador, seat, uuid4()) for seat in seats]
    works += [lambda seat=seat: give_up_seat(seat) for seat in seats[:2]]
    works += [lambda: change_party(seats[4], 1), lambda: count_nameless(ambassador, felt, uuid4())]
    at_once(*works)
    check(felt)
    assert again(felt).nameless == 1
    assert again(waiting).state in ("waiting", "offered")
    for seat in seats[2:]:
        assert again(seat).came >= 1


@committing
def test_while_one_is_checked_in_another_asks(ambassador, live, come, monkeypatch):
    """Both write at the desk and refer to the gathering's row. Whoever asks waits for that row first: otherwise neither would go on."""
    if connection.vendor == "sqlite":
        pytest.skip("one writes there at a time")
    asking, seat, asked = come(live).guest, come(live), []

    def ask():
        ask_question(live, asking, "Качан?", uuid4())
        connection.close()

    with ThreadPoolExecutor(1) as other:

        def ask_meanwhile(*seat, **fields):
            asked.append(other.submit(ask))
            wait(asked, timeout=0.5)
            return write(*seat, **fields)

        monkeypatch.setattr(checking_in, "write", ask_meanwhile)
        check_in(ambassador, seat, uuid4())
        asked[0].result(timeout=10)
    check(live)
    assert live.questions.count() == 1
