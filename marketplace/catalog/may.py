"""Who may sell, and who may change what is sold: asked by actions and by the pages that show the buttons."""

from commons.people.may import is_here
from commons.people.models import Member

from .models import Listing


def may_have_shop(member: Member) -> bool:
    """Vouched for, here, and grown up."""
    return is_here(member) and member.is_vouched and not member.is_under_18


def may_hide(by: Member, listing: Listing) -> bool:
    """The coordinators of its lab, and staff; never she whose it is, so that nobody shows again what another has hidden of hers."""
    return is_here(by) and by.pk != listing.shop.member_id and (by.is_staff or by.is_coordinator_of(listing.lab_id))
