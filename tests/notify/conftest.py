"""Something to tell of, whom to tell it, and what is owed to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.functional import lazystr

from commons.journal.facts import Fact
from commons.journal.things import Thing, describes
from commons.notify.kinds import notice_kind

NEUTRAL = lazystr("Базарда жаңы нерсе бар")
SEWN = notice_kind("tests-sewn", lazystr("Көйнөгүңүз тигилди"), NEUTRAL)
PRICED = notice_kind("tests-priced", lazystr("Баасы айтылды"), NEUTRAL, message=lazystr("Заказыңыздын баасы:"), starts_clock=True)
AGREED = notice_kind("tests-agreed", lazystr("Макулдаштыңыздар"), NEUTRAL, passes_blocks=True)
ALARM = notice_kind("tests-alarm", lazystr("Тез чалыңыз"), NEUTRAL, urgent=True)


@dataclass(frozen=True, kw_only=True)
class DressSewn(Fact, name="tests.dress.sewn"):
    """A dress is ready; nobody listens, tests tell of it themselves."""


@describes("tests.dress")
def describe_dresses(names: Any) -> dict[str, Thing]:
    return {name: Thing(f"Көйнөк {name}", f"/chats/?dress={name}") for name in names if name != "0"}


@pytest.fixture
def sewn(transactional_db: None) -> Callable[..., Any]:
    """Have a dress sewn, and return the entry: `sewn(2, by=aizada)`."""
    from commons.journal.writing import atomic, record

    def sew(dress: int = 1, by: Any = None) -> Any:
        with atomic():
            [entry] = record(DressSewn(stream=f"tests.dress:{dress}", actor=by.actor if by else "system"))
        return entry

    return sew


@pytest.fixture
def guest(transactional_db: None) -> Any:
    """Ainura, who ordered the first dress and has a private link to it."""
    from commons.journal.writing import atomic
    from commons.people.actions import give_pass
    from commons.people.models import Guest

    ainura = Guest.objects.create(name="Айнура", phone="+996 700 123 456", language="ky")
    with atomic():
        give_pass(ainura, "tests.dress:1")
    return ainura


@pytest.fixture
def owed() -> Callable[..., list[timedelta]]:
    """In how long a listener of notify is due, for each that is owed something: `owed("push_notice")`."""
    from commons.journal.models import Delivery

    def look(listener: str) -> list[timedelta]:
        name = f"commons.notify.listeners.{listener}"
        return [one.due_at - timezone.now() for one in Delivery.objects.filter(listener=name).order_by("pk")]

    return look


@pytest.fixture
def deliver() -> Callable[[], None]:
    """Deliver all that is owed, as if its time had come; `deliver("push_notice")` to one listener alone."""
    from commons.journal.models import Delivery
    from commons.journal.worker import Worker

    def run(listener: str = "") -> None:
        Delivery.objects.filter(listener__endswith=listener).update(due_at=timezone.now() - timedelta(seconds=1))
        while Worker().run_due():
            pass

    return run


@pytest.fixture(autouse=True)
def broad_day(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's quiet hours, whenever the tests run."""
    if not request.node.get_closest_marker("at_night"):
        monkeypatch.setattr("commons.notify.ways.after_quiet", lambda moment, *_: moment)
