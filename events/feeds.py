"""Gatherings as calendars read them: RFC 5545, by the library `icalendar`."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import Gathering
from .sharing import where_it_is

LOOKED_AT_EVERY = timedelta(hours=6)
STATUS = {Gathering.State.CANCELLED: "CANCELLED"}


def calendar_of(gatherings: Iterable[Gathering], name: str = "", video: str = "") -> str:
    """A whole calendar. `video` is the link of a call, for who has a seat."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Birge//events//KY")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", LOOKED_AT_EVERY, parameters={"VALUE": "DURATION"})
    for gathering in gatherings:
        calendar.add_component(_event_of(gathering, video))
    return calendar.to_ical().decode()


def _event_of(gathering: Gathering, video: str) -> Event:
    address = f"{settings.ORIGIN}/events/{gathering.pk}/"
    whom = _("For women only") if gathering.women_only else ""
    event = Event()
    event.add("uid", f"gathering-{gathering.pk}@{settings.ORIGIN.partition('://')[2]}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", gathering.starts_at.astimezone(UTC))
    event.add("dtend", gathering.ends_at.astimezone(UTC))
    event.add("sequence", gathering.edition + (gathering.state == Gathering.State.CANCELLED))
    event.add("status", STATUS.get(Gathering.State(gathering.state), "CONFIRMED"))
    event.add("summary", gathering.title)
    event.add("location", where_it_is(gathering))
    event.add("description", "\n\n".join(filter(None, [gathering.about, whom, video, address])))
    event.add("url", address)
    return event
