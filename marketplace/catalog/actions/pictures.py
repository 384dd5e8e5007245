"""Pictures and the spoken description of a service."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.actions import erase, keep_picture, keep_voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.models import Member

from ..facts import ListingChanged
from ..models import Listing, ListingPicture
from .hers import listing_of

MOST_PICTURES = 8
ENOUGH = _("A service has at most eight pictures. Take one away first.")


def add_pictures(member: Member, listing_id: int, pictures: Sequence[PreparedPicture]) -> None:
    """After those it has. Raises Refused: `forbidden`; `invalid` where there would be more than eight."""
    with atomic():
        listing = listing_of(member, listing_id)
        if listing.pictures.count() + len(pictures) > MOST_PICTURES:
            raise Refused("invalid", ENOUGH)
        last = listing.pictures.aggregate(last=Max("place"))["last"] or 0
        for place, prepared in enumerate(pictures, last + 1):
            ListingPicture.objects.create(listing=listing, picture=keep_picture(prepared, listing.stream, member.actor), place=place)
        record(_changed(member, listing))


def move_picture(member: Member, listing_id: int, picture_id: int, to: int) -> None:
    """To this place among them, counted from 1. Raises Refused: `forbidden`, `invalid` for a picture that isn't there."""
    with atomic():
        listing = listing_of(member, listing_id)
        pictures = list(listing.pictures.all())
        moved = _one_of(pictures, picture_id)
        pictures.remove(moved)
        pictures.insert(max(0, min(to - 1, len(pictures))), moved)
        for place, picture in enumerate(pictures, 1):
            picture.place = place
        ListingPicture.objects.bulk_update(pictures, ["place"])
        record(_changed(member, listing))


def remove_picture(member: Member, listing_id: int, picture_id: int) -> None:
    """Raises Refused as moving does."""
    with atomic():
        listing = listing_of(member, listing_id)
        gone = _one_of(list(listing.pictures.select_related("picture")), picture_id)
        erase([gone.picture])
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


def _one_of(pictures: Sequence[ListingPicture], picture_id: int) -> ListingPicture:
    for picture in pictures:
        if picture.pk == picture_id:
            return picture
    raise Refused("invalid")


def _changed(member: Member, listing: Listing) -> ListingChanged:
    return ListingChanged(stream=listing.stream, actor=member.actor, listing=listing.pk)
