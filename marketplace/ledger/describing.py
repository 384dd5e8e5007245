"""What a venture's money and its agreement are called elsewhere, as on the bell: as the venture is."""

from collections.abc import Collection

from commons.journal.things import Thing, describes, ids_in
from marketplace.boards.describing import address_of
from marketplace.boards.models import Venture


@describes("marketplace.ledger")
def describe_ledgers(numbers: Collection[str]) -> dict[str, Thing]:
    return _at("money/", numbers)


@describes("marketplace.agreement")
def describe_agreements(numbers: Collection[str]) -> dict[str, Thing]:
    return _at("agreement/", numbers)


def _at(place: str, numbers: Collection[str]) -> dict[str, Thing]:
    found = Venture.objects.in_bulk(ids_in(numbers))
    return {str(pk): Thing(venture.title, f"{address_of(venture)}{place}") for pk, venture in found.items()}
