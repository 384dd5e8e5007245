"""The page of a service and of a shop, as customers, search engines and those who get its link see them."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from commons.people.guards import for_members
from commons.people.models import Member
from commons.ui.addresses import number
from commons.ui.keeping import keepable
from commons.ui.previews import absolute, picture_of

from .. import actions
from ..capacity import next_free_days, pieces_left
from ..describing import described, described_shop
from ..details import said_of
from ..kinds import Counted
from ..may import may_hide
from ..meeting import address_of
from ..models import Listing, Shop, ShopPicture, Stall
from ..sections import sections_above, sections_below
from ..sharing import shared
from .asking import viewer_of
from .favourites import favourites_of

MOST_SLOTS = 12
MOST_OTHERS = 4
MOST_WORKS = 6
A_PAGE = 60


@require_safe
@keepable
def show_listing(request: HttpRequest, code: str) -> HttpResponse:
    """One service: what it looks like, what it costs, when it could be had, who makes it."""
    member = viewer_of(request)
    listing = find_listing(member, code)
    is_hers = member is not None and listing.shop.member_id == member.pk
    stalls = Stall.objects.filter(shop=listing.shop).exclude(pk=listing.pk)
    counted = listing.declared.counted
    context: dict[str, Any] = {
        "listing": listing,
        "shop": listing.shop,
        "pictures": [one.picture for one in listing.pictures.all()],
        "said": said_of(listing),
        "has_address": bool(address_of(listing)),
        "is_hers": is_hers,
        "for_link": listing.visibility == Listing.Visibility.LINK,
        "hides": member is not None and not is_hers and may_hide(_with_roles(member), listing),
        "order": order_address(listing),
        "is_favourite": listing.code in favourites_of(request),
        "slots": listing.slots.to_come().with_room().filter(starts_at__isnull=False)[:MOST_SLOTS] if counted == Counted.SLOT else [],
        "ready": pieces_left(listing) if counted == Counted.PIECES else None,
        "free_days": next_free_days(listing) if counted in (Counted.DAY, Counted.WEEK, Counted.NOTHING) else [],
        "others": stalls.listings(MOST_OTHERS),
        "sections": sections_below(request, listing.shop, listing),
        **shared(listing.title, reverse("catalog:listing", args=[listing.code])),
    }
    context["described"] = described(listing, context["address"], context["pictures"])
    return render(request, "catalog/listing.html", context)


@require_safe
@keepable
def show_shop(request: HttpRequest, code: str) -> HttpResponse:
    """One shop and what it offers to everyone, the newest first; a page at a time."""
    member = viewer_of(request)
    shop = find_shop(member, code)
    photos, works = _pictures_of(shop)
    stalls = Stall.objects.filter(shop=shop)
    before = number(request.GET.get("before"))
    if before:
        stalls = stalls.filter(listing__lt=before)
    found = list(stalls.listings(A_PAGE + 1))
    shown = found[:A_PAGE]
    older = shown[-1].pk if len(found) > A_PAGE else None
    context = {"shop": shop, "listings": shown, "older": older, "is_hers": member is not None and shop.member_id == member.pk}
    if not before:
        context |= {"photos": photos, "works": works[:MOST_WORKS], "more_works": len(works) > MOST_WORKS, "works_in_all": len(works)}
    context |= {"above": sections_above(request, shop), "sections": sections_below(request, shop)}
    context |= shared(shop.title, reverse("catalog:shop", args=[shop.code]))
    context["described"] = described_shop(shop, str(context["address"]), [one.picture for one in (*photos, *works)])
    return render(request, "catalog/shop.html", context)


@require_safe
@keepable
def show_works(request: HttpRequest, code: str) -> HttpResponse:
    """All that she has made and shows."""
    shop = find_shop(viewer_of(request), code)
    _photos, works = _pictures_of(shop)
    context: dict[str, Any] = {"shop": shop, "works": works, **shared(shop.title, reverse("catalog:shop-works", args=[shop.code]))}
    context["described"] = described_shop(shop, context["address"], [one.picture for one in works])
    return render(request, "catalog/works.html", context)


@require_safe
def show_listing_code(request: HttpRequest, code: str) -> HttpResponse:
    """The QR of a service, to print and to put up."""
    listing = find_listing(viewer_of(request), code)
    return _poster(request, listing, listing.title, reverse("catalog:listing", args=[code]))


@require_safe
def show_shop_code(request: HttpRequest, code: str) -> HttpResponse:
    """The QR of a shop."""
    shop = Shop.objects.open().met_by(viewer_of(request)).select_related("member", "lab").filter(code=code).first()
    if shop is None:
        raise Http404
    return _poster(request, shop, shop.title, reverse("catalog:shop", args=[code]))


@require_POST
@for_members
def hide(request: HttpRequest, member: Member, code: str) -> HttpResponse:
    """Off the market, by who keeps the lab safe; with `off` back onto it."""
    listing = Listing.objects.filter(code=code).first()
    if listing is None:
        raise Http404
    change = actions.unhide_listing if request.POST.get("off") else actions.hide_listing
    change(member, listing.pk)
    return redirect("catalog:listing", code)


def find_listing(member: Member | None, code: str) -> Listing:
    """The service behind this code, where it is open to her; hers always, and what she may hide."""
    listings = Listing.objects.for_cards().select_related("voice", "shop__face", "shop__voice").filter(code=code)
    listing = listings.reachable().met_by(member).first()
    if listing is None and member is not None:
        kept = listings.filter(removed_at=None).first()
        if kept and (kept.shop.member_id == member.pk or (not kept.is_draft and may_hide(_with_roles(member), kept))):
            listing = kept
    if listing is None:
        raise Http404
    return listing


def find_shop(member: Member | None, code: str) -> Shop:
    """The shop behind this code, where it is open to her; hers always."""
    shops = Shop.objects.select_related("member", "lab", "face", "voice").filter(code=code)
    shop = shops.open().met_by(member).first() or (shops.filter(member=member).first() if member else None)
    if shop is None:
        raise Http404
    return shop


def order_address(listing: Listing) -> str:
    """Where it is ordered; nowhere while it isn't on the market."""
    if not listing.is_out:
        return ""
    try:
        return reverse("orders:place", args=[listing.code])
    except NoReverseMatch:
        return ""


def _pictures_of(shop: Shop) -> tuple[list[ShopPicture], list[ShopPicture]]:
    """Its photos, and its works."""
    pictures = list(shop.pictures.select_related("picture"))
    photos = [one for one in pictures if one.shows == ShopPicture.Shows.PHOTOS]
    return photos, [one for one in pictures if one.shows == ShopPicture.Shows.WORKS]


def _poster(request: HttpRequest, thing: Listing | Shop, title: str, path: str) -> HttpResponse:
    address = absolute(path)
    picture = picture_of(address)
    context = {"thing": thing, "title": title, "picture": picture, "back": path, "short_address": address.removeprefix("https://")}
    return render(request, "catalog/poster.html", context)


def _with_roles(member: Member) -> Member:
    prefetch_related_objects([member], "roles")
    return member
