"""Photos and works for two shops of three: the pictures are those of their services in other colours, drawn once for all."""

from collections.abc import Sequence
from random import Random

from commons.people.models import Member

from ..actions import add_to_shop, say_in_shop
from ..kinds import kind_of
from ..models import ShopPicture
from .offers import Offer
from .textiles import drawn

PLACES = {"catering": ("kitchen", "plov", "bread"), "tourism": ("yurt", "house", "mountains"), "services": ("screen",)}
HOW_MANY = (3, 4, 5, 8)


def show_shop(member: Member, offers: Sequence[Offer], place: int, chance: Random) -> None:
    """Where she works, and what she has made; of some it is said what it is."""
    if place % 3 == 1:
        return
    rooms = PLACES.get(kind_of(offers[0].kind).trade, ("workshop", "patchwork", "atlas"))
    add_to_shop(member, ShopPicture.Shows.PHOTOS, [drawn(room, place % 3) for room in rooms[: 1 + place % 2]])
    made = [(offer, variant) for offer in offers for variant in range(3)]
    shown = chance.sample(made, min(len(made), chance.choice(HOW_MANY)))
    add_to_shop(member, ShopPicture.Shows.WORKS, [drawn(offer.picture, variant) for offer, variant in shown])
    works = ShopPicture.objects.filter(shop__member=member, shows=ShopPicture.Shows.WORKS)
    lines = {picture.pk: offer.names for picture, (offer, variant) in zip(works, shown, strict=True) if variant != 2}
    say_in_shop(member, ShopPicture.Shows.WORKS, lines)
