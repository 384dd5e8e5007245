"""A service in five screens: its picture, its trade, its name, its price, who sees it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.models import Member

from .. import actions
from ..details import usual_of
from ..forms import AudienceForm, NameForm, PictureForm, PriceForm
from ..kinds import KINDS, TRADES
from ..models import Listing, Shop
from .asking import for_sellers, her_listing, her_shop

STEPS = ("picture", "trade", "name", "price", "audience")
page = require_http_methods(["GET", "HEAD", "POST"])


@page
@for_sellers
def begin(request: HttpRequest, member: Member) -> HttpResponse:
    """Camera first; a POST makes the draft, with the picture or, where she likes that better, without."""
    joint = Shop.objects.answered_by(member).exclude(venture="").select_related("member", "lab")
    if request.method == "POST":
        form = PictureForm(joint, {"shop": request.GET.get("shop", ""), **request.POST.dict()}, request.FILES)
    else:
        her_shop(request, member)
        form = PictureForm(joint, initial={"shop": request.GET.get("shop", "")})
    if form.is_valid():
        try:
            listing = actions.begin_listing(member, form.cleaned_data["picture"], form.shop_id)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            return redirect("catalog:trade", listing.pk)
    return _asked(request, "picture", form)


@page
@for_sellers
def choose_trade(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """The trades as icons; one tap answers."""
    listing = her_listing(member, listing_id)
    if request.method == "POST":
        actions.choose_kind(member, listing.pk, request.POST.get("kind", ""))
        return redirect("catalog:name", listing.pk)
    trades = [(trade, [kind for kind in KINDS.values() if kind.trade == trade.name]) for trade in TRADES.values()]
    return _asked(request, "trade", None, listing, trades=trades)


@page
@for_sellers
def name(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """What it is called, and perhaps her voice that tells of it."""
    listing = her_listing(member, listing_id)
    form = NameForm(request.POST, request.FILES) if request.method == "POST" else NameForm(initial={"name": listing.title})
    if form.is_valid():
        names = {**listing.names, request.LANGUAGE_CODE: form.cleaned_data["name"]}
        actions.change_listing(member, listing.pk, actions.Changes(names=names))
        if form.cleaned_data["voice"]:
            actions.say_listing(member, listing.pk, form.cleaned_data["voice"])
        return redirect("catalog:price", listing.pk)
    return _asked(request, "name", form, listing)


@page
@for_sellers
def price(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    listing = her_listing(member, listing_id)
    form = PriceForm(listing, request.POST if request.method == "POST" else None)
    if form.is_valid():
        unit = form.cleaned_data.get("unit") or listing.declared.unit
        actions.change_listing(member, listing.pk, actions.Changes(price_from=form.cleaned_data["price"], unit=unit))
        if "left" in form.cleaned_data:
            actions.set_stock(member, listing.pk, form.cleaned_data["left"])
        return redirect("catalog:audience", listing.pk)
    return _asked(request, "price", form, listing)


@page
@for_sellers
def choose_audience(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """Who sees it; the POST publishes it."""
    listing = her_listing(member, listing_id)
    form = AudienceForm(listing, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.publish_listing(member, listing.pk, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            if listing.shop.closed_at:
                messages.warning(request, _("It is ready. Customers see it once you open your shop again."))
            else:
                messages.success(request, _("It is on the market. Send it to those who asked."))
            return redirect("catalog:listing", listing.code)
    return _asked(request, "audience", form, listing, usual=usual_of(listing))


def next_step(listing: Listing) -> str:
    """The question of a draft that has no answer yet."""
    if not listing.kind:
        return "catalog:trade"
    if not listing.names:
        return "catalog:name"
    return "catalog:audience" if listing.price_from else "catalog:price"


def _asked(request: HttpRequest, step: str, form: object, listing: Listing | None = None, **more: object) -> HttpResponse:
    number = STEPS.index(step) + 1
    before = f"catalog:{STEPS[number - 2]}" if number > 2 else ""
    context = {"form": form, "listing": listing, "step": step, "number": number, "of": len(STEPS), "before": before, **more}
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, f"catalog/sell_{step}.html", context, status=status)
