"""`python -m tests.notify.perishing LISTING PHONE MEMBER…`: name prices and write to members, each told on a line, until it is killed."""

import sys
from itertools import cycle
from uuid import uuid4

import django

django.setup()

from chat.actions import open_direct, post_message  # noqa: E402
from commons.people.details import GuestDetails  # noqa: E402
from marketplace.catalog.models import Listing  # noqa: E402
from marketplace.orders.actions import Wish, place_order  # noqa: E402
from marketplace.orders.models import Order  # noqa: E402
from tests.marketplace.orders.steps import step  # noqa: E402


def main(listing: Listing, first: int, member_ids: list[int]) -> None:
    """A guest gets her price, and one of the members a message from the maker."""
    maker = listing.shop.member
    for number, member_id in enumerate(cycle(member_ids), first):
        placed = place_order(listing, GuestDetails("Айнура", f"+996{number}"), Wish(brief="Көйнөк"), uuid4()).order
        step(Order.objects.whole().get(pk=placed.pk), "quote")
        print("order", placed.pk, flush=True)
        room = open_direct(maker, member_id)
        post_message(maker, room.pk, uuid4(), "Кездеме келди")
        print("room", room.pk, flush=True)


if __name__ == "__main__":
    main(Listing.objects.get(pk=int(sys.argv[1])), int(sys.argv[2]), [int(one) for one in sys.argv[3:]])
