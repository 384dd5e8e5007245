"""Gatherings of the cast, and who has a seat there, for every matrix."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone


@pytest.fixture
def gatherings(cast):
    """Two that Aizada holds with Begimai: "open" for everyone, "members" for members alone."""
    from events.models import CoHost, Gathering

    def give(title, ahead, **fields):
        starts_at = timezone.now() + timedelta(days=ahead)
        fields |= {"titles": {"ky": title}, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "capacity": 30}
        gathering = Gathering.objects.create(key=uuid4(), lab=cast["aizada"].lab, host=cast["aizada"], kind="masterclass", **fields)
        CoHost.objects.create(gathering=gathering, member=cast["begimai"])
        return gathering

    return {"open": give("Кийиз жасоо", 7), "members": give("Биздин тегерек", 8, members_only=True)}


@pytest.fixture
def seats(cast, guests, gatherings):
    """Who comes to the open one: "trusted", and both guests by private links."""
    from commons.people.actions import give_pass
    from events.models import Gathering, Seat

    felt = gatherings["open"]
    seats = {"trusted": Seat(member=cast["trusted"], who=cast["trusted"].actor, code="AAAAAA")}
    for who, code in (("guest", "BBBBBB"), ("another guest", "CCCCCC")):
        seats[who] = Seat(guest=guests[who].guest, who=guests[who].guest.phone, code=code)
    for seat in seats.values():
        seat.gathering, seat.key, seat.party, seat.state = felt, uuid4(), 1, Seat.State.TAKEN
        seat.save()
        if seat.guest:
            give_pass(seat.guest, seat.stream)
    Gathering.objects.filter(pk=felt.pk).update(taken=len(seats))
    return seats
