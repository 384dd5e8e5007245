"""The page of a venture's money, for those who share in it: whose turn it is, the book as a picture, what was written last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.notify.actions import see
from commons.people.models import Member
from marketplace.boards.models import Venture

from ..pages.money import page_of
from ..streams import ledger_stream
from .asking import for_sharers


@require_safe
@for_sharers
def show_money(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """All of it."""
    _see(member, venture)
    return render(request, "ledger/money.html", page_of(request, member, venture))


@require_safe
@for_sharers
def show_now(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The part of the page that changes, as it is now."""
    _see(member, venture)
    return render(request, "ledger/_money.html", page_of(request, member, venture))


def show_moved(request: HttpRequest, member: Member, venture: Venture, refused: Refused) -> HttpResponse:
    """The page as it is now, with the sentence that says why nothing was done."""
    return render(request, "ledger/money.html", page_of(request, member, venture, refused), status=409)


def _see(member: Member, venture: Venture) -> None:
    stream = ledger_stream(venture.pk)
    see(member.actor, stream, head(stream))
