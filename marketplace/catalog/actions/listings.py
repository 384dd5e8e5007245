"""A service: begun, answered question by question, published, changed, taken off the market, deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.media.actions import erase, keep_picture
from commons.media.pictures import PreparedPicture
from commons.people.models import Member
from commons.people.texts import clean_texts

from ..facts import ListingChanged, ListingPublished, ListingRemoved, ShopOpened
from ..kinds import KINDS, UNITS, Counted, check_details, kind_of
from ..kinds.details import defaults_of
from ..models import Listing, ListingPicture, Shop, Slot
from .hers import listing_of, seller, shop_of
from .showing import set_up
from .working import drop_all

MOST_LISTINGS = 200
DEAREST = 1_000_000_000  # tyiyn: ten million som
TOO_MANY = _("You have very many services already. Delete one that you don't need any more.")
UNFINISHED = _("A service needs a name and a price before it is on the market.")


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What is said of a service; what is None stays as it is."""

    names: Mapping[str, str] | None = None
    abouts: Mapping[str, str] | None = None
    price_from: int | None = None
    price_to: int | None = None
    unit: str | None = None
    details: Mapping[str, Any] | None = None
    district: str | None = None
    visibility: str | None = None
    empties: frozenset[str] = field(default_factory=frozenset)  # of the prices: which there is no more


def begin_listing(member: Member, picture: PreparedPicture | None = None, shop_id: int | None = None) -> Listing:
    """A draft, perhaps with its first picture; her own shop is made with it, unless it is for one of a venture, and opens when something
    is published.

    Raises Refused: `forbidden` for who may not sell, `invalid` where she has too many already.
    """
    with atomic():
        fresh = seller(member)
        made = {"lab": fresh.lab, "speaks": " ".join(fresh.speaks)}
        shop = shop_of(fresh, shop_id) if shop_id else Shop.objects.get_or_create(member=fresh, venture="", defaults=made)[0]
        if shop.listings.filter(removed_at=None).count() >= MOST_LISTINGS:
            raise Refused("invalid", TOO_MANY)
        listing = Listing.objects.create(shop=shop, lab_id=shop.lab_id)
        if picture is not None:
            kept = keep_picture(picture, listing.stream, member.actor)
            ListingPicture.objects.create(listing=listing, picture=kept, place=1)
    return listing


def choose_kind(member: Member, listing_id: int, kind: str) -> None:
    """Of which kind a draft is; its own fields begin with what is usual.

    Raises Refused: `forbidden`; `invalid` for another kind, or later.
    """
    if kind not in KINDS:
        raise Refused("invalid")
    with atomic():
        listing = listing_of(member, listing_id)
        if not listing.is_draft:
            raise Refused("invalid")
        declared = kind_of(kind)
        if listing.kind != kind:
            listing.kind, listing.unit, listing.details = kind, declared.unit, defaults_of(declared)
            listing.lead_days = declared.lead_days(listing.details)
            listing.save(update_fields=["kind", "unit", "details", "lead_days"])


def change_listing(member: Member, listing_id: int, changes: Changes) -> None:
    """Say something else of it. Raises Refused: `forbidden`; `invalid` with a sentence for what can't be."""
    with atomic():
        listing = listing_of(member, listing_id)
        _write(listing, changes)
        if not listing.is_draft:
            _hold_whole(listing)
        listing.changed_at = timezone.now()
        listing.save()
        set_up(listing.shop, [listing])
        record(ListingChanged(stream=listing.stream, actor=member.actor, listing=listing.pk))


