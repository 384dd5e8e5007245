"""The steps she takes from an order's page: each a form that works by itself, with its reason where one is asked for."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.guards import private, refusal
from commons.people.limits import Limit, take
from commons.ui.addresses import number

from ..actions import ask_for_call, transition
from ..cancelling import said_before
from ..deeds import DEEDS, Deed, deeds_of, why_not, without
from ..forms import MoveForm, ReviewForm
from ..fulfilment import TABLE
from ..models import Order
from ..pages import page_of
from ..refusals import Conflict
from ..seeing import Seen, seen_by
from .leading import lead_back
from .orders import closed

P = ParamSpec("P")
DEEDS_OF_HERS = Limit("steps of an order", 60, timedelta(minutes=10))


def for_parties(
    view: Callable[Concatenate[HttpRequest, Seen, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, int, P], HttpResponse]:
    """Call the view with the order as she sees it; what is refused gets its page, where it has moved the fresh order."""

    @wraps(view)
    def guarded(request: HttpRequest, order_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        seen = seen_by(request, order_id)
        if seen is None:
            return closed(request)
        try:
            if request.method == "POST":
                take((DEEDS_OF_HERS, seen.who.actor))
            return private(view(request, seen, *args, **kwargs))
        except Conflict as conflict:
            return moved(request, seen, conflict)
        except Refused as refused:
            return refusal(request, refused)

    return guarded


def moved(request: HttpRequest, seen: Seen, refused: Refused) -> HttpResponse:
    """409: the order as it is now, with the sentence that says why nothing was done."""
    fresh = Seen(Order.objects.whole().get(pk=seen.order.pk), seen.who, seen.part)
    return private(render(request, "orders/order.html", page_of(request, fresh, refused), status=409))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def move(request: HttpRequest, seen: Seen, noun: str) -> HttpResponse:
    """One line of the table: the page that asks why, and the step itself."""
    deed = DEEDS[noun]
    order, table = seen.order, TABLE[deed.line]
    if request.method != "POST" and (deed.direct or noun not in deeds_of(seen)):
        return lead_back(request, order, why_not(seen, deed))
    initial = {"version": order.version}
    given: dict[str, Any] = {"without": without(order)}
    form: MoveForm | ReviewForm
    if request.method == "POST":
        form = ReviewForm(request.POST, request.FILES) if noun == "review" else MoveForm(table, request.POST, **given)
        if form.is_valid():
            try:
                _go(request, seen, deed, form)
            except Conflict:
                raise
            except Refused as refused:
                if refused.code == "conflict" or (deed.direct and refused.code != "forbidden"):
                    return moved(request, seen, refused)
                if refused.code not in ("invalid", "too_long"):
                    raise
                form.add_error("words", str(refused.message))
            else:
                return redirect("orders:order", order.pk)
        elif deed.direct:
            raise Refused("invalid")
    else:
        form = ReviewForm(initial=initial) if noun == "review" else MoveForm(table, initial=initial, **given)
    status = 422 if form.errors else 200
    costs = said_before(order, seen.part) if deed.line == "cancel" else ""
    return render(request, "orders/move.html", {"order": order, "seen": seen, "deed": deed, "form": form, "costs": costs}, status=status)


@require_POST
@for_parties
def call_back(request: HttpRequest, seen: Seen) -> HttpResponse:
    """ "Call me back", or with `off` not any more."""
    ask_for_call(seen.order, seen.who, on=not request.POST.get("off"))
    return redirect("orders:order", seen.order.pk)


def _go(request: HttpRequest, seen: Seen, deed: Deed, form: MoveForm | ReviewForm) -> None:
    said = form.cleaned_data
    details: dict[str, Any] = {}
    if deed.line == "accept":
        details["revision"] = number(request.POST.get("revision")) or 0
    if deed.line == "review":
        details = {name: said[name] for name in ("on_time", "as_agreed", "again")} | ({"voice": said["voice"]} if said["voice"] else {})
    transition(
        seen.order, deed.line, seen.actor, said["version"], key=said["key"], reason=said.get("reason", ""), words=said["words"], **details
    )
