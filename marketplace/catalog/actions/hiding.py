"""Keeping the market safe: a coordinator of the lab, or staff, hides a service; its maker sees that it is hidden."""

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..facts import ListingChanged, ListingRemoved
from ..may import may_hide
from ..models import Listing
from .showing import set_up


def hide_listing(by: Member, listing_id: int) -> None:
    """Off the market until it is shown again. Raises Refused `forbidden`."""
    with atomic():
        listing = _looked_after(by, listing_id)
        if listing.hidden_at is None:
            listing.hidden_at, listing.hidden_by = timezone.now(), by
            listing.save(update_fields=["hidden_at", "hidden_by"])
            set_up(listing.shop, [listing])
            record(ListingRemoved(stream=listing.stream, actor="system", listing=listing.pk))


def unhide_listing(by: Member, listing_id: int) -> None:
    """Raises Refused `forbidden`."""
    with atomic():
        listing = _looked_after(by, listing_id)
        if listing.hidden_at is not None:
            listing.hidden_at = listing.hidden_by = None
            listing.save(update_fields=["hidden_at", "hidden_by"])
            set_up(listing.shop, [listing])
            record(ListingChanged(stream=listing.stream, actor="system", listing=listing.pk))


def _looked_after(by: Member, listing_id: int) -> Listing:
    fresh = Member.objects.prefetch_related("roles").get(pk=by.pk)
    listing = Listing.objects.select_related("shop__member", "shop__lab", "lab").filter(pk=listing_id, removed_at=None).first()
    if listing is None or not may_hide(fresh, listing):
        raise Refused("forbidden")
    return listing
