"""What there is, for everyone: searched, narrowed, page by page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commons.people.models import Lab, Member
from commons.ui.keeping import keepable

from ..asked import LAST_PAGE, Asked, asked_of
from ..kinds import KINDS, TRADES, kind_of
from ..models import Listing, Shop, Stall
from ..models.stalls import MOST_COUNTED
from .asking import viewer_of
from .favourites import favourites_of

A_PAGE = 24


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
    found = asked.of(Stall.objects.met_by(member), labs)
    by_kind = found.by_kind()
    kinds = asked.kinds
    among = found.filter(kind__in=kinds) if kinds else found
    if by_kind is None:
        total = among.count_some() if kinds else MOST_COUNTED + 1
    else:
        total = sum(n for kind, n in by_kind.items() if not kinds or kind in kinds)
    last = min(LAST_PAGE, max(1, -(-total // A_PAGE)))
    page = min(asked.page, last)
    listings = among.listings(A_PAGE, (page - 1) * A_PAGE, asked.words) if total else []
    context = {
        "asked": asked,
        "listings": listings,
        "total": min(total, MOST_COUNTED),
        "are_more": total > MOST_COUNTED,
        "chips": _chips(asked, by_kind),
        "labs": labs,
        "before": asked.url(page=page - 1) if page > 1 else "",
        "after": asked.url(page=page + 1) if page < last else "",
        "page_number": page,
        "pages": last,
        "shop": Shop.objects.filter(member=member).first() if _sells(member) else None,
        "sells": _sells(member),
        "favourites": len(favourites_of(request)),
    }
    return render(request, "catalog/market.html", context, status=status)


def _sells(member: Member | None) -> bool:
    return member is not None and member.is_vouched and not member.is_under_18


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
