"""Another's word on what was written, and taking it back: what is refused since it was answered meanwhile gets the page as it is now."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.answers import redirect_after_post
from commons.people.models import Member
from marketplace.boards.models import Venture
from marketplace.boards.views.cards import key_of

from .. import actions
from ..may import may_answer, may_reverse
from ..models import Posting
from ..refusals import PostingMoved
from ..saying import question_of, said_of
from .asking import for_sharers
from .money import show_moved

page = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@for_sharers
def confirm(request: HttpRequest, member: Member, venture: Venture, posting_id: int) -> HttpResponse:
    """So it is."""
    try:
        actions.confirm(_of(venture, posting_id), member)
    except PostingMoved as moved:
        return show_moved(request, member, venture, moved)
    return back_to_money(venture)


@page
@for_sharers
def deny(request: HttpRequest, member: Member, venture: Venture, posting_id: int) -> HttpResponse:
    """It isn't so: asked once more, since it is turned back by that."""
    posting = _of(venture, posting_id)
    if not may_answer(member, posting):
        raise Refused("forbidden")
    try:
        if request.method == "POST":
            actions.deny(posting, member)
            return back_to_money(venture)
        _check_waits(posting)
    except PostingMoved as moved:
        return show_moved(request, member, venture, moved)
    return render(request, "ledger/deny.html", {"venture": venture, "posting": posting, "question": question_of(posting, member)})


@page
@for_sharers
def reverse(request: HttpRequest, member: Member, venture: Venture, posting_id: int) -> HttpResponse:
    """It was a mistake: what that means, and then it is taken back."""
    posting = _of(venture, posting_id)
    if not may_reverse(member, posting):
        raise Refused("forbidden")
    try:
        if request.method == "POST":
            actions.reverse(posting, member, key_of(request))
            return back_to_money(venture)
        _check_counts(posting)
    except PostingMoved as moved:
        return show_moved(request, member, venture, moved)
    return render(request, "ledger/reverse.html", {"venture": venture, "posting": posting, "said": said_of(posting), "key": uuid4()})


@require_POST
@for_sharers
def record_again(request: HttpRequest, member: Member, venture: Venture, posting_id: int) -> HttpResponse:
    """What was received for an order, and isn't in the book since somebody was mistaken, is written once more."""
    try:
        actions.record_again(_of(venture, posting_id), member, key_of(request))
    except PostingMoved as moved:
        return show_moved(request, member, venture, moved)
    return back_to_money(venture)


def back_to_money(venture: Venture) -> HttpResponse:
    return redirect_after_post(f"/market/together/{venture.pk}/money/")


def _of(venture: Venture, posting_id: int) -> Posting:
    """Raises Refused `forbidden` for one of elsewhere."""
    posting = Posting.objects.whole().with_reversed().filter(venture=venture, pk=posting_id).first()
    if posting is None:
        raise Refused("forbidden")
    return posting


def _check_waits(posting: Posting) -> None:
    if posting.state != Posting.State.RECORDED or posting.is_reversed:
        raise PostingMoved(posting)


def _check_counts(posting: Posting) -> None:
    if posting.state == Posting.State.DENIED or posting.is_reversed:
        raise PostingMoved(posting)
