"""When she works, how much she takes, when her tours leave, how many pieces are ready."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.models import Member

from .. import actions
from ..forms import BlockedDayForm, DaysForm, DeparturesForm, StockForm
from ..kinds import trade_of
from ..models import Listing, Shop
from .asking import about, for_sellers, her_listing, her_shop
from .keeping import change_if_there
from .mine import edited

MOST_SHOWN = 120
page = require_http_methods(["GET", "HEAD", "POST"])


@page
@for_sellers
def change_days(request: HttpRequest, member: Member) -> HttpResponse:
    """Weekdays, hours and measure; below them the days on which she takes nothing."""
    shop = her_shop(request, member)
    if shop is None:
        return redirect("catalog:sell")
    form = DaysForm(shop, _trades(shop), request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.change_days(member, **form.changes, shop_id=shop.pk)
        messages.success(request, _("Kept."))
        return about(shop, "catalog:days")
    return _show_days(request, member, shop, form, BlockedDayForm())


@require_POST
@for_sellers
def block_day(request: HttpRequest, member: Member) -> HttpResponse:
    """A day on which she takes nothing."""
    shop, form = her_shop(request, member), BlockedDayForm(request.POST)
    if shop is None:
        return redirect("catalog:sell")
    if form.is_valid():
        try:
            actions.block_day(member, form.cleaned_data["day"], shop.pk)
        except Refused as refused:
            form.add_error("day", str(refused.message))
        else:
            return about(shop, "catalog:days")
    return _show_days(request, member, shop, DaysForm(shop, _trades(shop)), form)


@require_POST
@for_sellers
def unblock_day(request: HttpRequest, member: Member) -> HttpResponse:
    """She works on `day` after all."""
    shop = her_shop(request, member)
    if shop is None:
        raise Refused("forbidden")
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        day = None
    if day is None:
        raise Refused("invalid")
    actions.unblock_day(member, day, shop.pk)
    return about(shop, "catalog:days")


@page
@for_sellers
def show_departures(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """The days of a tour or class; a POST adds some."""
    listing = her_listing(member, listing_id)
    given = request.POST if request.method == "POST" else None
    form = DeparturesForm(given, initial={"hour": listing.shop.works_from, "places": listing.details.get("most", 8)})
    if form.is_valid():
        try:
            actions.add_departures(member, listing.pk, form.starts, form.cleaned_data["places"])
        except Refused as refused:
            form.add_error("day", str(refused.message))
        else:
            return redirect("catalog:departures", listing.pk)
    slots = listing.slots.to_come().filter(starts_at__isnull=False)[:MOST_SHOWN]
    status = 422 if form.errors else 200
    return render(request, "catalog/departures.html", {"listing": listing, "form": form, "slots": slots}, status=status)


@require_POST
@for_sellers
def remove_departure(request: HttpRequest, member: Member, listing_id: int, slot_id: int) -> HttpResponse:
    change_if_there(request, lambda: actions.remove_departure(member, listing_id, slot_id))
    return redirect("catalog:departures", listing_id)


@require_POST
@for_sellers
def set_stock(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """How many pieces are ready now."""
    listing, form = her_listing(member, listing_id), StockForm(request.POST)
    if not form.is_valid():
        return render(request, "catalog/edit_listing.html", edited(listing, stock=form), status=422)
    actions.set_stock(member, listing_id, form.cleaned_data["left"])
    messages.success(request, _("Kept."))
    return redirect("catalog:edit", listing_id)


def _trades(shop: Shop) -> set[str]:
    kinds = Listing.objects.filter(shop=shop, removed_at=None).exclude(kind="").values_list("kind", flat=True)
    return {trade_of(kind).name for kind in kinds}


def _show_days(request: HttpRequest, member: Member, shop: Shop, form: DaysForm, blocking: BlockedDayForm) -> HttpResponse:
    blocked = shop.blocked_days.to_come()[:MOST_SHOWN]
    context = {"shop": shop, "form": form, "blocking": blocking, "blocked": blocked}
    return render(request, "catalog/days.html", context, status=422 if form.errors or blocking.errors else 200)
