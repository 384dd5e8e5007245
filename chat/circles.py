"""Whom she knows by talking with her alone."""

from django.db.models import QuerySet

from commons.people.models import Member

from .models import Room, Seat


def talk_partners(member: Member) -> QuerySet:
    """The ids of women with whom she has a room of two."""
    hers = Seat.objects.filter(member=member, room__kind=Room.Kind.DIRECT).values("room")
    return Seat.objects.filter(room__in=hers).values("member")
