"""What there is, for everyone: searched, narrowed, page by page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commons.people.models import Lab
from commons.ui.keeping import keepable

from ..asked import Asked, asked_of
from ..found import look
from ..kinds import KINDS, TRADES, kind_of
from ..may import may_have_shop
from ..models import Listing, Shop, Stall
from ..tabs import tabs_for
from .asking import viewer_of


@require_safe
@keepable
def show_market(request: HttpRequest) -> HttpResponse:
    """All of it, or what she asks for."""
    return _shown(request, asked_of(request.GET))


@require_safe
@keepable
def show_lab(request: HttpRequest, slug: str) -> HttpResponse:
    """What the women of one lab offer."""
    lab = get_object_or_404(Lab, slug=slug)
    return _shown(request, asked_of(request.GET, lab=lab.slug))


@require_safe
@keepable
def show_trade(request: HttpRequest, name: str) -> HttpResponse:
    """What there is of one trade, or of one kind."""
    if name not in TRADES and name not in KINDS:
        return _shown(request, asked_of(request.GET), status=404)
    return _shown(request, asked_of(request.GET, kind=name))


def newest(request: HttpRequest, most: int) -> list[Listing]:
    """What came last, for the start page."""
    return list(Stall.objects.met_by(viewer_of(request)).listings(most))


def _shown(request: HttpRequest, asked: Asked, status: int = 200) -> HttpResponse:
    member = viewer_of(request)
    labs = list(Lab.objects.all())
    sells = member is not None and may_have_shop(member)
    found = look(Stall.objects.met_by(member), asked, labs)
    context = {
        "asked": asked,
        "found": found,
        "chips": _chips(asked, found.by_kind),
        "labs": labs,
        "before": asked.url(page=found.page - 1) if found.page > 1 else "",
        "after": asked.url(page=found.page + 1) if found.page < found.pages else "",
        "shop": Shop.objects.own_of(member).first() if member and sells else None,
        "sells": sells,
        "address": asked.place,
        "tabs": tabs_for(member),
    }
    return render(request, "catalog/market.html", context, status=status)


def _chips(asked: Asked, by_kind: dict[str, int] | None) -> list[dict[str, object]]:
    """Each trade with how much there is of it, the chosen one also with its kinds; all of them, and no numbers, where it isn't counted."""
    if by_kind is None:
        return [{**chip, "n": ""} for chip in _chips(asked, dict.fromkeys(KINDS, 1))]
    by_trade = {trade.name: sum(n for kind, n in by_kind.items() if kind_of(kind).trade == trade.name) for trade in TRADES.values()}
    chosen = asked.trade
    chips: list[dict[str, object]] = [
        {"label": trade.label, "n": by_trade[trade.name], "on": trade.name == chosen, "url": asked.url(kind=trade.name, page=1)}
        for trade in TRADES.values()
        if by_trade[trade.name] or trade.name == chosen
    ]
    finer = [kind for kind in KINDS.values() if kind.trade == chosen and (by_kind.get(kind.name) or kind.name == asked.kind)]
    if len(finer) > 1:
        chips += [
            {
                "label": kind.label,
                "n": by_kind.get(kind.name, 0),
                "on": kind.name == asked.kind,
                "finer": True,
                "url": asked.url(kind=kind.name, page=1),
            }
            for kind in finer
        ]
    return chips
