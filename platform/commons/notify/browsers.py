"""Who is before a browser that may be told of things."""

from django.http import HttpRequest

from commons.people.models import Member
from commons.people.passes import guest_at
from commons.people.sessions import CLOSES_AT

from .models import PushSubscription


def actor_at(request: HttpRequest, stream: str = "") -> str | None:
    """The guest of this stream's private link, where one is named; else the member; None for a stranger."""
    if stream:
        guest = guest_at(request, stream)
        return guest.actor if guest else None
    return request.user.actor if isinstance(request.user, Member) else None


def closes_after_her(request: HttpRequest) -> bool:
    """Whether it is a shared computer's browser: nothing of her rings there when she has gone."""
    return CLOSES_AT in request.session


def is_told(request: HttpRequest, actor: str) -> bool:
    """Whether she is told in this browser."""
    return PushSubscription.objects.filter(actor=actor, session=request.session.session_key).exists()
