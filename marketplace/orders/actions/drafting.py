"""What somebody says of an order, page by page, before she sends it: kept, so that a reload or a phone without script loses nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic
from commons.media import files
from commons.media.actions import erase, keep_picture, keep_voice
from commons.media.models import Picture, Voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.limits import Limit, take
from commons.people.models import Member
from marketplace.catalog.models import Listing

from ..models import Draft, Order
from ..streams import draft_stream
from .placing import Placed, place_order
from .pricing import has_its_price
from .wishing import MOST_PICTURES, Customer, Wish, check_it_is_not_soon, check_room, check_stock, check_what, check_when

AN_HOUR = timedelta(hours=1)
OVER_ALL = Limit("drafts of orders", 6_000, AN_HOUR)
FILES = Limit("pictures and voices of a draft", 60, AN_HOUR)  # or of all the drafts of one member
FILES_OF_GUESTS = Limit("pictures and voices of guests' drafts", 3_000, AN_HOUR)
LASTS = timedelta(days=2)


def begin_draft(listing: Listing, said: dict[str, Any] | None = None) -> Draft:
    """A draft of her own. Raises Refused `slow_down` where too many are begun."""
    take((OVER_ALL, ""))
    return Draft.objects.create(listing=listing, said=said or {})


def count_files(draft: Draft, member: Member | None, n: int) -> None:
    """So many pictures and voices are to be read, which costs; of more than a form takes none is. Raises Refused `slow_down`."""
    whose = [(FILES, member.actor)] if member else [(FILES_OF_GUESTS, ""), *([(FILES, str(draft.key))] if draft.pk else [])]
    if n:
        take(*whose, times=min(n, MOST_PICTURES + 1))


def say_what(draft: Draft, said: dict[str, Any], pictures: Sequence[PreparedPicture] = (), voice: PreparedVoice | None = None) -> None:
    """What it should be, and how much of it; pictures are added, a voice message takes the place of the one before.

    Nothing is lost of what could be kept. Raises Refused `invalid` with a sentence where something else is missing.
    """
    room = MOST_PICTURES - draft.pictures.count()
    replaced = draft.voice if voice else None
    with atomic():
        for one in pictures[:room]:
            draft.pictures.add(keep_picture(one, draft_stream(draft.key), ""))
        if voice is not None:
            draft.voice = keep_voice(voice, draft_stream(draft.key), "")
        _keep(draft, said)
        erase(voices=[replaced] if replaced else [])
    if len(pictures) > room:
        raise Refused("invalid", _("There are six pictures at most."))
    wish = wish_of(draft, hollow=True)
    check_what(draft.listing, wish, has_its_price(draft.listing))
    check_stock(draft.listing, wish)


def say_when(draft: Draft, said: dict[str, Any], sure: bool = False) -> None:
    """The day, or the departure. Raises Refused `invalid`, or Full with the next free days: Soon, unless she is `sure` of it."""
    draft.said |= said
    listing, wish = draft.listing, wish_of(draft, hollow=True)
    slot = check_when(listing, wish)
    if has_its_price(listing):
        check_room(listing, wish, slot)
    elif not sure:
        check_it_is_not_soon(listing, wish)
    with atomic():
        _keep(draft, said)


def keep_contact(draft: Draft, contact: dict[str, Any]) -> None:
    """Who she is, while she looks for another day."""
    with atomic():
        _keep(draft, {"contact": contact})


def take_out(draft: Draft, picture: int | None) -> None:
    """One of its pictures; None is the voice message."""
    with atomic():
        if picture is not None:
            erase(pictures=draft.pictures.filter(pk=picture))
        elif draft.voice is not None:
            voice, draft.voice = draft.voice, None
            _keep(draft, {})
            erase(voices=[voice])


def place_draft(draft: Draft, customer: Customer, seen: int, helper: Member | None = None, wants_call: bool = False) -> Placed:
    """Order it, for the price she has `seen`; 0 where she saw none. Sent again, it is the same order.

    Raises Refused as `place_order` does.
    """
    draft.said |= {"wants_call": wants_call}
    wish = Wish() if Order.objects.filter(key=draft.key).exists() else wish_of(draft)
    placed = place_order(draft.listing, customer, wish, draft.key, helper, seen)
    with atomic():
        _empty([draft])
        Draft.objects.filter(pk=draft.pk).update(said=draft.said | {"contact": {}})
    return placed


def wish_of(draft: Draft, hollow: bool = False) -> Wish:
    """What is wished for; `hollow` without the files, where it only is looked at."""
    says, day = draft.says, draft.says("day")
    return Wish(
        brief=says("brief", ""),
        n=says("n", 1),
        day=date.fromisoformat(day) if day else None,
        days=says("days", 1),
        slot=says("slot"),
        alone=says("alone", False),
        wants_call=says("wants_call", False),
        women=says("women", False),
        pictures=tuple(_picture(one, hollow) for one in draft.pictures.order_by("pk")),
        voice=_voice(draft.voice, hollow) if draft.voice else None,
    )


def forget_old_drafts() -> None:
    """Those nobody has touched for two days."""
    with atomic():
        old = list(Draft.objects.filter(changed_at__lt=timezone.now() - LASTS).order_by("pk")[:200])
        _empty(old)
        Draft.objects.filter(pk__in=[draft.pk for draft in old]).delete()


def _keep(draft: Draft, said: dict[str, Any]) -> None:
    draft.said, draft.changed_at = draft.said | said, timezone.now()
    draft.save()


def _empty(drafts: Sequence[Draft]) -> None:
    voices = [draft.voice for draft in drafts if draft.voice]
    erase(pictures=[picture for draft in drafts for picture in draft.pictures.all()], voices=voices)


def _picture(kept: Picture, hollow: bool) -> PreparedPicture:
    contents = {} if hollow else {step: files.read(kept.key, f"{step}.webp") for step in kept.steps}
    return PreparedPicture(kept.width, kept.height, kept.tint, contents)


def _voice(kept: Voice, hollow: bool) -> PreparedVoice:
    return PreparedVoice(kept.seconds, kept.peaks, kept.mime, b"" if hollow else files.read(kept.key, "voice"))
