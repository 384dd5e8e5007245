"""An order's page, for each who has a part in it; what of it changes is fetched alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commons.journal.reading import head
from commons.notify.actions import see
from commons.people.guards import lead_to_sign_in, private
from commons.people.viewer import member_of

from ..actions import mark_order_opened, mark_quote_free
from ..desk import may_look_back
from ..models import Order
from ..pages import page_of
from ..seeing import Seen, seen_by


@never_cache
@require_safe
def show_order(request: HttpRequest, order_id: int) -> HttpResponse:
    """Whose turn it is, where it stands, what was agreed, and who is who."""
    seen = opened(request, order_id)
    if seen is None:
        return redirect("orders:settle", order_id) if waited_for_her(request, order_id) else closed(request)
    return private(render(request, "orders/order.html", page_of(request, seen)))


@never_cache
@require_safe
def show_now(request: HttpRequest, order_id: int) -> HttpResponse:
    """The part of the page that changes, as it is now."""
    seen = opened(request, order_id)
    if seen is None:
        return closed(request)
    return private(render(request, "orders/_now.html", page_of(request, seen)))


def opened(request: HttpRequest, order_id: int) -> Seen | None:
    """What she sees, and that she has: a notice of what happened to it needn't reach her any more, and a price that waited to has, now;
    one whose day was full and isn't any more can be agreed to again.

    What was written to her she hasn't seen: that stands in the talk.
    """
    seen = seen_by(request, order_id)
    if seen is not None:
        mark_quote_free(order_id, seen.actor)
        see(seen.who.actor, seen.order.stream, head(seen.order.stream))
        mark_order_opened(seen.order, seen.who)
    return seen


def waited_for_her(request: HttpRequest, order_id: int) -> bool:
    """Whether it waited for a coordinator who asks: its page isn't hers any more, but how it came out is."""
    member = member_of(request)
    order = Order.objects.whole().filter(pk=order_id).first() if member else None
    return member is not None and order is not None and may_look_back(member, order)


def closed(request: HttpRequest) -> HttpResponse:
    """For whoever it isn't open to, and for what isn't there, alike."""
    if request.user.is_authenticated or request.method == "POST":
        return private(render(request, "orders/closed.html", status=403))
    return private(render(request, "orders/closed.html", {"sign_in": lead_to_sign_in(request)["Location"]}, status=403))
