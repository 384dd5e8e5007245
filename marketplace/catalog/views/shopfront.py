"""The photos of her shop and what she has made: added, put in order, told of, taken away. Each has a page of its own."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..actions.shopfront import MOST
from ..forms import LineForm, ShopPicturesForm
from ..models import Shop, ShopPicture
from .asking import for_sellers, her_shop
from .keeping import change_if_there, kept

Shows = ShopPicture.Shows


@require_http_methods(["GET", "HEAD", "POST"])
@for_sellers
def arrange(request: HttpRequest, member: Member, shows: Shows) -> HttpResponse:
    """All there are, with what can be done with each; a POST adds some."""
    shop = her_shop(member)
    if shop is None:
        return redirect("catalog:sell")
    if request.method != "POST":
        return _show(request, shop, shows)
    form = ShopPicturesForm(shows, request.POST, request.FILES)
    if kept(form, lambda pictures: actions.add_to_shop(member, shows, pictures)):
        return redirect("catalog:shop-pictures", shows)
    return _show(request, shop, shows, more=form)


@require_POST
@for_sellers
def move(request: HttpRequest, member: Member, shows: Shows, picture_id: int) -> HttpResponse:
    """To the place `to`, counted from 1."""
    change_if_there(request, lambda: actions.move_in_shop(member, shows, picture_id, number(request.POST.get("to")) or 1))
    return redirect("catalog:shop-pictures", shows)


@require_POST
@for_sellers
def say(request: HttpRequest, member: Member, shows: Shows, picture_id: int) -> HttpResponse:
    """What it is, in the language she reads."""
    shop, form = her_shop(member), LineForm(picture_id, request.POST)
    if shop is not None and not form.is_valid():
        return _show(request, shop, shows, told=form)
    if form.is_valid():
        change_if_there(request, lambda: actions.say_in_shop(member, shows, picture_id, {request.LANGUAGE_CODE: form.cleaned_data["line"]}))
    return redirect("catalog:shop-pictures", shows)


@require_POST
@for_sellers
def remove(request: HttpRequest, member: Member, shows: Shows, picture_id: int) -> HttpResponse:
    change_if_there(request, lambda: actions.remove_from_shop(member, shows, picture_id))
    return redirect("catalog:shop-pictures", shows)


def _show(request: HttpRequest, shop: Shop, shows: Shows, more: forms.Form | None = None, told: LineForm | None = None) -> HttpResponse:
    """The page; of its forms that one as it was sent which wasn't taken."""
    pictures = list(shop.pictures.filter(shows=shows).select_related("picture"))
    for one in pictures:
        one.told = told if told and told.picture_id == one.pk else LineForm(one.pk, line=one.lines.get(request.LANGUAGE_CODE, ""))  # type: ignore[attr-defined]
    room = MOST[shows] - len(pictures)
    context = {
        "shop": shop,
        "shows": shows.value,
        "pictures": pictures,
        "of_works": shows == Shows.WORKS,
        "more": more or (ShopPicturesForm(shows) if room else None),
        "most": MOST[shows],
    }
    return render(request, "catalog/edit_pictures.html", context, status=422 if more or told else 200)
