"""The columns of a board on a page of their own: added, called something else, put elsewhere, taken away."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..models import Venture
from .asking import for_workers


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers
def arrange(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """All of them; a POST adds one."""
    if request.method != "POST":
        return _page(request, venture)
    title = request.POST.get("title", "")
    return _done(request, venture, lambda: actions.add_column(member, venture.pk, title), "new", title)


@require_POST
@for_workers
def rename(request: HttpRequest, member: Member, venture: Venture, column_id: int) -> HttpResponse:
    title, column = request.POST.get("title", ""), _of(venture, column_id)
    return _done(request, venture, lambda: actions.rename_column(member, column, title), column, title)


@require_POST
@for_workers
def put(request: HttpRequest, member: Member, venture: Venture, column_id: int) -> HttpResponse:
    """To the place `to`, counted from 1."""
    column, to = _of(venture, column_id), number(request.POST.get("to"))
    if not to:
        raise Refused("invalid")
    return _done(request, venture, lambda: actions.move_column(member, column, to), column)


@require_POST
@for_workers
def remove(request: HttpRequest, member: Member, venture: Venture, column_id: int) -> HttpResponse:
    column = _of(venture, column_id)
    return _done(request, venture, lambda: actions.remove_column(member, column), column)


def _done(request: HttpRequest, venture: Venture, do: Callable[[], object], which: int | str, typed: str | None = None) -> HttpResponse:
    try:
        do()
    except Refused as refused:
        if refused.code not in ("invalid", "too_long"):
            raise
        return _page(request, venture, {"wrong": which, "typed": typed, "why": refused.message})
    return redirect("boards:columns", venture.pk)


def _page(request: HttpRequest, venture: Venture, wrong: dict[str, object] | None = None) -> HttpResponse:
    context = {"venture": venture, "columns": venture.columns.summed(), **(wrong or {})}
    return render(request, "boards/columns.html", context, status=422 if wrong else 200)


def _of(venture: Venture, column_id: int) -> int:
    """Raises Refused `forbidden` for a column of elsewhere."""
    if not venture.columns.filter(pk=column_id).exists():
        raise Refused("forbidden")
    return column_id
