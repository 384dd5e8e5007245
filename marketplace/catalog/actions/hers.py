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


def shop_of(member: Member, shop_id: int | None = None) -> Shop:
    """Her own shop, or this one for which she answers. Raises Refused `forbidden` where there is none, or she may not have one."""
    fresh = seller(member)
    shop = Shop.objects.kept_by(fresh, shop_id).select_related("lab").first()
    if shop is None:
        raise Refused("forbidden")
    shop.member = fresh
    return shop


def listing_of(member: Member, listing_id: int) -> Listing:
    """A service of hers, or of a venture for which she answers. Raises Refused `forbidden` for another's, and for one that was deleted."""
    fresh = seller(member)
    listing = Listing.objects.of(fresh).select_related("lab", "shop__lab").filter(pk=listing_id).first()
    if listing is None:
        raise Refused("forbidden")
    listing.shop.member = fresh
    return listing
