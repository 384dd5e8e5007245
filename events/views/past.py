"""What was, for everyone: what is hers on top, with the way back to her seat or her desk."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..past import hers_of, past

A_PAGE = 30


@require_safe
def show_past(request: HttpRequest) -> HttpResponse:
    """The last first, a page at a time."""
    mine = hers_of(request)
    page: Any = Paginator(past(request), A_PAGE).get_page(request.GET.get("page"))
    by_gathering = mine.by_gathering
    for one in page:
        one.hers = by_gathering.get(one.pk)
    return render(request, "events/past.html", {"mine": mine, "page": page})
