"""Who asks to join sees no more of the members than a stranger, at every address of the house."""

import itertools
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from commons.people.models import Member
from events.actions import ask_to_join
from events.models import Seat

pytestmark = pytest.mark.django_db


def test_who_asks_to_join_sees_no_more_names_than_a_stranger_anywhere(seats, signed_in, village_of_names):
    seat = Seat.objects.whole().get(pk=seats["guest"].pk)
    hers = signed_in(ask_to_join(seat, seat.guest, "Айнура", "ky", False, uuid4()))
    shown = {address: found for address in village_of_names.addresses if (found := village_of_names.in_page(hers, address))}
    public = set().union(*(village_of_names.in_page(Client(), address) for address in shown))
    assert not {address: secret for address, found in shown.items() if (secret := found - public)}
    assert len(village_of_names.names - public) >= 10  # hosts and makers stand on public pages
    assert len(village_of_names.addresses) > 100


@pytest.fixture
def village_of_names(cast, guests, gatherings, seats, rooms_with_words):
    """Everyone's name is one of its own, and every address of the house leads to something of theirs."""
    return Village(cast)


@pytest.fixture
def rooms_with_words(cast):
    """A message in each room."""
    from chat.actions import ensure_rooms, post_message
    from chat.models import Room

    ensure_rooms()
    for room in Room.objects.filter(kind__in=("welcome", "lab", "network")):
        if room.lab in (None, cast["aizada"].lab):
            post_message(cast["aizada"], room.pk, uuid4(), "Купуя сөз")


class Village:
    def __init__(self, cast):
        self.names = {"Купуя сөз"}
        for member in cast.values():
            if member is not None:
                Member.objects.filter(pk=member.pk).update(name=f"Ысым{member.pk}дөө")
                self.names.add(f"Ысым{member.pk}дөө")
        self.addresses = sorted(set(every_address(ids_of(cast))))

    def in_page(self, browser, address):
        answer = browser.get(address, follow=True)
        page = b"".join(answer.streaming_content) if answer.streaming else answer.content
        words = page.decode(errors="replace")
        return {name for name in self.names if name in words}


def ids_of(cast):
    """What stands in addresses, by the name it has there."""
    from chat.models import Message, Room
    from commons.people.actions import make_invitation
    from events.models import Gathering
    from marketplace.catalog.models import Listing
    from marketplace.orders.models import Order

    listing = Listing.objects.get()
    return {
        "member_id": [cast[who].pk for who in ("aizada", "coordinator", "begimai")],
        "invitation_id": [make_invitation(cast["coordinator"], "workshop").pk],
        "room_id": list(Room.objects.filter(kind__in=("welcome", "lab", "network")).values_list("pk", flat=True)),
        "message_id": [Message.objects.values_list("pk", flat=True)[0]],
        "gathering_id": list(Gathering.objects.values_list("pk", flat=True)),
        "seat_id": [Seat.objects.filter(member=cast["trusted"]).values_list("pk", flat=True)[0]],
        "order_id": list(Order.objects.values_list("pk", flat=True)),
        "listing_id": [listing.pk],
        "code": [listing.code, listing.shop.code],
        "slug": ["osh"],
        "kind": ["talk"],
        "name": ["tailoring"],
        "noun": ["accept"],
        "stream": [order.stream for order in Order.objects.all()],
        "language": ["ky"],
    }


def every_address(ids, resolver=None, before="/"):
    """Every address of the house with these ids in it; one that asks for anything else is filled with a 1."""
    for pattern in (resolver or get_resolver()).url_patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if written != "/admin/":
                yield from every_address(ids, pattern, written)
            continue
        named = re.findall(r"<(?:\w+:)?(\w+)>", written)
        for chosen in itertools.product(*(ids.get(name, [1]) for name in named)):
            filled = iter(chosen)
            yield re.sub(r"<[^>]+>", lambda _found, filled=filled: str(next(filled)), written)
