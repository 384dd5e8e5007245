"""A maker's day, and the book of all her orders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.journal.reading import head
from commons.people.guards import for_members
from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.catalog.models import Shop

from ..facts import BookChanged
from ..makers_day import BOOK, book_of, day_of
from ..streams import book_stream


@require_safe
@for_members
def show_day(request: HttpRequest, member: Member) -> HttpResponse:
    """What waits for her and what is due; `part` is what of the page changes."""
    shop = Shop.objects.answered_by(member).first()
    stream = book_stream(shop.pk) if shop else ""
    context = {"member": member, "shop": shop, "stream": stream, "head": head(stream) if shop else 0, "today": timezone.localdate()}
    template = "orders/maker/_day.html" if request.GET.get("part") else "orders/maker/day.html"
    return render(request, template, {**context, "facts": BookChanged.name, "day": day_of(member)})


@require_safe
@for_members
def list_book(request: HttpRequest, member: Member) -> HttpResponse:
    """All her orders, by the words people see; a page at a time."""
    word = request.GET.get("word", "")
    word = word if word in BOOK else ""
    rows, older = book_of(member, word, number(request.GET.get("before")))
    words = [(name, said) for name, (said, _states) in BOOK.items()]
    return render(request, "orders/maker/book.html", {"rows": rows, "older": older, "words": words, "word": word})
