"""A board for whoever has its link: what is done and until when, and nothing of the women who do it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commons.people.guards import private
from commons.ui.addresses import number

from ..board import board_of
from ..models import Venture
from ..tiles import last_of, tiles_of


@never_cache
@require_safe
def show_public_board(request: HttpRequest, code: str) -> HttpResponse:
    """One column at a time, to read."""
    venture = Venture.objects.under_way().filter(public_code=code).select_related("lab").first()
    board = venture and board_of(venture, number(request.GET.get("column")), number(request.GET.get("after")))
    if not venture or not board:
        raise Http404
    [page] = board.pages
    context = {
        "venture": venture,
        "columns": board.columns,
        "page": page,
        "tiles": tiles_of(page.cards, None, page.column.pk == last_of(board.columns)),
    }
    return private(render(request, "boards/public.html", context))
