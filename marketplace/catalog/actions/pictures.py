"""Pictures and the spoken description of a service."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from commons.journal.writing import atomic, record
from commons.media.actions import erase, keep_voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.models import Member

from ..facts import ListingChanged
from ..models import Listing, ListingPicture
from .arranging import Row, move, put_last, take_out
from .hers import listing_of

MOST_PICTURES = 8
ENOUGH = _("A service has at most eight pictures. Take one away first.")


def add_pictures(member: Member, listing_id: int, pictures: Sequence[PreparedPicture]) -> None:
    """After those it has. Raises Refused: `forbidden`; `invalid` where there would be more than eight."""
    with atomic():
        listing = listing_of(member, listing_id)
        put_last(_row_of(listing), pictures, member.actor)
        record(_changed(member, listing))


def move_picture(member: Member, listing_id: int, picture_id: int, to: int) -> None:
    """To this place among them, counted from 1. Raises Refused: `forbidden`, `invalid` for a picture that isn't there."""
    with atomic():
        listing = listing_of(member, listing_id)
        move(_row_of(listing), picture_id, to)
        record(_changed(member, listing))


def remove_picture(member: Member, listing_id: int, picture_id: int) -> None:
    """Raises Refused as moving does."""
    with atomic():
        listing = listing_of(member, listing_id)
        take_out(_row_of(listing), picture_id)
        record(_changed(member, listing))


def say_listing(member: Member, listing_id: int, voice: PreparedVoice | None) -> None:
    """Its spoken description, instead of the one it has; None takes that away. Raises Refused `forbidden`."""
    with atomic():
        listing = listing_of(member, listing_id)
        before = [listing.voice] if listing.voice else []
        listing.voice = keep_voice(voice, listing.stream, member.actor) if voice else None
        listing.save(update_fields=["voice"])
        erase(voices=before)
        record(_changed(member, listing))


def _row_of(listing: Listing) -> Row[ListingPicture]:
    return Row(listing, ListingPicture, {"listing": listing}, MOST_PICTURES, ENOUGH)


def _changed(member: Member, listing: Listing) -> ListingChanged:
    return ListingChanged(stream=listing.stream, actor=member.actor, listing=listing.pk)
