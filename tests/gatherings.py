"""Gatherings of the cast, and who has a seat there, for every matrix."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from django.utils import timezone


@pytest.fixture
def gatherings(cast):
    """Two that Aizada holds with Begimai: "open" for everyone, "members" for members alone, "women" for women only."""
    from events.models import CoHost, Gathering

    def give(title, ahead, **fields):
        starts_at = timezone.now() + timedelta(days=ahead)
        fields |= {"titles": {"ky": title}, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "capacity": 30}
        fields["video"] = "https://call.example/felt"  # where all sit in one room, what is asked goes to the hosts alone
        gathering = Gathering.objects.create(key=uuid4(), lab=cast["aizada"].lab, host=cast["aizada"], kind="masterclass", **fields)
        CoHost.objects.create(gathering=gathering, member=cast["begimai"])
        return gathering

    return {
        "open": give("Кийиз жасоо", 7),
        "members": give("Биздин тегерек", 8, members_only=True),
        "women": give("Аялдар тегереги", 9, women_only=True),
    }


@pytest.fixture
def seats(cast, guests, gatherings):
    """Who comes: "trusted" and both guests by private links to the open one, "trusted" and "guest" to the one for women."""
    from commons.people.actions import give_pass
    from events.models import Gathering, Seat

    def give(gathering, who, code):
        guest, member = (guests[who].guest, None) if who in guests else (None, cast[who])
        told_apart = guest.phone if guest else member.actor
        seat = Seat.objects.create(
            gathering=gathering, guest=guest, member=member, who=told_apart, code=code, key=uuid4(), party=1, state=Seat.State.TAKEN
        )
        if guest:
            give_pass(guest, seat.stream)
        Gathering.objects.filter(pk=gathering.pk).update(taken=F("taken") + 1)
        return seat

    for who, code in (("trusted", "DDDDDD"), ("guest", "EEEEEE")):
        give(gatherings["women"], who, code)
    return {
        who: give(gatherings["open"], who, code) for who, code in (("trusted", "AAAAAA"), ("guest", "BBBBBB"), ("another guest", "CCCCCC"))
    }
