"""A gathering of the cast: Aizada, ambassador of Osh, shows how felt is made; and who comes."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

NUMBERS = iter(range(500_000_001, 599_999_999))


@pytest.fixture(autouse=True)
def no_night(monkeypatch):
    """Whatever the hour is while it is tested, offers are good for as long as by day."""
    from events.actions import patience

    monkeypatch.setattr(patience, "NIGHT", (time(4), time(4)))


@pytest.fixture(autouse=True)
def any_day(monkeypatch):
    """A gathering begins whatever day it is for."""
    from events.models import gatherings

    monkeypatch.setattr(gatherings, "EARLIEST", timedelta(days=400))


@pytest.fixture
def ambassador(make_member):
    """Aizada, ambassador of Osh."""
    return make_member("Айзада", at="osh", roles=("ambassador",))


@pytest.fixture
def plan():
    """A plan for in a week: `plan(capacity=3)`."""
    from events.actions import Plan

    def give(**fields):
        fields.setdefault("starts_at", timezone.now() + timedelta(days=7))
        return Plan(**{"kind": "masterclass", "titles": {"ky": "Кийиз жасоо"}, **fields})

    return give


@pytest.fixture
def gathering(ambassador, plan):
    """Announce one: `gathering(capacity=3)`."""
    from events.actions import announce

    def give(host=None, **fields):
        host = host or ambassador
        fields = {"in_lab_room": False, "place": "Китепкана", "video": "https://call.example/felt", **fields}
        return announce(host, host.lab, plan(**fields), uuid4())

    return give


@pytest.fixture
def visitor():
    """Somebody without an account, as she types it; each time another."""
    from commons.people.details import GuestDetails

    def give(name="Айнура", **fields):
        return GuestDetails(name, f"+996{next(NUMBERS)}", **fields)

    return give


@pytest.fixture
def come(visitor):
    """Have somebody ask for a seat: `come(felt, party=2)`; returns the seat."""
    from events.actions import take_seat
    from events.models import Seat

    def give(gathering, who=None, party=1, key=None):
        seated = take_seat(gathering, who or visitor(), party, key or uuid4())
        return Seat.objects.whole().get(pk=seated.seat.pk)

    return give


@pytest.fixture
def again():
    """As it is now."""
    from events.models import Gathering, Seat

    def give(one):
        return Seat.objects.whole().get(pk=one.pk) if isinstance(one, Seat) else Gathering.objects.get(pk=one.pk)

    return give


@pytest.fixture
def live(gathering, ambassador):
    """A gathering that is on."""
    from events.actions import begin

    return begin(ambassador, gathering())


@pytest.fixture
def ask(live, come, ambassador):
    """Have somebody ask, and a host show it: `ask("Качан?")`."""
    from events.actions import ask_question, decide_question

    def give(text="Чийки жүндү канча убакыт кургатуу керек?", shown=True, **more):
        question = ask_question(live, come(live).guest, text, uuid4(), **more)
        return decide_question(ambassador, question, "show") if shown else question

    return give


@pytest.fixture
def join():
    """She asks to join by the link of this seat."""

    def give(seat, name="Айнура", key=None, **fields):
        from events.actions import ask_to_join

        return ask_to_join(seat, seat.guest, name, "ky", fields.get("is_under_18", False), key or uuid4())

    return give


@pytest.fixture
def begun(gathering, ambassador):
    """Announce one that is on: `begun(capacity=3)`."""

    def give(**fields):
        from events.actions import begin

        return begin(ambassador, gathering(**fields))

    return give


@pytest.fixture
def deliver():
    """Let listeners hear what they are owed."""
    from commons.journal.listening import LISTENERS
    from commons.journal.models import Delivery

    def give():
        while owed := list(Delivery.objects.select_related("entry").filter(due_at__lte=timezone.now()).order_by("pk")):
            for delivery in owed:
                LISTENERS[delivery.listener].hear(delivery.entry)
                delivery.delete()

    return give
