"""Pictures that stand in a row, of a service or of a shop: parts of actions, inside their transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.media.actions import erase, keep_picture
from commons.media.pictures import PreparedPicture

from ..models import Listing, PlacedPicture, Shop

Placed = TypeVar("Placed", bound=PlacedPicture)
GONE = _("This picture isn't there any more.")


@dataclass(frozen=True)
class Row(Generic[Placed]):
    """Whose pictures they are, which of hers, how many there may be, and what is said of more."""

    owner: Listing | Shop
    pictures: type[Placed]
    which: dict[str, Any]
    most: int
    enough: str | Promise


def put_last(row: Row[Placed], prepared: Sequence[PreparedPicture], by: str) -> None:
    """After those that are there. Raises Refused `invalid` where there would be too many."""
    there = held(row)
    if len(there) + len(prepared) > row.most:
        raise Refused("invalid", row.enough)
    last = there[-1].place if there else 0
    for place, picture in enumerate(prepared, last + 1):
        row.pictures._default_manager.create(**row.which, picture=keep_picture(picture, row.owner.stream, by), place=place)


def move(row: Row[Placed], picture_id: int, to: int) -> None:
    """To this place among them, counted from 1. Raises Refused `invalid` for a picture that isn't there."""
    pictures = held(row)
    moved = _found(pictures, picture_id)
    pictures.remove(moved)
    pictures.insert(max(0, min(to - 1, len(pictures))), moved)
    for place, picture in enumerate(pictures, 1):
        picture.place = place
    row.pictures._default_manager.bulk_update(pictures, ["place"])


def take_out(row: Row[Placed], picture_id: int) -> None:
    """Raises Refused as moving does."""
    erase([_found(held(row), picture_id).picture])


def held(row: Row[Placed]) -> list[Placed]:
    """Those there are, in order; whoever changes them at the same moment waits until this is done."""
    type(row.owner)._default_manager.select_for_update(no_key=True).filter(pk=row.owner.pk).first()
    return list(row.pictures._default_manager.filter(**row.which).select_related("picture"))


def _found(pictures: Sequence[Placed], picture_id: int) -> Placed:
    for picture in pictures:
        if picture.pk == picture_id:
            return picture
    raise Refused("invalid", GONE)
