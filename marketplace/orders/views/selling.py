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

MOST_FOLLOWED = 12  # shops: her own, and those of ventures for which she answers


@require_safe
@for_members
def show_day(request: HttpRequest, member: Member) -> HttpResponse:
    """What waits for her and what is due; `part` is what of the page changes."""
    books = [book_stream(shop) for shop in Shop.objects.answered_by(member).values_list("pk", flat=True)[:MOST_FOLLOWED]]
    heads = [head(book) for book in books]
    context = {
        "member": member,
        "streams": " ".join(books),
        "heads": " ".join(map(str, heads)),
        "today": timezone.localdate(),
        "facts": BookChanged.name,
        "day": day_of(member),
    }
    return render(request, "orders/maker/_day.html" if request.GET.get("part") else "orders/maker/day.html", context)


@require_safe
@for_members
def list_book(request: HttpRequest, member: Member) -> HttpResponse:
    """All her orders, by the words people see; a page at a time."""
    word = request.GET.get("word", "")
    word = word if word in BOOK else ""
    rows, older = book_of(member, word, number(request.GET.get("before")))
    words = [(name, said) for name, (said, _states) in BOOK.items()]
    return render(request, "orders/maker/book.html", {"rows": rows, "older": older, "words": words, "word": word})
