"""What one joint business of the village is while it is told: its women, and all that happens to it, each at its own time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from django.db import models
from django.utils import timezone

from commons.people.demo_clock import at
from commons.people.models import Member
from marketplace.boards.models import Column, Venture
from marketplace.orders.demo.telling import Tale

from .stories import Business

NAMESPACE = UUID("6d2c1b0e-5f0e-4b57-9a55-0b1e7b3a2045")
MORNING, LASTS = 9, 11  # hours: nothing is done at night

Deed = Callable[[], Any]


@dataclass(frozen=True)
class Talk:
    """How its room is filled, which is another app's: she sits there; she says something, in which room and as which message."""

    seat: Callable[[str, Member], None]
    say: Callable[[str, Member, UUID, str], tuple[int, int]]


@dataclass
class Telling:
    """`deeds` are collected first, and done one after the other by `tell`; `tales` are the orders of its shop."""

    story: Business
    talk: Talk
    began: datetime = field(default_factory=timezone.now)
    deeds: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    number: Iterator[int] = field(default_factory=count)
    pk: int = 0
    tales: list[Tale] = field(default_factory=list)

    def then(self, ago: float, deed: Deed) -> None:
        """To be done so many days before now."""
        self.when(self._moment(ago), deed)

    def when(self, moment: datetime, deed: Deed) -> None:
        """To be done at this moment."""
        heappush(self.deeds, (moment, next(self.number), deed))

    def tell(self) -> None:
        """All of it, as it comes; what is done has more be done."""
        while self.deeds:
            moment, _number, deed = heappop(self.deeds)
            with at(moment):
                deed()

    def key(self, of: object) -> UUID:
        """The same at every run."""
        return uuid5(NAMESPACE, f"{self.story.number} {of}")

    @property
    def venture(self) -> Venture:
        return Venture.objects.get(pk=self.pk)

    @cached_property
    def women(self) -> dict[str, Member]:
        return {member.number: member for member in Member.objects.select_related("lab").prefetch_related("roles")}

    @cached_property
    def columns(self) -> list[Column]:
        return list(Column.objects.filter(venture=self.pk))

    def date_back(self, rows: models.QuerySet, column: str) -> None:
        """What a column took from the real clock meanwhile was at this moment."""
        rows.filter(**{f"{column}__gte": self.began}).update(**{column: timezone.now()})

    def _moment(self, ago: float) -> datetime:
        """So many days ago, by day; what would be to come has just been."""
        day = timezone.localdate(self.began) - timedelta(days=int(ago))
        hour = MORNING + (1 - ago % 1) * LASTS
        of_day = timezone.make_aware(datetime.combine(day, time())) + timedelta(hours=hour)
        return min(of_day, self.began - timedelta(minutes=20 * ago))
