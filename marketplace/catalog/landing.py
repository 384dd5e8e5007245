"""What a stranger sees of the market on the first page."""

from django.http import HttpRequest

from .views.market import newest

SHOWN = 4


def services_for_strangers(request: HttpRequest) -> dict[str, object] | None:
    """What came onto the market last; None while there is nothing."""
    listings = newest(request, SHOWN)
    return {"listings": listings} if listings else None
