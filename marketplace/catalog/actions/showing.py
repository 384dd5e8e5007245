"""What lists and the search show, kept with each service so that a list asks one column and no member."""

from commons.journal.writing import atomic

from ..may import may_have_shop
from ..models import Listing, Shop


def show_what_may_be_shown(member_id: int) -> None:
    """Look again at all she offers: she may have gone, or come back."""
    with atomic():
        shop = Shop.objects.select_related("member").filter(member=member_id).first()
        if shop is not None:
            list_what_may_be_listed(shop)


def list_what_may_be_listed(shop: Shop) -> None:
    """The same inside the transaction of an action that changed the shop."""
    hers = Listing.objects.filter(shop=shop)
    listed = hers.filter(published_at__isnull=False, hidden_at=None, removed_at=None, visibility=Listing.Visibility.EVERYONE)
    if not (shop.is_open and may_have_shop(shop.member)):
        listed = hers.none()
    listed.filter(is_public=False).update(is_public=True)
    hers.filter(is_public=True).exclude(pk__in=listed.values("pk")).update(is_public=False)
