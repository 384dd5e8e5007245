"""Who may follow what happens to a service or a shop, and see its pictures: whoever may see its page."""

from commons.people.models import Member
from commons.realtime.doors import door

from .models import Listing, Shop


@door("marketplace.listing")
def may_see_listing(member: Member | None, number: str) -> bool:
    """Everyone where it is public or they have its link, and she whose it is; never who doesn't meet her."""
    listings = Listing.objects.filter(pk=int(number))
    if member is not None and listings.of(member).exists():
        return True
    return listings.reachable().met_by(member).exists()


@door("marketplace.shop")
def may_see_shop(member: Member | None, number: str) -> bool:
    """The same of a shop."""
    shops = Shop.objects.filter(pk=int(number))
    if member is not None and shops.filter(member=member).exists():
        return True
    return shops.open().met_by(member).exists()
