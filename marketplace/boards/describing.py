"""What a venture is called elsewhere: on the bell, in a list of rooms."""

from collections.abc import Collection

from commons.journal.things import Thing, describes, ids_in

from .models import Venture


@describes("marketplace.venture")
def describe_ventures(numbers: Collection[str]) -> dict[str, Thing]:
    return {str(pk): Thing(venture.title, address_of(venture)) for pk, venture in Venture.objects.in_bulk(ids_in(numbers)).items()}


def address_of(venture: Venture) -> str:
    return f"/market/together/{venture.pk}/"
