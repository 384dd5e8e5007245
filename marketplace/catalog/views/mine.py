"""Her shop as she sees it, and everything about a service that can be said later."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.models import Member

from .. import actions
from ..actions.pictures import MOST_PICTURES
from ..capacity import pieces_left
from ..forms import FaceForm, ListingForm, PicturesForm, ShopForm, SpokenForm, StockForm, VoiceForm
from ..kinds import Counted
from ..models import Listing, Shop
from .asking import about, for_sellers, her_listing, her_shop
from .selling import next_step

MOST_SHOWN = 200


@require_safe
@for_sellers
def show_mine(request: HttpRequest, member: Member) -> HttpResponse:
    """What she sells, what is not finished yet, and the ways to add and to change."""
    shop, shops = her_shop(request, member), list(Shop.objects.answered_by(member).select_related("member", "lab"))
    hers = list(Listing.objects.of(member).filter(shop=shop).for_cards().order_by("-pk")[:MOST_SHOWN]) if shop else []
    drafts = [(listing, next_step(listing)) for listing in hers if listing.is_draft]
    context = {
        "shop": shop,
        "listings": [listing for listing in hers if not listing.is_draft],
        "drafts": drafts,
        "shops": shops if any(one.venture for one in shops) else [],
        "has_own": any(not one.venture for one in shops),
    }
    return render(request, "catalog/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def edit_listing(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """All that a service says, with what its kind asks for."""
    listing = her_listing(member, listing_id)
    if not listing.kind:
        return redirect("catalog:trade", listing.pk)
    form = ListingForm(listing, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.change_listing(member, listing.pk, form.changes)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Kept."))
            return redirect("catalog:edit", listing.pk)
    return render(request, "catalog/edit_listing.html", edited(listing, form=form), status=422 if form.errors else 200)


@require_POST
@for_sellers
def publish(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """Back onto the market, or off it where the form says so."""
    listing = her_listing(member, listing_id)
    if request.POST.get("off"):
        actions.take_off(member, listing.pk)
    elif not (listing.kind and listing.names and listing.price_from):
        return redirect(next_step(listing), listing.pk)
    else:
        actions.publish_listing(member, listing.pk)
    return redirect("catalog:edit", listing.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def remove(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """Says what is gone with it; a POST deletes it."""
    listing = her_listing(member, listing_id)
    if request.method != "POST":
        return render(request, "catalog/remove_listing.html", {"listing": listing})
    actions.remove_listing(member, listing.pk)
    messages.success(request, _("It is deleted."))
    return about(listing.shop, "catalog:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def edit_shop(request: HttpRequest, member: Member) -> HttpResponse:
    """What her shop says, and what it shows of her."""
    shop = her_shop(request, member)
    if shop is None:
        return redirect("catalog:sell")
    form = ShopForm(shop, request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.change_shop(member, **form.changes, shop_id=shop.pk)
        messages.success(request, _("Kept."))
        return about(shop, "catalog:edit-shop")
    context = {"shop": shop, "form": form, "face": FaceForm(), "voice": VoiceForm()}
    return render(request, "catalog/edit_shop.html", context, status=422 if form.errors else 200)


@require_POST
@for_sellers
def change_face(request: HttpRequest, member: Member) -> HttpResponse:
    """Her picture, or `off`."""
    return _show_of_her(request, member, "picture")


@require_POST
@for_sellers
def change_voice(request: HttpRequest, member: Member) -> HttpResponse:
    """Her voice, or `off`."""
    return _show_of_her(request, member, "voice")


@require_POST
@for_sellers
def close(request: HttpRequest, member: Member) -> HttpResponse:
    """Her shop, until she opens it again with `open`; that of a venture is closed with it alone."""
    shop = her_shop(request, member)
    if shop is None or shop.venture:
        raise Refused("forbidden")
    change = actions.reopen_shop if request.POST.get("open") else actions.close_shop
    change(member)
    return redirect("catalog:mine")


def edited(listing: Listing, **refused: forms.Form) -> dict[str, object]:
    """What the page of a service of hers shows; of its forms that one as it was sent which wasn't taken."""
    counted, pictures = listing.declared.counted, list(listing.pictures.all())
    return {
        "listing": listing,
        "form": ListingForm(listing),
        "pictures": pictures,
        "more": more_pictures(len(pictures)),
        "spoken": SpokenForm(),
        "stock": StockForm(initial={"left": pieces_left(listing)}) if counted == Counted.PIECES else None,
        "leaves": counted == Counted.SLOT,
        **refused,
    }


def more_pictures(there: int, *given: Any) -> PicturesForm:
    """The form that adds some to those a service has."""
    return PicturesForm(_("More pictures"), MOST_PICTURES - there, *given)


def _show_of_her(request: HttpRequest, member: Member, what: str) -> HttpResponse:
    change = actions.show_face if what == "picture" else actions.speak_for_shop
    shop = her_shop(request, member)
    if shop is None:
        raise Refused("forbidden")
    if request.POST.get("off"):
        change(member, None, shop.pk)
        return about(shop, "catalog:edit-shop")
    given = (FaceForm if what == "picture" else VoiceForm)(request.POST, request.FILES)
    if given.is_valid():
        change(member, given.cleaned_data[what], shop.pk)
        return about(shop, "catalog:edit-shop")
    forms = {"face": FaceForm(), "voice": VoiceForm(), "face" if what == "picture" else "voice": given}
    return render(request, "catalog/edit_shop.html", {"shop": shop, "form": ShopForm(shop), **forms}, status=422)
