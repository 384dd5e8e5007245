"""Filling the village with gatherings: everything by the actions everyone uses, each at its own time, and then dated back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from commons.journal.models import Delivery
from commons.people.demo_clock import at
from commons.people.details import GuestDetails
from commons.people.models import Guest, Member

from ..actions import Plan, announce, count_sharing, give_up_seat, hold_offer, name_cohost, rebuild_steps, take_seat
from ..actions.seating import Visitor
from ..models import Gathering, Newcomer, Seat
from .being_there import be_there
from .keys import key_of
from .plans import HAPPENINGS, Happening

GUESTS = ("Айнура", "Бермет", "Чынара", "Эльмира", "Нургүл", "Кундуз", "Ольга", "Марина", "Гулчехра", "Мадина", "Шоира", "Сайкал")
NOBODYS = "+996000"  # what no number here can begin with: nobody has it, and nobody is rung up
AHEAD = timedelta(days=12)  # so long before it is announced
SOON = timedelta(minutes=40)  # nothing happens later than so long before now


def fill() -> None:
    """Let them announce, come, wait in line, and be there."""
    if Gathering.objects.filter(key=key_of("gathering 0")).exists():
        return
    chance = Random("events")  # noqa: S311  a village, not a secret
    with transaction.atomic():  # whole, or not at all
        offered = [seat for number, one in enumerate(HAPPENINGS) for seat in _hold(number, one, chance)]
        owed = Delivery.objects.filter(entry__stream__startswith="events.", due_at__lte=timezone.now())
        owed.exclude(entry__stream__in=[seat.stream for seat in offered], entry__fact="events.seat.offered").delete()  # heard long ago
        _let_ask()
        rebuild_steps()


def _hold(number: int, one: Happening, chance: Random) -> Iterator[Seat]:
    """One of them, as far as it has come; returns the seats that are offered."""
    host = Member.objects.select_related("lab").get(number=one.host)
    starts_at = timezone.localtime().replace(hour=one.hour, minute=0, second=0, microsecond=0) + timedelta(days=one.day)
    announced_at = min(starts_at, timezone.now()) - AHEAD
    with at(announced_at):
        gathering = announce(host, host.lab, _plan(one, starts_at), key_of(f"gathering {number}"))
        Gathering.objects.filter(pk=gathering.pk).update(announced_at=announced_at)  # a column's default knows the real clock alone
        for way in ("whatsapp", "whatsapp", "telegram")[: 1 + number % 3]:
            count_sharing(host, gathering, way, uuid4())
        if one.cohost:
            name_cohost(host, gathering, Member.objects.get(number=one.cohost))
    latest = min(starts_at, timezone.now() - SOON) - SOON
    moments = sorted(announced_at + (latest - announced_at) * chance.random() for _ in one.parties)
    seats = []
    for place, (party, moment, who) in enumerate(zip(one.parties, moments, _visitors(one, host, chance), strict=False)):
        with at(moment):
            seat = take_seat(gathering, who, party, key_of(f"seat {number} {place}")).seat
        Seat.objects.filter(pk=seat.pk).update(asked_at=moment)
        Guest.objects.filter(pk=seat.guest_id or 0).update(made_at=moment)
        seats.append(seat)
    with at(latest):
        for seat in seats[: one.leaves]:
            give_up_seat(Seat.objects.whole().get(pk=seat.pk))
        offered = list(Seat.objects.whole().filter(gathering=gathering, state=Seat.State.OFFERED))
        for seat in offered:
            hold_offer(seat.pk)
    if one.day < 0:
        be_there(host, gathering, starts_at, chance)
    yield from offered


def _let_ask() -> None:
    """She who asks to join in this village came to the last that was held at her lab."""
    asks = Member.objects.get(number="demo-osh-asked")
    came_to = Gathering.objects.filter(lab=asks.lab, state=Gathering.State.ENDED).latest("starts_at")
    Newcomer.objects.create(member=asks, gathering=came_to)


def _plan(one: Happening, starts_at: datetime) -> Plan:
    return Plan(
        kind=one.kind,
        titles=one.titles,
        abouts=one.abouts,
        starts_at=starts_at,
        capacity=one.capacity,
        in_lab_room=not one.place,
        place=one.place,
        video=one.video,
        women_only=one.women_only,
        members_only=one.members_only,
    )


def _visitors(one: Happening, host: Member, chance: Random) -> Iterator[Visitor]:
    """Some women of the lab, and mostly guests."""
    women = list(Member.objects.active().vouched().filter(lab=host.lab, is_under_18=False).order_by("number"))
    others = [woman for woman in women if not woman.number.startswith("demo-")]
    chance.shuffle(others)
    for place in range(len(one.parties)):
        if place in one.known:
            yield Member.objects.get(number=one.known[place])
        elif others and chance.random() < 0.3:
            yield others.pop()
        else:
            number = f"{NOBODYS}{chance.randrange(1_000_000):06}"
            yield GuestDetails(chance.choice(GUESTS), number, chance.choice(("ky", "ky", "ru", "uz-cyrl")))
