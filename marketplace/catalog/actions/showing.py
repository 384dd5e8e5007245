"""Putting up stalls and taking them down: what lists and the search show follows from the service, its shop and its maker."""

from collections.abc import Iterable

from commons.journal.writing import atomic

from ..kinds import trade_of
from ..may import may_have_shop
from ..models import Listing, Shop, Stall
from ..search import texts_of

COLUMNS = ("shop", "lab", "kind", "price_from", "lead_days", "workdays", "speaks", "takes", "search_name", "search_text")


def show_what_may_be_shown(member_id: int) -> None:
    """Look again at all she offers: she may have gone, or come back."""
    with atomic():
        for shop in Shop.objects.select_related("member", "lab").filter(member=member_id):
            set_up(shop)


def set_up(shop: Shop, listings: Iterable[Listing] | None = None) -> None:
    """The same of a shop, or of some services of it, inside the transaction of an action that changed it."""
    given = Listing.objects.filter(shop=shop, removed_at=None) if listings is None else listings
    shown, gone = [], []
    for listing in given:
        listing.shop = shop
        if may_be_shown(listing):
            shown.append(stall_of(listing))
        else:
            gone.append(listing.pk)
    Stall.objects.filter(pk__in=gone).delete()
    Stall.objects.bulk_create(shown, update_conflicts=True, unique_fields=["id"], update_fields=list(COLUMNS))


def may_be_shown(listing: Listing) -> bool:
    """Whether it is on the market for everyone."""
    out = listing.published_at and not listing.hidden_at and not listing.removed_at
    return bool(out) and listing.visibility == Listing.Visibility.EVERYONE and listing.shop.is_open and may_have_shop(listing.shop.member)


def stall_of(listing: Listing) -> Stall:
    """Its row there."""
    shop, trade = listing.shop, trade_of(listing.kind)
    name, text = texts_of(listing)
    said = " ".join(dict.fromkeys([*shop.speaks.split(), *listing.details.get("languages", ())]))
    return Stall(
        pk=listing.pk,
        listing=listing,
        shop=shop,
        lab_id=listing.lab_id,
        kind=listing.kind,
        price_from=listing.price_from or 0,
        lead_days=listing.lead_days,
        workdays=shop.workdays,
        speaks=said,
        takes=shop.takes(trade.name),
        search_name=name,
        search_text=text,
    )
