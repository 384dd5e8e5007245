"""What a gathering and a seat are called elsewhere: on the bell, on To send."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.formats import date_format

from commons.journal.things import Thing, describes, ids_in
from commons.ui.templatetags.ui import short_day

from .models import Gathering, Seat


@describes("events.gathering")
def describe_gatherings(numbers: Collection[str]) -> dict[str, Thing]:
    return {str(one.pk): Thing(one.title, f"/events/{one.pk}/") for one in Gathering.objects.filter(pk__in=ids_in(numbers))}


@describes("events.desk")
def describe_desks(numbers: Collection[str]) -> dict[str, Thing]:
    return {str(one.pk): Thing(one.title, f"/events/{one.pk}/desk/") for one in Gathering.objects.filter(pk__in=ids_in(numbers))}


@describes("events.seat")
def describe_seats(numbers: Collection[str]) -> dict[str, Thing]:
    seats = Seat.objects.select_related("gathering").filter(pk__in=ids_in(numbers))
    return {str(seat.pk): Thing(_dated(seat.gathering), f"/events/{seat.gathering_id}/seats/{seat.pk}/") for seat in seats}


def _dated(gathering: Gathering) -> str:
    """With its day and hour: a reminder, or that it was moved, says by itself to when."""
    starts_at = timezone.localtime(gathering.starts_at)
    return f"{gathering.title} · {short_day(starts_at)}, {date_format(starts_at, 'TIME_FORMAT')}"
