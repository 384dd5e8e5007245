"""Her orders: those of her account, and those whose private links this browser has opened."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commons.people.guards import private
from commons.people.models import Guest
from commons.people.passes import streams_of
from commons.people.viewer import member_of
from commons.ui.addresses import number

from ..actions import begin_draft
from ..models import Order
from ..seeing import Seen
from ..words import NOT_FOUND, waits_for_customer, word_of
from .drafts import SESSION, listing_of
from .moving import for_parties

A_PAGE = 30


@never_cache
@require_safe
def list_mine(request: HttpRequest) -> HttpResponse:
    """The newest first, those that wait for her marked."""
    member, linked = member_of(request), _linked(request)
    hers = Q(pk__in=linked, guest__isnull=False) | (Q(member=member) if member else Q(pk__in=[]))
    orders = Order.objects.with_missed().select_related("listing", "shop__member", "shop__lab").filter(hers).order_by("-pk")
    if before := number(request.GET.get("before")):
        orders = orders.filter(pk__lt=before)
    found = list(orders[: A_PAGE + 1])
    shown = found[:A_PAGE]
    rows = [(order, word_of(order), waits_for_customer(order)) for order in shown]
    older = shown[-1].pk if len(found) > A_PAGE else None
    return private(render(request, "orders/mine.html", {"rows": rows, "older": older, "not_found": NOT_FOUND}))


@require_POST
@for_parties
def order_again(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The same once more: what she wrote stands in the form, to be changed and sent. By her private link she orders as the same guest."""
    order = seen.order
    listing = listing_of(request, order.listing.code)
    if listing is None:
        messages.error(request, _("This isn't offered any more."))
    if listing is None or not seen.is_customer:
        return redirect("orders:order", order.pk)
    said = {"brief": order.brief, "n": order.n, "days": order.days, "alone": order.alone}
    draft = begin_draft(listing, said | ({"again": order.pk} if isinstance(seen.who, Guest) else {}))
    request.session[SESSION] = {**request.session.get(SESSION, {}), listing.code: str(draft.key)}
    return redirect("orders:place", listing.code)


def _linked(request: HttpRequest) -> list[int]:
    """The orders that this browser's private links open."""
    kind = "marketplace.order:"
    numbers = (stream.removeprefix(kind) for stream in streams_of(request) if stream.startswith(kind))
    return [pk for one in numbers if (pk := number(one)) is not None]
