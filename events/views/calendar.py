"""What there will be, for everyone: the next first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show_calendar(request: HttpRequest) -> HttpResponse:
    """All that is to come."""
    return render(request, "events/calendar.html")
