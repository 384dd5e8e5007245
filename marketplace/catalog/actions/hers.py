"""Her shop and her services as the database has them now, inside the transaction of an action."""

from commons.journal.refusals import Refused
from commons.people.models import Member

from ..may import may_have_shop
from ..models import Listing, Shop


def seller(member: Member) -> Member:
    """Her as she is now. Raises Refused `forbidden` where she may not sell."""
    fresh = Member.objects.select_related("lab").get(pk=member.pk)
    if not may_have_shop(fresh):
        raise Refused("forbidden")
    return fresh


def shop_of(member: Member) -> Shop:
    """Her shop. Raises Refused `forbidden` where she has none, or may not have one."""
    fresh = seller(member)
    shop = Shop.objects.select_related("lab").filter(member=fresh).first()
    if shop is None:
        raise Refused("forbidden")
    shop.member = fresh
    return shop


def listing_of(member: Member, listing_id: int) -> Listing:
    """A service of hers. Raises Refused `forbidden` for another's, and for one that was deleted."""
    shop = shop_of(member)
    listing = Listing.objects.select_related("lab").filter(pk=listing_id, shop=shop, removed_at=None).first()
    if listing is None:
        raise Refused("forbidden")
    listing.shop = shop
    return listing
