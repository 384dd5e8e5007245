"""What a venture is called elsewhere: on the bell, in a list of rooms."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from commons.journal.things import Thing, describes, ids_in

from .models import Card, Venture


@describes("marketplace.venture")
def describe_ventures(numbers: Collection[str]) -> dict[str, Thing]:
    return {str(pk): Thing(venture.title, address_of(venture)) for pk, venture in Venture.objects.in_bulk(ids_in(numbers)).items()}


@describes("marketplace.card")
def describe_cards(numbers: Collection[str]) -> dict[str, Thing]:
    """A card says nowhere else what it is about: that is for those alone who are in its venture."""
    cards = Card.objects.select_related("venture").filter(pk__in=ids_in(numbers))
    return {str(card.pk): Thing(_("Card"), f"{address_of(card.venture)}cards/{card.pk}/") for card in cards}


def address_of(venture: Venture) -> str:
    return f"/market/together/{venture.pk}/"
