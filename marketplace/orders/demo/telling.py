"""What one order of the village is: its story, those in it, and when each event happens."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from commons.people.details import GuestDetails
from commons.people.models import Guest, Member
from marketplace.catalog.models import Listing, Slot

from ..models import Order
from ..models.orders import start_of
from .stories import AGREED, BOOKED, Event, Story

SOON = timedelta(minutes=20)  # nothing happens later than so long before now
FOR_THEIR_DAY = ("catering", "tourism", "ready")  # begun and over when it is time, and no sooner


@dataclass
class Tale:
    """One order to be: `moments` keeps when each version of it came about, `agreed` when its price stood."""

    story: Story
    listing: Listing
    customer: Member | GuestDetails
    helper: Member | None
    day: date
    slot: Slot | None
    chance: Random
    order: Order | None = None
    moments: dict[int, datetime] = field(default_factory=dict)
    quoted: dict[int, datetime] = field(default_factory=dict)
    agreed: datetime | None = None

    @property
    def pays(self) -> Member | Guest:
        """Who the customer is, once she has ordered."""
        if self.order is None or self.order.customer is None:
            raise LookupError("nobody has ordered yet")
        return self.order.customer

    @property
    def is_visit(self) -> bool:
        return self.listing.declared.trade == "tourism"

    @property
    def is_for_its_day(self) -> bool:
        return self.listing.declared.trade in FOR_THEIR_DAY

    def events(self, booked: bool, advance: bool) -> Iterator[tuple[datetime, str]]:
        """When what happens, from the first word to what is still to come; an advance is paid as soon as it is agreed upon."""
        way = self._whole_way(booked)
        moment = self._first(way)
        for name, least, most in way:
            if name.endswith("?") and self.chance.random() < 0.6:
                continue
            moment = self._next(name.rstrip("?"), moment, least, most)
            if moment > timezone.now():
                return
            yield moment, name.rstrip("?")
            if name == "accept" and advance:
                moment += timedelta(hours=self.chance.uniform(1, 6))
                yield moment, "advance"

    def _whole_way(self, booked: bool) -> tuple[Event, ...]:
        way = self.story.way
        if way and way[0][0] == "ask":
            return way
        return (*(BOOKED if booked else AGREED), *way)

    def _first(self, way: tuple[Event, ...]) -> datetime:
        """Early enough for all that comes before the day, and for all of it before now."""
        lead = timedelta(days=self.listing.lead_days + self.chance.randrange(2, 7))
        usual = self._at(self.chance.randrange(8, 20)) - lead
        lasts = timedelta(hours=sum(most for name, _least, most in way if name not in ("deliver", "expire", "close")) + 6)
        latest = timezone.now() - min(lasts, timedelta(days=6))
        return min(usual, latest - timedelta(hours=self.chance.uniform(0, 9)))

    def _next(self, name: str, moment: datetime, least: float, most: float) -> datetime:
        if self.is_for_its_day and name in ("start", "progress", "deliver"):
            return self._on_its_day(name)
        moment += timedelta(hours=self.chance.uniform(least, most))
        if name == "deliver":
            moment = max(moment, self._at(self.chance.randrange(10, 19)))
        if name == "cancel_overdue":
            moment = max(moment, self._at(12) + timedelta(days=2))
        return min(moment, timezone.now() - SOON)

    def _on_its_day(self, name: str) -> datetime:
        """What is cooked in the morning is served at noon; a trip begins when it leaves, a night when the guests come."""
        if self.slot is not None and self.slot.starts_at is not None:
            begins, lasts = self.slot.starts_at, timedelta(hours=self.listing.details.get("hours", 8))
        elif self.is_visit:
            begins, lasts = start_of(self.day), timedelta(hours=21)
        else:
            begins, lasts = start_of(self.day, at=time(6)), timedelta(hours=6, minutes=self.chance.randrange(60))
        return begins + {"start": timedelta(), "progress": lasts / 3, "deliver": lasts}[name]

    def _at(self, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, time(hour, self.chance.randrange(60))))
