"""A day and an hour before: who comes is reminded once of each, of the hour it is at now, and of nothing that won't be."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from commons.journal.listening import LISTENERS
from commons.journal.models import Delivery, Entry
from commons.journal.worker import Worker
from commons.notify.kinds import KINDS
from commons.notify.models import Notice, ToSend
from commons.notify.sending import list_of
from events.actions import cancel_gathering, change_gathering, give_up_seat

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TOMORROW, HOURS = "events.listeners.remind_of_tomorrow", "events.listeners.remind_of_the_hour"


@pytest.fixture
def at():
    """At two in the afternoon, in three days."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=3), time(14)))


@pytest.fixture
def felt(gathering, at):
    return gathering(starts_at=at, capacity=2)


@pytest.fixture
def ring(monkeypatch):
    """Have all timers of this name heard, as at this moment; twice, as a worker may."""

    def give(name, moment):
        with monkeypatch.context() as patched:
            patched.setattr(timezone, "now", lambda: moment)
            for delivery in Delivery.objects.filter(listener=name, due_at__lte=moment).order_by("pk"):
                LISTENERS[name].hear(delivery.entry)
                LISTENERS[name].hear(delivery.entry)
            bring()

    return give


def bring():
    while Worker().run_due(limit=500):
        pass


def due(name):
    return list(Delivery.objects.filter(listener=name).order_by("pk").values_list("due_at", flat=True))


def reminded():
    return [(entry.data["seat"], entry.data["hours"]) for entry in Entry.objects.filter(fact="events.seat.reminded").order_by("pk")]


def test_timers_are_set_a_day_and_an_hour_before(felt, at):
    assert (due(TOMORROW), due(HOURS)) == ([at - DAY], [at - HOUR])


def test_no_timer_is_set_for_what_is_over_already(gathering):
    gathering(starts_at=timezone.now() + timedelta(minutes=90))
    assert (due(TOMORROW), len(due(HOURS))) == ([], 1)


def test_who_comes_is_reminded_once_of_each_and_who_waits_is_not(felt, at, come, ring, again):
    comes, gone = come(felt), come(felt)
    waits = come(felt)
    give_up_seat(gone)  # offered to who waits, who has said nothing yet
    ring(TOMORROW, at - DAY)
    assert reminded() == [(comes.pk, 24)]
    ring(HOURS, at - HOUR)
    assert reminded() == [(comes.pk, 24), (comes.pk, 1)]
    assert again(waits).state == "offered"


def test_the_letter_tells_when_and_leads_to_her_seat(felt, at, come, ring, ambassador):
    seat = come(felt)
    ring(TOMORROW, at - DAY)
    [letter] = list_of(ambassador).hers
    assert seat.guest.passes.get().address in letter.text
    assert "14:00" in letter.text
    assert str(KINDS["event-tomorrow"].message) in letter.text


def test_a_second_reminder_takes_the_place_of_the_first(felt, at, come, ring):
    come(felt)
    ring(TOMORROW, at - DAY)
    ring(HOURS, at - HOUR)
    assert [one.notice.kind for one in ToSend.objects.waiting()] == ["event-hour"]


def test_who_gives_her_seat_up_meanwhile_is_not_told(felt, at, come, monkeypatch):
    seat = come(felt)
    entry = Delivery.objects.get(listener=TOMORROW).entry
    LISTENERS[TOMORROW].hear(entry)
    give_up_seat(seat)
    bring()
    assert reminded() == [(seat.pk, 24)]
    assert not Notice.objects.filter(kind="event-tomorrow").exists()


@pytest.mark.parametrize("by", [timedelta(hours=6), timedelta(hours=-5), timedelta(days=4)])
def test_of_one_that_was_moved_its_old_timers_say_nothing(felt, at, come, ring, plan, ambassador, by):
    come(felt)
    change_gathering(ambassador, felt, plan(starts_at=at + by, in_lab_room=False, place="Китепкана", capacity=2), 1)
    bring()
    assert due(TOMORROW) == [at - DAY, at + by - DAY]
    first, second = sorted((at, at + by))
    ring(TOMORROW, first - DAY)
    ring(TOMORROW, second - DAY)
    assert [hours for _, hours in reminded()] == [24]
    ring(HOURS, first - HOUR)
    ring(HOURS, second - HOUR)
    assert [hours for _, hours in reminded()] == [24, 1]


def test_a_move_outdates_a_reminder_that_was_not_sent_on(felt, at, come, ring, plan, ambassador):
    come(felt)
    ring(TOMORROW, at - DAY)
    bring()
    change_gathering(ambassador, felt, plan(starts_at=at + DAY, in_lab_room=False, place="Китепкана", capacity=2), 1)
    bring()
    assert [one.notice.kind for one in ToSend.objects.waiting()] == ["event-moved"]


def test_of_a_cancelled_one_nobody_is_reminded(felt, at, come, ring, ambassador):
    come(felt)
    cancel_gathering(ambassador, felt)
    ring(TOMORROW, at - DAY)
    ring(HOURS, at - HOUR)
    assert reminded() == []


def test_a_timer_that_is_late_says_nothing_that_is_not_so(felt, at, come, ring):
    come(felt)
    ring(TOMORROW, at - timedelta(hours=5))  # it is today by then
    ring(HOURS, at + timedelta(minutes=1))
    assert reminded() == []
