"""What there will be, for everyone: the next first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..may import may_announce
from .asking import viewer_of


@require_safe
def show_calendar(request: HttpRequest) -> HttpResponse:
    """All that is to come."""
    member = viewer_of(request)
    return render(request, "events/calendar.html", {"announces": member is not None and may_announce(member)})
