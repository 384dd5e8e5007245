"""What follows by itself: clocks of offers, reminders, and that everyone with a seat learns what has become of it."""

from datetime import datetime, timedelta

from django.utils import timezone

from commons.journal.listening import on
from commons.journal.models import Entry

from . import notices
from .actions import FORGOTTEN, end_forgotten, hold_offer, keep_steps, lapse_offer, pass_over, tell_seats, tell_that_she_is_known
from .facts import FeedbackAsked, SeatCancelled, SeatMoved, SeatReminded
from .models import Gathering, Seat
from .steps import COUNTED

ANNOUNCED, MOVED, CANCELLED = "events.gathering.announced", "events.gathering.moved", "events.gathering.cancelled"


@on("notify.notice.sent")
def start_the_clock(entry: Entry) -> None:
    """The offer has reached her: by her bell, a push, a mail, the host's hand, or since she looked."""
    kind, _, number = entry.stream.partition(":")
    if kind == "events.seat" and entry.data["kind"] == notices.OFFERED:
        hold_offer(int(number))


def when_it_ends(entry: Entry) -> datetime | None:
    ends_at: datetime | None = Seat.objects.values_list("offer_ends_at", flat=True).get(pk=entry.data["seat"])
    return ends_at


@on("events.offer.held", after=when_it_ends)
def let_it_lapse(entry: Entry) -> None:
    """Unless she answered."""
    lapse_offer(entry.data["seat"])


def when_she_is_to_know(entry: Entry) -> datetime | None:
    tell_by: datetime | None = Seat.objects.values_list("tell_by", flat=True).get(pk=entry.data["seat"])
    return tell_by


@on("events.seat.offered", after=when_she_is_to_know)
@on("events.offer.unsent", after=when_she_is_to_know)
def pass_it_on(entry: Entry) -> None:
    """Unless somebody told her."""
    pass_over(entry.data["seat"])


@on("people.member.vouched")
def tell_those_who_held_it(entry: Entry) -> None:
    """Who asked to join by what they held waits no more, whoever said "I know her"."""
    tell_that_she_is_known(entry.data["member"])


@on(MOVED)
def tell_that_it_moved(entry: Entry) -> None:
    """Who came to it as it is now knows that already."""
    tell_seats(entry, SeatMoved, Seat.STANDING, asked_by=entry.at)


@on(CANCELLED)
def tell_that_it_is_cancelled(entry: Entry) -> None:
    tell_seats(entry, SeatCancelled, Seat.STANDING)


def a_day_before(entry: Entry) -> datetime | None:
    return _before(entry, timedelta(days=1))


def an_hour_before(entry: Entry) -> datetime | None:
    return _before(entry, timedelta(hours=1))


@on(ANNOUNCED, after=a_day_before)
@on(MOVED, after=a_day_before)
def remind_of_tomorrow(entry: Entry) -> None:
    """Where the timer is late, and the day has come, the hour is left to remind her."""
    gathering = _still_at(entry)
    if gathering and timezone.localdate(gathering.starts_at) > timezone.localdate():
        tell_seats(entry, SeatReminded, (Seat.State.TAKEN,), hours=24)


@on(ANNOUNCED, after=an_hour_before)
@on(MOVED, after=an_hour_before)
def remind_of_the_hour(entry: Entry) -> None:
    if _still_at(entry):
        tell_seats(entry, SeatReminded, (Seat.State.TAKEN,), hours=1)


def when_it_is_forgotten(entry: Entry) -> datetime | None:
    live = Gathering.objects.filter(pk=entry.data["gathering"], state=Gathering.State.LIVE)
    ends_at = live.values_list("ends_at", flat=True).first()
    return ends_at and max(ends_at, entry.at) + FORGOTTEN


@on("events.plan.changed", after=when_it_is_forgotten)  # begun, or prolonged since
def end_what_nobody_ended(entry: Entry) -> None:
    end_forgotten(entry.data["gathering"])


@on("events.gathering.ended", after=timedelta(hours=1))
def ask_how_it_was(entry: Entry) -> None:
    """Of those who were there, when they are home; who has said it already isn't asked."""
    tell_seats(entry, FeedbackAsked, (Seat.State.TAKEN,), among=Seat.objects.were_there().filter(feedback=None))


def count_for_reports(entry: Entry) -> None:
    keep_steps(entry)


for fact in COUNTED:
    on(fact)(count_for_reports)


def _before(entry: Entry, span: timedelta) -> datetime | None:
    """So long before it begins, as it stands by this entry; None where that is over: who comes knows how soon it is."""
    due_at: datetime = Gathering.objects.values_list("starts_at", flat=True).get(pk=entry.data["gathering"]) - span
    return due_at if due_at > entry.at else None


def _still_at(entry: Entry) -> Gathering | None:
    """The gathering, where it is to come still, and wasn't moved since: then another timer reminds of it."""
    gathering = Gathering.objects.to_come().filter(pk=entry.data["gathering"], starts_at__gt=timezone.now()).first()
    moved = Entry.objects.filter(stream=entry.stream, fact=MOVED, seq__gt=entry.seq)
    return gathering if gathering and not moved.exists() else None
