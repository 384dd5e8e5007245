"""A venture's board: one column on a phone, all of them where there is room; parts of it are fetched alone."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.answers import redirect_after_post, wants_json
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..board import Board, board_of, whole_board_of
from ..facts import SHOWN
from ..may import Role, role_in, works_in
from ..models import Card, Venture
from ..places import placed
from ..refusals import CardStale
from ..tiles import last_of, tiles_of
from ..told import told
from .asking import for_insiders

FACTS = " ".join(name for name, (what, _ids) in SHOWN.items() if what in ("card", "column"))


@require_safe
@for_insiders
def show_board(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The column she asks for, else the first, and how much there is in the others."""
    return render_board(request, member, venture)


@require_safe
@for_insiders
def show_all(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The first cards of every column, for wide windows."""
    return render(request, "boards/_columns.html", context_of(member, venture, whole_board_of(venture)))


@require_safe
@for_insiders
def show_cards(request: HttpRequest, member: Member, venture: Venture, column_id: int) -> HttpResponse:
    """Some cards of one column, from the first on or from those `after` this position."""
    board = board_of(venture, column_id, number(request.GET.get("after")))
    if board is None:
        raise Refused("forbidden")
    context = context_of(member, venture, board)
    return render(request, "boards/_cards.html", {**context, "column": next(one for one in context["columns"] if one["page"])})


@require_safe
@for_insiders
def show_tile(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """One card, where it stands, and the sums of all columns, for a board that heard of it; null where it is off the board."""
    return JsonResponse(told(member, venture, card_id))


@require_POST
@for_insiders
def move(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """`move` is card.version.where, as `places.py` reads that. A stale one is told with the card as it is now."""
    pk, version, where = _asked(request.POST.get("move", ""))
    card = Card.objects.filter(venture=venture, pk=pk).first()
    if card is None:
        raise Refused("forbidden")
    try:
        column, after = placed(card, where)
        moved = actions.move_card(member, card.pk, column, after, version)
    except CardStale as stale:
        if wants_json(request):
            return JsonResponse({**told(member, venture, card.pk), "message": str(stale.message)}, status=409)
        return render_board(request, member, venture, stale)
    if wants_json(request):
        return JsonResponse(told(member, venture, moved.pk))
    return redirect_after_post(f"{request.path.removesuffix('moves/')}?column={moved.column_id}#card-{moved.pk}")


def render_board(
    request: HttpRequest, member: Member, venture: Venture, stale: CardStale | None = None, more: dict[str, Any] | None = None
) -> HttpResponse:
    """The page; with the sentence that says why a card stands where she didn't put it."""
    wanted = stale.card.column_id if stale else number(request.GET.get("column"))
    upto = head(venture.stream)
    board = board_of(venture, wanted, None if stale else number(request.GET.get("after"))) or board_of(venture)
    if board is None:
        return redirect("boards:venture", venture.pk)
    context = {**context_of(member, venture, board), "stale": stale, "head": upto, "facts": FACTS, **(more or {})}
    status = 409 if stale else 422 if more else 200
    return render(request, "boards/board.html", context, status=status)


def context_of(member: Member, venture: Venture, board: Board) -> dict[str, Any]:
    """The columns as a template shows them; those that aren't read have no page."""
    role, done = role_in(member, venture), last_of(board.columns)
    pages = {page.column.pk: page for page in board.pages}
    writes = works_in(role) and not venture.is_closed
    first = board.columns[0].pk
    columns = [
        {
            "column": one,
            "page": pages.get(one.pk),
            "tiles": tiles_of(pages[one.pk].cards, member, one.pk == done) if one.pk in pages else [],
            "is_done": one.pk == done,
            "key": uuid4(),
            "takes": writes or (role == Role.GUEST and one.pk == first and not venture.is_closed),
        }
        for one in board.columns
    ]
    return {"venture": venture, "columns": columns, "shown": board.pages[0].column, "writes": writes, "role": role, "member": member}


def _asked(given: str) -> tuple[int, int, str]:
    """Raises Refused `invalid` for what is no move."""
    card, _dot, rest = given.partition(".")
    version, _dot, where = rest.partition(".")
    pk, expected = number(card), number(version)
    if pk is None or expected is None:
        raise Refused("invalid")
    return pk, expected, where
