"""The photos of her shop and what she has made: added, told of, put in order, taken away. Each has a page of its own.

What she has typed beside them is kept whatever she presses.
"""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..actions.shopfront import MOST
from ..forms import LinesForm, PicturesForm
from ..forms.shops import MORE
from ..models import Shop, ShopPicture
from .asking import about, for_sellers, her_shop
from .keeping import change_if_there, kept

Shows = ShopPicture.Shows


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def arrange(request: HttpRequest, member: Member, shows: Shows) -> HttpResponse:
    """All there are, with what can be done with each; a POST adds some."""
    shop = her_shop(request, member)
    if shop is None:
        return redirect("catalog:sell")
    if request.method != "POST":
        return _show(request, shop, shows)
    form = PicturesForm(MORE[shows], MOST[shows] - shop.pictures.filter(shows=shows).count(), request.POST, request.FILES)
    if kept(form, lambda pictures: actions.add_to_shop(member, shows, pictures, shop.pk)):
        return about(shop, "catalog:shop-pictures", shows)
    return _show(request, shop, shows, more=form)


@require_POST
@for_sellers
def say(request: HttpRequest, member: Member, shows: Shows) -> HttpResponse:
    """What each of them is, in the language she reads."""
    return _changed(request, member, shows)


@require_POST
@for_sellers
def move(request: HttpRequest, member: Member, shows: Shows, picture_id: int) -> HttpResponse:
    """To the place `to`, counted from 1."""
    to = number(request.POST.get("to")) or 1
    return _changed(request, member, shows, lambda shop: actions.move_in_shop(member, shows, picture_id, to, shop))


@require_POST
@for_sellers
def remove(request: HttpRequest, member: Member, shows: Shows, picture_id: int) -> HttpResponse:
    return _changed(request, member, shows, lambda shop: actions.remove_from_shop(member, shows, picture_id, shop))


def _changed(request: HttpRequest, member: Member, shows: Shows, change: Callable[[int], None] | None = None) -> HttpResponse:
    """What she has typed beside them, and then what she pressed."""
    shop = her_shop(request, member)
    if shop is None:
        return redirect("catalog:sell")
    told = LinesForm(shop.pictures.filter(shows=shows).select_related("picture"), request.POST)
    if not told.is_valid():
        return _show(request, shop, shows, told=told)
    if told.lines:
        actions.say_in_shop(member, shows, told.lines, shop.pk)
    if change:
        change_if_there(request, partial(change, shop.pk))
    else:
        messages.success(request, _("Kept."))
    return about(shop, "catalog:shop-pictures", shows)


def _show(request: HttpRequest, shop: Shop, shows: Shows, more: forms.Form | None = None, told: LinesForm | None = None) -> HttpResponse:
    """The page; of its forms that one as it was sent which wasn't taken."""
    lined = told or LinesForm(shop.pictures.filter(shows=shows).select_related("picture"))
    room = MOST[shows] - len(lined.pictures)
    context = {
        "shop": shop,
        "shows": shows.value,
        "lined": lined,
        "of_works": shows == Shows.WORKS,
        "more": more or (PicturesForm(MORE[shows], room) if room else None),
        "most": MOST[shows],
    }
    return render(request, "catalog/edit_pictures.html", context, status=422 if more or told else 200)
