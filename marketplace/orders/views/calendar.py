"""Her month, and a day of it: what is taken, what is due, and whether she works."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.guards import for_members
from commons.people.models import Member
from marketplace.catalog.actions import block_day, unblock_day
from marketplace.catalog.models import Shop
from marketplace.catalog.views.asking import her_shop

from ..calendar import due_on, month_asked, weeks_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def show_month(request: HttpRequest, member: Member) -> HttpResponse:
    """A month, and beside it the day that is asked for; a POST says whether she takes something on a day."""
    if request.method == "POST":
        return _open_or_block(request, member)
    shop = her_shop(request, member)
    if shop is None:
        return render(request, "orders/maker/calendar.html", {"shop": None})
    day = _day(request.GET.get("day", ""))
    first = month_asked(request.GET.get("month", "") or (f"{day:%Y-%m}" if day else ""))
    weeks = weeks_of(shop, first)
    chosen = next((one for week in weeks for one in week if one.day == (day or timezone.localdate())), None)
    context = {
        "shop": shop,
        "also": _also(shop),
        "weeks": weeks,
        "first": first,
        "before": first - timedelta(days=1),
        "after": (first + timedelta(days=31)).replace(day=1),
        "chosen": chosen,
        "due": due_on(shop, chosen.day) if chosen else [],
        "today": timezone.localdate(),
    }
    return render(request, "orders/maker/calendar.html", context)


def _open_or_block(request: HttpRequest, member: Member) -> HttpResponse:
    day = _day(request.POST.get("day", ""))
    if day is None:
        raise Refused("invalid")
    shop = her_shop(request, member)
    try:
        (unblock_day if request.POST.get("works") else block_day)(member, day, shop.pk if shop else None)
    except Refused as refused:
        if refused.code != "invalid":
            raise
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Kept."))
    return redirect(f"{reverse('orders:calendar')}?day={day:%Y-%m-%d}{_also(shop)}#day")


def _also(shop: Shop | None) -> str:
    """What an address that asks for something already ends in, where the shop is a venture's."""
    return f"&shop={shop.pk}" if shop and shop.venture else ""


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:
        return None
