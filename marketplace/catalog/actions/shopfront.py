"""The pictures on the page of a shop: photos of where she works, and what she has made, each with a line if she likes."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from commons.journal.writing import atomic, record
from commons.media.pictures import PreparedPicture
from commons.people.models import Member
from commons.people.texts import clean_texts

from ..facts import ShopChanged
from ..models import Shop, ShopPicture
from .arranging import Row, held, move, put_last, take_out
from .hers import shop_of

Shows = ShopPicture.Shows
MOST = {Shows.PHOTOS: 6, Shows.WORKS: 30}
ENOUGH = {
    Shows.PHOTOS: _("A shop has at most six photos. Take one away first."),
    Shows.WORKS: _("At most thirty works are shown. Take one away first."),
}


def add_to_shop(member: Member, shows: Shows, pictures: Sequence[PreparedPicture], shop_id: int | None = None) -> None:
    """After those it has. Raises Refused: `forbidden`; `invalid` where there would be more than there may."""
    with atomic():
        shop = shop_of(member, shop_id)
        put_last(_row_of(shop, shows), pictures, member.actor)
        record(_changed(member, shop))


def move_in_shop(member: Member, shows: Shows, picture_id: int, to: int, shop_id: int | None = None) -> None:
    """To this place among them, counted from 1. Raises Refused: `forbidden`, `invalid` for a picture that isn't there."""
    with atomic():
        shop = shop_of(member, shop_id)
        move(_row_of(shop, shows), picture_id, to)
        record(_changed(member, shop))


def say_in_shop(member: Member, shows: Shows, lines: Mapping[int, Mapping[str, str]], shop_id: int | None = None) -> None:
    """What each of these pictures is, by language; what is empty is taken away, other languages stay. Raises Refused `forbidden`."""
    with atomic():
        shop = shop_of(member, shop_id)
        told = [picture for picture in held(_row_of(shop, shows)) if picture.pk in lines]
        for picture in told:
            picture.lines = clean_texts({**picture.lines, **lines[picture.pk]})
        ShopPicture.objects.bulk_update(told, ["lines"])
        record(_changed(member, shop))


def remove_from_shop(member: Member, shows: Shows, picture_id: int, shop_id: int | None = None) -> None:
    """Raises Refused as moving does."""
    with atomic():
        shop = shop_of(member, shop_id)
        take_out(_row_of(shop, shows), picture_id)
        record(_changed(member, shop))


def _row_of(shop: Shop, shows: Shows) -> Row[ShopPicture]:
    return Row(shop, ShopPicture, {"shop": shop, "shows": shows}, MOST[shows], ENOUGH[shows])


def _changed(member: Member, shop: Shop) -> ShopChanged:
    return ShopChanged(stream=shop.stream, actor=member.actor, shop=shop.pk)
