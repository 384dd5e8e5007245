"""What a stranger sees on the first page of what is coming."""

from django.http import HttpRequest

from .coming_up import coming

SHOWN = 3


def coming_for_strangers(request: HttpRequest) -> dict[str, object] | None:
    """The next; None while there is nothing."""
    gatherings = list(coming(request)[:SHOWN])
    return {"gatherings": gatherings} if gatherings else None
