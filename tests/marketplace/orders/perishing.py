"""`python -m tests.marketplace.orders.perishing LISTING`: place orders and tell each on a line, until somebody kills it."""

import sys
from uuid import uuid4

import django

django.setup()

from commons.people.details import GuestDetails  # noqa: E402
from marketplace.catalog.models import Listing  # noqa: E402
from marketplace.orders.actions import Wish, place_order  # noqa: E402
from tests.marketplace.orders.steps import step  # noqa: E402


def main(listing: Listing, first: int) -> None:
    """A guest's wish, every third of them withdrawn at once."""
    number = first
    while True:
        number += 1
        order = place_order(listing, GuestDetails("Айнура", f"+996{number}"), Wish(brief="Көйнөк"), uuid4()).order
        print(order.pk, flush=True)
        if number % 3 == 0:
            step(order, "withdraw")


if __name__ == "__main__":
    main(Listing.objects.get(pk=int(sys.argv[1])), int(sys.argv[2]))