def publish_listing(member: Member, listing_id: int, visibility: str | None = None, shows_name: bool | None = None) -> None:
    """Onto the market, or back onto it; with her first her shop opens. Once more changes nothing. Of what is ready now there is one, unless
    she has said how many.

    Raises Refused: `forbidden`; `invalid` while it has no name or price.
    """
    with atomic():
        listing = listing_of(member, listing_id)
        shop, now = listing.shop, timezone.now()
        if visibility is not None:
            _write(listing, Changes(visibility=visibility))
        _hold_whole(listing)
        facts: list[Fact] = []
        if shop.opened_at is None:
            shop.opened_at = now
            facts.append(ShopOpened(stream=shop.stream, actor=member.actor, shop=shop.pk))
        if listing.published_at is None:
            listing.published_at = now
            facts.append(ListingPublished(stream=listing.stream, actor=member.actor, listing=listing.pk))
        shop.shows_name = shop.shows_name if shows_name is None else shows_name
        shop.save(update_fields=["opened_at", "shows_name"])
        listing.save(update_fields=["published_at", "visibility"])
        if listing.declared.counted == Counted.PIECES:
            Slot.objects.get_or_create(listing=listing, starts_at=None, defaults={"capacity": 1})
        set_up(shop, [listing])
        if facts:
            record(*facts)


def take_off(member: Member, listing_id: int) -> None:
    """Off the market; it stays with her as a draft. Raises Refused `forbidden`."""
    with atomic():
        listing = listing_of(member, listing_id)
        if listing.published_at is not None:
            listing.published_at = None
            listing.save(update_fields=["published_at"])
            set_up(listing.shop, [listing])
            record(ListingRemoved(stream=listing.stream, actor=member.actor, listing=listing.pk))


def remove_listing(member: Member, listing_id: int) -> None:
    """Delete it: its words but the name, which orders still show, its pictures and its voice are gone. Raises Refused `forbidden`."""
    with atomic():
        listing = listing_of(member, listing_id)
        pictures = [one.picture for one in listing.pictures.select_related("picture")]
        voices = [listing.voice] if listing.voice else []
        was_out = not listing.is_draft
        listing.published_at, listing.removed_at, listing.abouts = None, timezone.now(), {}
        listing.voice = None
        listing.save(update_fields=["published_at", "removed_at", "abouts", "voice"])
        set_up(listing.shop, [listing])
        drop_all(listing)
        erase(pictures, voices)
        if was_out:
            record(ListingRemoved(stream=listing.stream, actor=member.actor, listing=listing.pk))


def set_stock(member: Member, listing_id: int, left: int) -> None:
    """How many pieces are ready now, beside those that are ordered already.

    Raises Refused: `forbidden`; `invalid` for what isn't counted by pieces, too.
    """
    if not 0 <= left <= 10_000:
        raise Refused("invalid")
    with atomic():
        listing = listing_of(member, listing_id)
        if listing.declared.counted != Counted.PIECES:
            raise Refused("invalid")
        if not Slot.objects.filter(listing=listing, starts_at=None).update(capacity=F("taken") + left):
            Slot.objects.create(listing=listing, capacity=left)
        record(ListingChanged(stream=listing.stream, actor=member.actor, listing=listing.pk))


def _write(listing: Listing, changes: Changes) -> None:
    declared = kind_of(listing.kind)
    for name in ("price_from", "price_to", "unit", "district", "visibility"):
        value = getattr(changes, name)
        if value is not None or name in changes.empties:
            setattr(listing, name, value)
    if changes.names is not None:
        listing.names = clean_texts(changes.names)
    if changes.abouts is not None:
        listing.abouts = clean_texts(changes.abouts)
    if changes.details is not None:
        listing.details = check_details(declared, changes.details)
        listing.lead_days = declared.lead_days(listing.details)
    if (listing.unit and listing.unit not in UNITS) or listing.visibility not in Listing.Visibility.values:
        raise Refused("invalid")
    if listing.price_from is not None and not 0 < listing.price_from <= DEAREST:
        raise Refused("invalid", _("A price is at least one som, and at most ten million."))
    if listing.price_to is not None and not (listing.price_from or 0) < listing.price_to <= DEAREST:
        raise Refused("invalid", _("The higher price is less than the lower one."))


def _hold_whole(listing: Listing) -> None:
    if not (listing.kind and listing.names and listing.price_from):
        raise Refused("invalid", UNFINISHED)
